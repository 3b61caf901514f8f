/** Locks that steps of all runs share: what a run says of those it holds and asks for, and how runs that wait for each other in a circle are found. Granting is the table's (activities/flow). */
import type { Instant } from '../../values.ts';
import { lockText, type LockClaim } from '../kernel/kernel.claims.ts';
import { tokensAround } from '../kernel/kernel.tokens.ts';
import type { RunState, TokenId } from '../kernel/kernel.types.ts';

export const lockLimits = {
  /** Claims of one run that stand in the table at once; its state would be too large with many more. */
  claims: 1_000,
  /** Claims looked at to find one circle. A longer one is not found; its runs wait as long as their steps say. */
  ring: 500,
  /** Queues and waiting runs shown at once. */
  shown: 200, waiting: 50,
} as const;

/** `idle`: the run is suspended, and asks again when it is resumed, by the same claim. */
export type ClaimPhase = 'asked' | 'held' | 'idle';

/** A claim as others see it. `inside`: claims the same run holds around the token that has this one, which end only after it. `effects`: of a held one, what runs at its step or inside it. */
export interface ToldClaim { claim: string; lock: string; name: string; key: string | null; node: string; since: Instant; heldSince: Instant | null; phase: ClaimPhase; inside: string[]; effects: string[] }

/** What a run holds and asks for; nothing once it is over. */
export function claimsOf(state: Pick<RunState, 'status' | 'locks' | 'tokens' | 'scopes' | 'subscriptions' | 'suspended'>): ToldClaim[] {
  const claims = state.status === 'running' ? Object.values(state.locks ?? {}) : [];
  const around = (token: TokenId): Set<TokenId> => tokensAround({ state: state as RunState }, state.tokens[token]!);
  const isInside = (token: TokenId, claim: LockClaim): boolean => claim.heldSince !== null && around(token).has(claim.token);
  return claims.slice(0, lockLimits.claims).map((claim) => {
    const { id, token, name, key, node, since, heldSince } = claim;
    const running = heldSince === null ? [] : Object.values(state.subscriptions).filter((wait) => wait.kind === 'activity' && (wait.token === token || isInside(wait.token, claim)));
    return {
      claim: id, lock: lockText(claim), name, key, node, since, heldSince, phase: heldSince !== null ? 'held' : state.suspended === undefined ? 'asked' : 'idle',
      inside: claims.filter((other) => isInside(token, other)).map((other) => other.id), effects: running.map((wait) => wait.id),
    };
  });
}

/** A claim in the table, with whose it is. */
export interface StoredClaim extends ToldClaim { run: string; ticketKey: string }

export interface RingLookup {
  /** The claim that holds the lock, and is in its step; null: nobody is. */
  holder(lock: string): Promise<StoredClaim | null>;
  /** Claims that have to be granted before this one ends: of its run inside its step, and of the runs it has called there. */
  behind(held: StoredClaim): Promise<StoredClaim[]>;
}

const idOf = ({ run, claim }: Pick<StoredClaim, 'run' | 'claim'>): string => `${run}#${claim}`;

/** Claims that wait for each other in a circle, from this one on, each for the next; null: there is none. */
export async function ringFrom(first: StoredClaim, { holder, behind }: RingLookup): Promise<StoredClaim[] | null> {
  const ways: StoredClaim[][] = [[first]];
  const seen = new Set([idOf(first)]);
  for (let way = ways.shift(); way !== undefined && seen.size <= lockLimits.ring; way = ways.shift()) {
    const held = await holder(way.at(-1)!.lock);
    for (const next of held === null ? [] : await behind(held)) {
      if (idOf(next) === idOf(first)) return way;
      if (seen.has(idOf(next))) continue;
      seen.add(idOf(next));
      ways.push([...way, next]);
    }
  }
  return null;
}

/** Who gives up: whoever asked last. */
export const newestOf = (ring: readonly StoredClaim[]): StoredClaim => ring.reduce((newest, one) => (one.since > newest.since || (one.since === newest.since && idOf(one) > idOf(newest)) ? one : newest));

/** "CHG-1 > router:7 > CHG-2 > rack:3 > CHG-1": who waits for what, held by whom. */
export const ringText = (ring: readonly StoredClaim[]): string => [...ring.map(({ ticketKey, lock }) => `${ticketKey} > ${lock}`), ring[0]!.ticketKey].join(' > ').slice(0, 1_000);

export const isSameRing = (one: readonly StoredClaim[], other: readonly StoredClaim[]): boolean => one.map(idOf).sort().join() === other.map(idOf).sort().join();
