/**
 * Which objects the roles of an actor hold for, where their scopes name services or device groups: looked up in the registry when the actor is made, and
 * good for some seconds. What lies below what is the store's; what a scope means, domain/identity/rights.
 */
import type { Actor, Scope } from '#domain/identity/identity.schema';
import { isByObject } from '#domain/identity/rights';
import type { ObjectRepo } from '#store/object/object.repo';
import type { Log } from '../http/log.ts';

/** Objects one scope covers at most; of more, the nearest to what it names. */
export const mostCovered = 10_000;

export interface Reach {
  /** The roles with the objects of those whose scope names some. */
  of(roles: Actor['roles']): Promise<Actor['roles']>;
  /** Whether more lies below what it names than is looked at. */
  isTooWide(scope: Scope): Promise<boolean>;
  forget(): void;
}

/** What an object that moved in the registry opens or closes counts within it. */
const freshMs = 3_000;
const mostKept = 500;

export function createReach(objects: Pick<ObjectRepo, 'below'>, log: Pick<Log, 'warn'>, nowMs: () => number): Reach {
  const known = new Map<string, { at: number; found: Promise<ReadonlySet<string>> }>();

  async function below(tops: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await objects.below(tops, mostCovered + 1);
    if (found.length > mostCovered) log.warn({ tops, limit: mostCovered }, 'a scope of roles covers more objects than are looked at');
    return new Set(found.slice(0, mostCovered));
  }
  /** Below one of the services, and below one of the device groups. */
  async function covered({ services, deviceGroups }: Scope): Promise<ReadonlySet<string>> {
    const [first, ...rest] = await Promise.all([services, deviceGroups].filter((tops) => tops.length > 0).map(below));
    return rest.reduce((both, one) => new Set([...both].filter((id) => one.has(id))), first ?? new Set());
  }
  function kept(scope: Scope): Promise<ReadonlySet<string>> {
    const key = JSON.stringify([scope.services, scope.deviceGroups]);
    const last = known.get(key);
    if (last && nowMs() - last.at <= freshMs) return last.found;
    if (known.size >= mostKept) known.clear();
    const entry = { at: nowMs(), found: covered(scope) };
    known.set(key, entry);
    entry.found.catch(() => { if (known.get(key) === entry) known.delete(key); });
    return entry.found;
  }
  return {
    of: (roles) => Promise.all(roles.map(async (role) => (isByObject(role.scope) ? { ...role, objects: await kept(role.scope) } : role))),
    isTooWide: async ({ services, deviceGroups }) => (await Promise.all([services, deviceGroups].map(async (tops) => tops.length > 0 && (await objects.below(tops, mostCovered + 1)).length > mostCovered))).includes(true),
    forget: () => { known.clear(); },
  };
}
