/** Decides which rights a stored role gets because it ships with more than it did: each once, so that what an administrator takes away stays away. Pure; when it happens is the portal's. */
import type { Action, Role } from './identity.schema.ts';

/** Shipped after roles were first stored and before it was recorded what they were given. */
const givenUnrecorded: readonly Action[] = ['object.readTechnical'];

export interface RoleGrowth {
  /** Rights it gets now, and of those the ones only with one's own things. */
  actions: Action[]; ownOnly: Action[];
  /** What it was ever given, this included. */
  given: Action[];
}

/** `stored.given`: rights Signalbox gave it so far; null: stored before that was recorded. Null when there is nothing to give and nothing to record. */
export function roleGrowth(shipped: Pick<Role, 'actions' | 'ownOnly'>, stored: { actions: readonly Action[]; given: readonly Action[] | null }): RoleGrowth | null {
  const before = stored.given ?? shipped.actions.filter((action) => !givenUnrecorded.includes(action));
  const fresh = shipped.actions.filter((action) => !before.includes(action));
  if (fresh.length === 0 && stored.given !== null) return null;
  const actions = fresh.filter((action) => !stored.actions.includes(action));
  return { actions, ownOnly: actions.filter((action) => shipped.ownOnly.includes(action)), given: [...before, ...fresh] };
}
