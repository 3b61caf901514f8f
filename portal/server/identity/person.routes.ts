/** People of the directory for who manages them: listed, written down, switched off with what they hold given on, and on again. */
import { portalEvent } from '#domain/audit/portal-event';
import { CatalogueError, errorDetail } from '#domain/errors';
import type { EventAction } from '#domain/audit/event.schema';
import { phrase } from '#domain/message';
import { isFromProvider, ownIdSchema, type PersonEdit } from '#domain/identity/directory';
import { byRoleKey, type Actor, type Team } from '#domain/identity/identity.schema';
import { instantOf, type Json } from '#domain/values';
import type { EventRepo } from '#store/audit/event.repo';
import type { AccountRepo } from '#store/identity/account.repo';
import type { DirectoryEditRepo, DirectoryTurn, Stored } from '#store/identity/directory-edit.repo';
import type { DirectoryListRepo } from '#store/identity/directory-list.repo';
import type { HoldingsRepo } from '#store/identity/holdings.repo';
import type { DirectoryPerson, PersonRepo } from '#store/identity/person.repo';
import type { TeamRepo } from '#store/identity/team.repo';
import type { ObjectRepo } from '#store/object/object.repo';
import type { TicketTypeRepo } from '#store/ticket/ticket-type.repo';
import type { Handlers } from '../http/handler.ts';
import { refOf } from '../sla/calendar.routes.ts';
import { demandAdministrator, demandEverywhere, demandPersonEdit, type Known } from './directory.demands.ts';
import type { createGive } from './give.ts';
import type { Reach } from './reach.ts';
import { isIn, teamsOf, type Gifts } from './role.gifts.ts';

export interface PersonRouteDeps {
  directory: DirectoryEditRepo; list: DirectoryListRepo; holdings: HoldingsRepo; people: Pick<PersonRepo, 'readMany'>; teams: Pick<TeamRepo, 'list'>; ticketTypes: Pick<TicketTypeRepo, 'list'>;
  accounts: AccountRepo; events: Pick<EventRepo, 'append'>; give: ReturnType<typeof createGive>; gifts: Gifts; objects: Pick<ObjectRepo, 'readMany'>; reach: Pick<Reach, 'isTooWide'>;
  /** Whether the directory gives roles (the portal's own sign-in), or the identity provider names them. */
  isRoleGiver: boolean;
  nowMs: () => number;
}

const editOf = ({ username, name, email, locale, zone, manager, assignments }: DirectoryPerson, teams: readonly Team[], id: string): PersonEdit =>
  ({ username, name, email, locale, zone, manager, assignments, teams: teams.filter(({ members }) => members.includes(id)).map((team) => team.id) });
const missing = (): CatalogueError => new CatalogueError('NOT_FOUND', { what: 'person' });

