/** The shapes of locks a run shares with others: what its state keeps of them, and what it is told. */
import type { Instant } from '../../values.ts';
import type { ActorRef } from '../../identity/identity.schema.ts';

/** A lock shared with other runs that a token has asked for, or holds. `key` null: the name alone is the lock. `since`: when it was asked for; `heldSince` null: not granted yet. */
export interface LockClaim { id: string; token: string; node: string; scope: string; name: string; key: string | null; since: Instant; heldSince: Instant | null }

/** `ring`: runs wait for each other in a circle, and this one gives up. `freed`: somebody took the lock from the step, which goes on without it. */
export type LockNews = { is: 'granted' } | { is: 'ring'; ring: string } | { is: 'freed'; reason: string; by: ActorRef };

/** A lock as people read it: "router", "router:7". Names hold no colon, so no two locks read alike. */
export const lockText = ({ name, key }: Pick<LockClaim, 'name' | 'key'>): string => (key === null ? name : `${name}:${key}`);
