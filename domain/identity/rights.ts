/**
 * Rights: whether an actor may do something, there (`can`) or in a list (`filterFor`). Pure; API, sockets, lists and the browser ask these two.
 * Roles add up; nothing takes a right away. Who the actor is, and which roles hold where, the server settled before.
 */
import type { ObjectRef } from '../object/object.schema.ts';
import type { Action, Actor, Role, RoleKey, Scope } from './identity.schema.ts';
import { shippedRoles } from './roles.ts';

/**
 * What a right is asked about. A dimension that is left out does not exist for this kind of thing (a flow has no team); null is "has none", which only
 * an unscoped role reaches. People fields say whose it is.
 */
export interface RightsResource {
  team?: string | null;
  /** Ticket type key. */
  type?: string | null;
  /** Object id: of what it is about, or its own. */
  object?: string | null;
  requester?: string | null; openedBy?: string | null; assignee?: string | null;
  watchers?: readonly string[];
  askedPeople?: readonly string[]; askedTeams?: readonly string[]; askedRoles?: readonly string[];
}

/** A ticket as rights see it; takes the ticket, its database row or its API view. */
export const ticketResource = (ticket: {
  team: string | null; type: string; requester: string | null; object?: { id: string } | null; assignee?: string | null; openedBy?: { kind: string; id: string } | null; watchers?: readonly string[];
  askedPeople?: readonly string[]; askedTeams?: readonly string[]; askedRoles?: readonly string[];
}): RightsResource => ({
  team: ticket.team, type: ticket.type, object: ticket.object?.id ?? null, requester: ticket.requester, assignee: ticket.assignee ?? null,
  openedBy: ticket.openedBy?.kind === 'person' ? ticket.openedBy.id : null, watchers: ticket.watchers ?? [],
  askedPeople: ticket.askedPeople ?? [], askedTeams: ticket.askedTeams ?? [], askedRoles: ticket.askedRoles ?? [],
});

/** An alarm group as rights see it. */
export const groupResource = (group: { team: string | null; object: Pick<ObjectRef, 'id'> | null }): RightsResource => ({ team: group.team, object: group.object?.id ?? null });
/** An alarm source: what it sends may be about any object. */
export const sourceResource = (source: { team: string | null }): RightsResource => ({ team: source.team, object: null });
export const objectResource = (object: { id: string; team: string | null }): RightsResource => ({ team: object.team, object: object.id });
/** What only a role without any scope reaches. */
export const wholeInstallation: RightsResource = { team: null, type: null, object: null };

/** A MongoDB filter in the operators rights need: equality, $in, $or, $and. `{}` is everything. */
export type RightsFilter = { [field: string]: string | { $in: readonly string[] } | readonly RightsFilter[] };

/** Where a collection keeps what rights look at. Null: rows have no such dimension. */
export interface FilterFields {
  team: string | null; type: string | null;
  /** Field of the object's id. */
  object: string | null;
  /** Fields that hold a person id or a list of them, whoever is named there owns the row; likewise teams and roles. */
  people: readonly string[]; teams: readonly string[]; roles: readonly string[];
  /** Of `people`, fields of who is asked: whoever stands in for them owns the row too. Default none. */
  asked?: readonly string[];
}
export const ticketFields: FilterFields = {
  team: 'team', type: 'type', object: 'object.id', people: ['requester', 'assignee', 'watchers', 'askedPeople', 'openedBy.id'], teams: ['askedTeams'], roles: ['askedRoles'], asked: ['askedPeople'],
};
export const groupFields: FilterFields = { team: 'team', type: null, object: 'object.id', people: [], teams: [], roles: [] };
export const objectFields: FilterFields = { team: 'team', type: null, object: '_id', people: [], teams: [], roles: [] };

const shippedByKey: ReadonlyMap<RoleKey, Role> = new Map(shippedRoles.map((role) => [role.key, role]));
type ActorRole = Actor['roles'][number];
export const actionsOfRole = (role: ActorRole): readonly Action[] => role.actions ?? shippedByKey.get(role.key)?.actions ?? [];
/** Whether the role has the action for own things only. */
export const isOwnOnly = (role: ActorRole, action: Action): boolean => (role.ownOnly ?? shippedByKey.get(role.key)?.ownOnly ?? []).includes(action);

/** May the actor do it to this? Without a resource: may the actor do it anywhere at all. */
export function can(actor: Actor, action: Action, resource?: RightsResource): boolean {
  return actor.roles.some((role) => {
    if (!actionsOfRole(role).includes(action)) return false;
    if (!resource) return true;
    return isInScope(role, resource) && (!isOwnOnly(role, action) || isOwn(actor, resource));
  });
}