export function createPersonRoutes({ directory, list, holdings, people, teams, ticketTypes, accounts, events, give, gifts, objects, reach, isRoleGiver, nowMs }: PersonRouteDeps): Handlers {
  const namedIn = isRoleGiver ? null : accounts.byRole;
  const eventOf = (action: EventAction, actor: Actor, person: DirectoryPerson, requestId: string, more: { before?: Json; after?: Json; data?: Record<string, Json> } = {}) =>
    portalEvent({ requestId, at: instantOf(nowMs()), action, actor: refOf(actor), refs: [{ kind: 'person', id: person.id }], ...more, data: { name: person.name, ...more.data } });
  const by = (actor: Actor) => ({ at: instantOf(nowMs()), by: refOf(actor) });

  async function demandThere(id: string): Promise<Stored<DirectoryPerson>> {
    const found = await directory.person(id);
    if (!found) throw missing();
    return found;
  }

  /** Teams they come into or leave, each with the next revision and an event of its own. */
  async function join(turn: DirectoryTurn, id: string, wanted: readonly string[], actor: Actor, requestId: string): Promise<void> {
    let seq = 1;
    for (const { value: team, revision } of await turn.teams()) {
      const isMember = team.members.includes(id);
      if (isMember === wanted.includes(team.id)) continue;
      const members = isMember ? team.members.filter((member) => member !== id) : [...team.members, id];
      await turn.putTeam({ ...team, members }, revision, by(actor));
      await events.append([portalEvent({ requestId, seq, at: instantOf(nowMs()), action: 'team.changed', actor: refOf(actor), refs: [{ kind: 'team', id: team.id }], before: { members: team.members }, after: { members }, data: { name: { ...team.name } } })], turn.session);
      seq += 1;
    }
  }

  async function knownFor({ assignments }: PersonEdit): Promise<Known> {
    const scopes = assignments.map(({ scope }) => scope);
    const named = [...new Set(scopes.flatMap((scope) => (scope === null ? [] : [...scope.services, ...scope.deviceGroups])))];
    const [types, found, tooWide] = await Promise.all([ticketTypes.list(), named.length > 0 ? objects.readMany(named) : [], Promise.all(scopes.map(async (scope) => scope !== null && await reach.isTooWide(scope)))]);
    return { ticketTypes: types.map(({ key }) => key), objects: found, tooWide };
  }

  async function save(id: string, edit: PersonEdit, revision: number, actor: Actor, requestId: string): Promise<number> {
    const known = await knownFor(edit);
    return directory.inTurn(async (turn) => {
      const before = (await turn.person(id))?.value ?? null;
      const all = (await turn.teams()).map(({ value }) => value);
      const { teams: wanted, ...facts } = edit;
      const person: DirectoryPerson = { id, look: 'system', unsubscribed: [], isActive: true, isDemoAccount: false, ...before, ...facts };
      await demandPersonEdit(turn, id, edit, before, known);
      const next = await turn.putPerson(person, revision, by(actor));
      if (before) await demandAdministrator(turn, before, namedIn);
      // Who gets the account gets what its person may do.
      const isSameAccount = before !== null && before.username === person.username;
      const led = all.filter((team) => team.lead === id || team.manager === id).map((team) => team.id);
      await gifts.demand(turn, actor, { person, before: isSameAccount ? { assignments: before.assignments, teams: teamsOf(all, id) } : null, after: { assignments: person.assignments, teams: [...new Set([...wanted, ...led])] } }, isSameAccount || before === null ? 'person.assignments' : 'person.username');
      await join(turn, id, wanted, actor, requestId);
      await events.append([eventOf(before ? 'person.changed' : 'person.added', actor, person, requestId, { before: before && (editOf(before, all, id) as unknown as Json), after: edit as unknown as Json })], turn.session);
      return next;
    });
  }

  async function setActive(id: string, isActive: boolean, revision: number, actor: Actor, requestId: string): Promise<{ revision: number; tokens: number }> {
    return directory.inTurn(async (turn) => {
      const before = (await turn.person(id))?.value;
      if (!before) throw missing();
      const next = await turn.putPerson({ ...before, isActive }, revision, by(actor));
      if (!isActive) await demandAdministrator(turn, before, namedIn);
      else await gifts.demand(turn, actor, { person: before, before: null, after: { assignments: before.assignments, teams: teamsOf((await turn.teams()).map(({ value }) => value), id) } }, 'isActive');
      const tokens = isActive ? 0 : await holdings.dropTokens(id, turn.session);
      await events.append([eventOf(isActive ? 'person.switchedOn' : 'person.switchedOff', actor, before, requestId, { before: { isActive: before.isActive }, after: { isActive }, data: { tokens } })], turn.session);
      return { revision: next, tokens };
    });
  }

  return {
    'directory.people': async ({ query: { cursor, limit, q, state, role, team }, actor }) => {
      demandEverywhere(actor);
      const all = await teams.list();
      const narrowed = team === undefined ? undefined : all.filter(({ id }) => id === team).flatMap(({ members, lead, manager }) => [...members, lead, manager]).filter((id): id is string => id !== null);
      const page = await list.people({ q: q.trim(), state, ...(role ? { role } : {}), ...(narrowed ? { members: narrowed } : {}) }, { limit, ...(cursor ? { cursor } : {}) });
      return {
        items: page.items.map(({ id, name, username, email, isActive, assignments }) => ({ id, name, username, email, isActive, isFromProvider: isFromProvider(id), roles: [...new Set(assignments.map(({ role }) => role))].sort(byRoleKey), teams: all.filter((one) => isIn(one, id)).map((one) => one.id) })),
        next: page.nextCursor, total: page.total,
      };
    },
    'directory.person': async ({ params: { id }, actor }) => {
      demandEverywhere(actor);
      const { value: person, ...marks } = await demandThere(id);
      const [all, account, held] = await Promise.all([teams.list(), accounts.read(id), holdings.ofPerson(id)]);
      const manager = person.manager === null ? null : (await people.readMany([person.manager]))[0]?.name ?? null;
      return {
        id, person: editOf(person, all, id), managerName: manager, isActive: person.isActive, isFromProvider: isFromProvider(id), isMe: actor.person === id, rolesFrom: isRoleGiver ? 'directory' : 'provider', namedRoles: isRoleGiver ? null : account ? [...account.roles] : null,
        leads: all.filter(({ lead, manager: head }) => lead === id || head === id).map((team) => team.id), reports: held.items.filter(({ kind }) => kind === 'report').map((one) => ({ id: one.id, name: one.name.en })), ...marks,
      };
    },
    'directory.savePerson': async ({ params: { id }, body, actor, requestId }) => {
      demandEverywhere(actor);
      if (body.revision === 0 && !ownIdSchema.safeParse(id).success) throw new CatalogueError('REQUEST_INVALID', {}, [errorDetail('FIELD_INVALID', 'params.id', { problem: phrase('form.id') })]);
      return { revision: await save(id, body.person, body.revision, actor, requestId) };
    },
    'directory.holdings': async ({ params: { id }, actor }) => {
      demandEverywhere(actor);
      await demandThere(id);
      return holdings.ofPerson(id);
    },
    'directory.give': async ({ params: { id }, body: { to }, actor, requestId }) => {
      demandEverywhere(actor);
      await give.demand({ from: id, to });
      return give.give({ from: id, to, actor, requestId });
    },
    'directory.switchOff': async ({ params: { id }, body: { revision, giveTo }, actor, requestId }) => {
      demandEverywhere(actor);
      if (giveTo !== null) await give.demand({ from: id, to: giveTo });
      const { tokens } = await setActive(id, false, revision, actor, requestId);
      return { ...(giveTo === null ? { tasks: 0, left: [] } : await give.give({ from: id, to: giveTo, actor, requestId })), tokens };
    },
    'directory.switchOn': async ({ params: { id }, body, actor, requestId }) => {
      demandEverywhere(actor);
      const { revision } = await setActive(id, true, body.revision, actor, requestId);
      await give.takeBack(id, actor, requestId);
      return { revision };
    },
  };
}
