/** The post: keeps messages until somebody waits for them, and tells signals to all who do. Implemented in activities/flow; portal and worker hand it on. */
import type { Instant } from '../../values.ts';
import type { ActorRef } from '../../identity/identity.schema.ts';
import type { Vars } from '../kernel/kernel.types.ts';

/** `id` is the sender's: the same one twice is the same message. */
export interface MessageToSend { id: string; name: string; key: string | null; data: Vars; ttlMs: number; by: ActorRef }
export interface SignalToSend { id: string; name: string; data: Vars; by: ActorRef }

/**
 * What came of a message. `kept`: nobody waits for it yet. `begun`: nobody waited, and it began flows that name it; `refused`: it should have, and what it carries did not fit; it is
 * kept with the reason. `expired`: nobody did in time. `removed`: an administrator took it away. `run`: who took it. `isRepeat`: the id was known, and nothing was sent again.
 */
export interface MessageFate { id: string; state: 'kept' | 'delivered' | 'begun' | 'refused' | 'expired' | 'removed'; run: string | null; expiresAt: Instant; isRepeat: boolean }
/** `told`: how many runs took it so far; `left`: how many could not be reached and are told later. */
export interface SignalFate { id: string; told: number; left: number; isRepeat: boolean }

export interface MessagePost {
  /** Written before anybody is looked for, so that it is not lost. Throws MESSAGE_NAME_KEPT, MESSAGE_TOO_LARGE, MESSAGES_TOO_MANY. */
  send(message: MessageToSend): Promise<MessageFate>;
  /** Told to the runs that wait for this name without a key now, and never kept. Throws MESSAGE_NAME_KEPT, MESSAGE_TOO_LARGE, MESSAGE_WAITERS_TOO_MANY. */
  tell(signal: SignalToSend): Promise<SignalFate>;
}
