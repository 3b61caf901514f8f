/** What an edit of the directory must keep true, looked at while it has its turn: names that are there, no circle of managers, somebody who can let others in. */
import { CatalogueError, errorDetail, type ErrorCode, type ErrorDetail } from '#domain/errors';
import { circleOfManagers, isWholeAdministrator, type PersonEdit, type TeamEdit } from '#domain/identity/directory';
import type { Actor, Scope } from '#domain/identity/identity.schema';
import { notAllowed } from '#domain/identity/not-allowed';
import { can, wholeInstallation } from '#domain/identity/rights';
import { phrase, type MessageParams } from '#domain/message';
import { serviceKinds, type ManagedObject } from '#domain/object/object.schema';
import { isZone } from '#domain/identity/zone';
import type { DirectoryTurn } from '#store/identity/directory-edit.repo';
import type { DirectoryPerson } from '#store/identity/person.repo';
import { mostCovered } from './reach.ts';

/** Whoever manages people can give themselves any right: that is for who may do it everywhere. */
export function demandEverywhere(actor: Actor): void {
  if (!can(actor, 'directory.manage', wholeInstallation)) throw notAllowed('directory.manage');
}

/** What an edit may name. `tooWide`: scopes of the edit, by place, that name too much. */
export interface Known { ticketTypes: readonly string[]; objects: readonly ManagedObject[]; tooWide: readonly boolean[] }

const fault = (code: ErrorCode, path: string, params: MessageParams): ErrorDetail => errorDetail(code, path, params);
/** Every fault at once, each at its field, told by the first. */
function throwFirst(details: readonly ErrorDetail[]): void {
  const [first] = details;
  if (first) throw new CatalogueError(first.code as ErrorCode, first.params ?? {}, [...details]);
}

/** Ids and names of those above somebody, read one after the other: lines of managers are short. */
async function chainAbove(turn: DirectoryTurn, first: string | null): Promise<Map<string, DirectoryPerson>> {
  const above = new Map<string, DirectoryPerson>();
  for (let current = first; current !== null && !above.has(current);) {
    const found = (await turn.person(current))?.value;
    if (!found) break;
    above.set(current, found);
    current = found.manager;
  }
  return above;
}

/** Throws PERSON_USERNAME_TAKEN, PERSON_ZONE_UNKNOWN, PERSON_GONE, PERSON_MANAGER_CIRCLE, TEAM_UNKNOWN, TICKET_TYPE_UNKNOWN, ROLE_UNKNOWN, SCOPE_OBJECT_UNKNOWN, SCOPE_TOO_WIDE. `before` is what stands there; what was there may stay. */
export async function demandPersonEdit(turn: DirectoryTurn, id: string, edit: PersonEdit, before: DirectoryPerson | null, known: Known): Promise<void> {
  const details: ErrorDetail[] = [];
  const namesake = await turn.byUsername(edit.username);
  if (namesake && namesake.id !== id) details.push(fault('PERSON_USERNAME_TAKEN', 'person.username', { username: edit.username, person: namesake.name }));
  if (!isZone(edit.zone)) details.push(fault('PERSON_ZONE_UNKNOWN', 'person.zone', { zone: edit.zone }));
  const above = await chainAbove(turn, edit.manager);
  const manager = edit.manager === null ? null : above.get(edit.manager) ?? null;
  if (edit.manager !== null && edit.manager !== id && edit.manager !== before?.manager && !manager?.isActive) details.push(fault('PERSON_GONE', 'person.manager', { person: manager?.name ?? edit.manager }));
  const circle = circleOfManagers(id, edit.manager, (person) => above.get(person)?.manager ?? null);
  if (circle) details.push(fault('PERSON_MANAGER_CIRCLE', 'person.manager', { people: circle.map((person) => (person === id ? edit.name : above.get(person)?.name ?? person)) }));
  const teams = new Set((await turn.teams()).map(({ value }) => value.id));
  for (const team of edit.teams) if (!teams.has(team)) details.push(fault('TEAM_UNKNOWN', 'person.teams', { team }));
  const roles = new Set((await turn.roles()).map(({ value }) => value.key));
  edit.assignments.forEach(({ role, scope }, at) => {
    if (!roles.has(role) && !before?.assignments.some((given) => given.role === role)) details.push(fault('ROLE_UNKNOWN', `person.assignments.${at}.role`, { role }));
    if (scope) details.push(...scopeFaults(scope, `person.assignments.${at}.scope`, teams, known));
    if (known.tooWide[at]) details.push(fault('SCOPE_TOO_WIDE', `person.assignments.${at}.scope.services`, { limit: mostCovered }));
  });
  throwFirst(details);
}

const scopeFaults = (scope: Scope, path: string, teams: ReadonlySet<string>, { ticketTypes, objects }: Known): ErrorDetail[] => [
  ...scope.teams.filter((team) => !teams.has(team)).map((team) => fault('TEAM_UNKNOWN', `${path}.teams`, { team })),
  ...scope.ticketTypes.filter((type) => !ticketTypes.includes(type)).map((type) => fault('TICKET_TYPE_UNKNOWN', `${path}.ticketTypes`, { type })),
  ...scope.services.filter((id) => !objects.some((object) => object.id === id && isService(object))).map((object) => fault('SCOPE_OBJECT_UNKNOWN', `${path}.services`, { object, kind: phrase('scope.service') })),
  ...scope.deviceGroups.filter((id) => !objects.some((object) => object.id === id && object.kind === 'deviceGroup')).map((object) => fault('SCOPE_OBJECT_UNKNOWN', `${path}.deviceGroups`, { object, kind: phrase('scope.deviceGroup') })),
];
const isService = ({ kind }: ManagedObject): boolean => (serviceKinds as readonly string[]).includes(kind);

/** Throws PERSON_GONE: members must be known, lead and manager must be there. Who was it already may stay. */
export async function demandTeamEdit(turn: DirectoryTurn, edit: TeamEdit, before: TeamEdit | null): Promise<void> {
  const asked = [...edit.members, ...(edit.lead ? [edit.lead] : []), ...(edit.manager ? [edit.manager] : [])];
  const known = new Map((await turn.people([...new Set(asked)])).map((person) => [person.id, person]));
  const gone = (person: string, path: string): ErrorDetail => fault('PERSON_GONE', path, { person: known.get(person)?.name ?? person });
  throwFirst([
    ...edit.members.filter((person) => !known.has(person) && !before?.members.includes(person)).map((person) => gone(person, 'team.members')),
    ...(['lead', 'manager'] as const).flatMap((field) => { const person = edit[field]; return person !== null && person !== before?.[field] && !known.get(person)?.isActive ? [gone(person, `team.${field}`)] : []; }),
  ]);
}

/** Throws ADMINISTRATOR_LAST when this edit took away the last one. `namedIn` gives the people the identity provider names in a role; null where the directory gives roles. */
export async function demandAdministrator(turn: DirectoryTurn, before: DirectoryPerson, namedIn: ((role: string) => Promise<string[]>) | null): Promise<void> {
  const isWhole = (person: DirectoryPerson): boolean => namedIn === null ? isWholeAdministrator(person) : person.isActive && (!person.assignments.some(({ role }) => role === 'administrator') || isWholeAdministrator(person));
  if (!isWhole(before)) return;
  const people = namedIn === null ? await turn.holders('administrator') : await turn.people(await namedIn('administrator'));
  if (namedIn !== null && !people.some(({ id }) => id === before.id)) return;
  if (!people.some(isWhole)) throw new CatalogueError('ADMINISTRATOR_LAST', { person: before.name });
}