/** The rows the actor may do it to, as a MongoDB filter; 'none' when there can be no such row, so that nobody forgets the case. */
export function filterFor(actor: Actor, action: Action, fields: FilterFields = ticketFields): RightsFilter | 'none' {
  const branches: RightsFilter[] = [];
  for (const role of actor.roles) {
    if (!actionsOfRole(role).includes(action)) continue;
    const parts: RightsFilter[] = [];
    if (role.scope.teams.length > 0 && fields.team) parts.push({ [fields.team]: { $in: role.scope.teams } });
    if (role.scope.ticketTypes.length > 0 && fields.type) parts.push({ [fields.type]: { $in: role.scope.ticketTypes } });
    const objects = objectsOf(role);
    if (objects !== null && fields.object) {
      // An empty $in would say the same, at the price of a query.
      if (objects.size === 0) continue;
      parts.push({ [fields.object]: { $in: [...objects] } });
    }
    if (isOwnOnly(role, action)) {
      const own = ownFilters(actor, fields);
      if (own.length === 0) continue;
      parts.push({ $or: own });
    }
    if (parts.length === 0) return {};
    branches.push(parts.length === 1 ? parts[0]! : { $and: parts });
  }
  if (branches.length === 0) return 'none';
  return branches.length === 1 ? branches[0]! : { $or: branches };
}

/** Those of the actions the actor may do to this. */
export const allowedOn = <A extends Action>(actor: Actor, asked: readonly A[], resource: RightsResource): A[] => asked.filter((action) => can(actor, action, resource));

/** Every action the actor may do somewhere; the browser hides the rest. */
export const actionsOf = (actor: Actor): Action[] => [...new Set(actor.roles.flatMap(actionsOfRole))];

/** The actor with no more than these actions: what a token of theirs may do. Where each holds stays as it is. */
export const narrowed = (actor: Actor, scopes: readonly Action[]): Actor =>
  ({ ...actor, roles: actor.roles.map((role) => ({ ...role, actions: actionsOfRole(role).filter((action) => scopes.includes(action)) })) });

/** Nobody: the actor of a request without a session. */
export const anonymous: Actor = { person: '', name: '', roles: [], teams: [] };

/** Everywhere: a scope without limits. */
export const everywhere: Scope = { teams: [], ticketTypes: [], services: [], deviceGroups: [] };

/** Whether the scope names services or device groups, and so holds for some objects only. */
export const isByObject = ({ services, deviceGroups }: Pick<Scope, 'services' | 'deviceGroups'>): boolean => services.length + deviceGroups.length > 0;

const nowhere: ReadonlySet<string> = new Set();
/** Ids of the objects a role holds for; null: for all, and for what has no object. Nobody looked the scope's names up: none. */
export const objectsOf = ({ scope, objects }: ActorRole): ReadonlySet<string> | null => (isByObject(scope) ? objects ?? nowhere : null);

function isInScope(role: ActorRole, resource: RightsResource): boolean {
  const within = (allowed: readonly string[], value: string | null | undefined) => allowed.length === 0 || value === undefined || (value !== null && allowed.includes(value));
  const objects = objectsOf(role);
  return within(role.scope.teams, resource.team) && within(role.scope.ticketTypes, resource.type)
    && (objects === null || resource.object === undefined || (resource.object !== null && objects.has(resource.object)));
}

/** Named on it as a person, or one of those a team or role was asked for. */
function isOwn(actor: Actor, resource: RightsResource): boolean {
  if (actor.person === '') return false;
  return [resource.requester, resource.openedBy, resource.assignee].includes(actor.person)
    || Boolean(resource.watchers?.includes(actor.person)) || Boolean(resource.askedPeople?.some((person) => person === actor.person || actor.standsInFor?.includes(person)))
    || Boolean(resource.askedTeams?.some((team) => actor.teams.includes(team)))
    || Boolean(resource.askedRoles?.some((role) => roleKeysOf(actor).includes(role)));
}

function ownFilters(actor: Actor, fields: FilterFields): RightsFilter[] {
  if (actor.person === '') return [];
  return [
    ...fields.people.map((field): RightsFilter => ({ [field]: actor.person })),
    ...(actor.standsInFor && actor.standsInFor.length > 0 ? (fields.asked ?? []).map((field): RightsFilter => ({ [field]: { $in: actor.standsInFor! } })) : []),
    ...(actor.teams.length > 0 ? fields.teams.map((field): RightsFilter => ({ [field]: { $in: actor.teams } })) : []),
    ...fields.roles.map((field): RightsFilter => ({ [field]: { $in: roleKeysOf(actor) } })),
  ];
}

const roleKeysOf = (actor: Actor): RoleKey[] => [...new Set(actor.roles.map((role) => role.key))];
