/** Whether somebody may give a role to somebody: only what they hold themselves, at least as widely. Pure. */
import type { Action, Actor, Scope } from './identity.schema.ts';
import { actionsOfRole, isByObject, isOwnOnly, objectsOf } from './rights.ts';

/** A role as it would hold: its actions, and where. `objects`: those the scope's services and device groups mean, where it names any. */
export type Gift = Actor['roles'][number];

/** The first action of the gift the giver does not hold there themselves; null: they may give it all. */
export function missingToGive(giver: Actor, gift: Gift): Action | null {
  return actionsOfRole(gift).find((action) => !giver.roles.some((held) =>
    actionsOfRole(held).includes(action) && (!isOwnOnly(held, action) || isOwnOnly(gift, action)) && reaches(held, gift))) ?? null;
}

/** Whether everything the gift holds for, the held role holds for. */
function reaches(held: Gift, gift: Gift): boolean {
  const isWithin = (dimension: keyof Pick<Scope, 'teams' | 'ticketTypes'>): boolean => {
    const [wide, narrow] = [held.scope[dimension], gift.scope[dimension]];
    return wide.length === 0 || (narrow.length > 0 && narrow.every((name) => wide.includes(name)));
  };
  const objects = objectsOf(held);
  const areObjectsWithin = objects === null || (isByObject(gift.scope) && [...gift.objects ?? []].every((id) => objects.has(id)));
  return isWithin('teams') && isWithin('ticketTypes') && areObjectsWithin;
}
