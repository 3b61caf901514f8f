import { describe, expect, it } from 'vitest';
import { actions, type Actor, type RoleKey, type Scope } from './identity.schema.ts';
import { actionsOf, allowedOn, anonymous, can, everywhere, filterFor, groupFields, groupResource, narrowed, objectFields, objectResource, sourceResource, ticketFields, ticketResource, wholeInstallation, type RightsFilter, type RightsResource } from './rights.ts';
import { shippedRoles } from './roles.ts';

const scope = (part: Partial<Scope>): Scope => ({ ...everywhere, ...part });
const actor = (person: string, roles: Record<RoleKey, Scope>, teams: string[] = []): Actor =>
  ({ person, name: person, teams, roles: Object.entries(roles).map(([key, where]) => ({ key, scope: where })) });

const ticket = (part: Partial<Parameters<typeof ticketResource>[0]> = {}): RightsResource =>
  ticketResource({ team: 'network', type: 'incident', requester: 'rita', assignee: null, openedBy: { kind: 'person', id: 'rita' }, watchers: [], askedPeople: [], askedTeams: [], askedRoles: [], ...part });

const rita = actor('rita', { requester: everywhere });
const omar = actor('omar', { requester: everywhere });
const networkAgent = actor('ana', { agent: scope({ teams: ['network'] }) }, ['network']);
const incidentOwner = actor('paul', { processOwner: scope({ ticketTypes: ['incident'] }) });
const admin = actor('ada', { administrator: everywhere });

describe('rights', () => {
  it.each<[string, Actor, RightsResource, boolean]>([
    ['a requester reads the ticket they asked for', rita, ticket(), true],
    ['a requester does not read somebody else\'s ticket', omar, ticket(), false],
    ['a requester reads a ticket they watch', omar, ticket({ watchers: ['omar'] }), true],
    ['a requester reads a ticket they are asked about', omar, ticket({ askedPeople: ['omar'] }), true],
    ['a requester reads a ticket their team was asked about', actor('omar', { requester: everywhere }, ['finance']), ticket({ askedTeams: ['finance'] }), true],
    ['another team being asked opens nothing', omar, ticket({ askedTeams: ['finance'] }), false],
    ['a role being asked opens the ticket to its holders', actor('omar', { requester: everywhere }), ticket({ askedRoles: ['requester'] }), true],
    ['an agent reads a ticket of their team', networkAgent, ticket(), true],
    ['an agent does not read a ticket of another team', networkAgent, ticket({ team: 'applications' }), false],
    ['an agent with a team scope does not read a ticket without a team', networkAgent, ticket({ team: null }), false],
    ['a process owner reads tickets of their type in any team', incidentOwner, ticket({ team: 'applications' }), true],
    ['a process owner does not read tickets of another type', incidentOwner, ticket({ type: 'change' }), false],
    ['an administrator reads everything', admin, ticket({ team: null, type: 'change' }), true],
    ['nobody reads nothing', anonymous, ticket({ requester: '' }), false],
  ])('%s', (_, who, resource, expected) => expect(can(who, 'ticket.read', resource)).toBe(expected));

  it('adds roles up: an asked agent of another team reads it as a requester', () => {
    const both = actor('ana', { requester: everywhere, agent: scope({ teams: ['service-desk'] }) }, ['service-desk']);
    expect(can(both, 'ticket.read', ticket({ askedPeople: ['ana'] }))).toBe(true);
    expect(can(both, 'ticket.commentInternal', ticket({ askedPeople: ['ana'] }))).toBe(false);
  });

  it('says of each ticket what is allowed there, not what is allowed anywhere', () => {
    const asked = ['ticket.comment', 'ticket.commentInternal', 'ticket.cancel', 'run.repair'] as const;
    const askingOwner = actor('paul', { requester: everywhere, processOwner: everywhere });
    expect(allowedOn(askingOwner, asked, ticket({ requester: 'paul' }))).toEqual(['ticket.comment', 'ticket.cancel', 'run.repair']);
    expect(allowedOn(askingOwner, asked, ticket())).toEqual(['run.repair']);
    const askingAgent = actor('ana', { requester: everywhere, agent: scope({ teams: ['network'] }) }, ['network']);
    expect(allowedOn(askingAgent, asked, ticket())).toEqual(['ticket.comment', 'ticket.commentInternal', 'ticket.cancel']);
    expect(allowedOn(askingAgent, asked, ticket({ team: 'applications', requester: 'ana' }))).toEqual(['ticket.comment', 'ticket.cancel']);
  });

  it('needs team and type of one role together, never one of each of two', () => {
    const split: Actor = { person: 'x', name: 'x', teams: [], roles: [{ key: 'agent', scope: scope({ teams: ['network'], ticketTypes: ['change'] }) }, { key: 'agent', scope: scope({ teams: ['applications'], ticketTypes: ['incident'] }) }] };
    expect(can(split, 'ticket.read', ticket({ team: 'network', type: 'incident' }))).toBe(false);
    expect(can(split, 'ticket.read', ticket({ team: 'network', type: 'change' }))).toBe(true);
  });

  it('takes the actions an actor carries over the shipped ones', () => {
    const changed: Actor = { person: 'x', name: 'x', teams: [], roles: [{ key: 'agent', scope: everywhere, actions: ['alarm.read'], ownOnly: [] }] };
    expect(actionsOf(changed)).toEqual(['alarm.read']);
    expect(can(changed, 'ticket.read')).toBe(false);
  });

  it('asked without a resource says whether it is allowed anywhere', () => {
    expect(can(rita, 'ticket.comment')).toBe(true);
    expect(can(rita, 'flow.publish')).toBe(false);
    expect(can(incidentOwner, 'flow.publish', { type: 'change' })).toBe(false);
  });

  it('narrowed to some actions hold where they held, and give nothing that was not there', () => {
    const token = narrowed(networkAgent, ['ticket.read', 'flow.publish']);
    expect(actionsOf(token)).toEqual(['ticket.read']);
    expect([can(token, 'ticket.read', ticket()), can(token, 'ticket.read', ticket({ team: 'applications' })), can(token, 'ticket.comment', ticket())]).toEqual([true, false, false]);
    expect([can(narrowed(rita, ['ticket.read']), 'ticket.read', ticket()), can(narrowed(omar, ['ticket.read']), 'ticket.read', ticket())]).toEqual([true, false]);
    expect(filterFor(narrowed(omar, ['ticket.read']), 'ticket.read')).toEqual(filterFor(omar, 'ticket.read'));
  });

  it('makes no filter where there can be no row', () => {
    expect(filterFor(rita, 'alarm.read', groupFields)).toBe('none');
    expect(filterFor(anonymous, 'ticket.read')).toBe('none');
    expect(filterFor(admin, 'ticket.read')).toEqual({});
  });

  it('lets the administrator do every action there is', () => expect(new Set(actionsOf(admin))).toEqual(new Set(actions)));

  it('narrows to own things only what a role may do at all', () => {
    for (const role of shippedRoles) for (const action of role.ownOnly) expect(role.actions, `${role.key} ${action}`).toContain(action);
  });

  it('finds by filter exactly the tickets that can() allows, for every role, team, type and person', () => {
    const people = ['rita', 'omar', 'ana'];
    const rows = ['network', 'applications', null].flatMap((team) => ['incident', 'change'].flatMap((type) => people.flatMap((requester) =>
      [[], ['omar']].flatMap((askedPeople) => [[], ['network']].flatMap((askedTeams) => [[], ['manager']].map((askedRoles) =>
        ({ team, type, requester, assignee: requester === 'ana' ? 'rita' : null, openedBy: { kind: 'person', id: requester }, watchers: type === 'change' ? ['ana'] : [], askedPeople, askedTeams, askedRoles })))))));
    const scopes = [everywhere, scope({ teams: ['network'] }), scope({ ticketTypes: ['change'] }), scope({ teams: ['applications'], ticketTypes: ['incident'] })];
    let allowed = 0;
    let refused = 0;
    const wrong: string[] = [];
    for (const person of people) for (const where of scopes) for (const role of shippedRoles) for (const action of ['ticket.read', 'ticket.comment', 'task.act'] as const) {
      const who = actor(person, { [role.key]: where }, person === 'ana' ? ['network'] : []);
      const filter = filterFor(who, action, ticketFields);
      for (const row of rows) {
        const expected = can(who, action, ticketResource(row));
        if ((filter !== 'none' && matches(filter, row)) !== expected) wrong.push(`${person} ${role.key} ${JSON.stringify(where)} ${action} ${JSON.stringify(row)}`);
        if (expected) allowed += 1; else refused += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(Math.min(allowed, refused)).toBeGreaterThan(500);
  });
});

describe('a role with all four scopes', () => {
  // As the registry says it: below the payment service, and below the group of hosts. "api" is in both.
  const below = { payments: ['payments', 'api', 'ledger'], hosts: ['hosts', 'host-1', 'api'] };
  const objects = [null, 'payments', 'ledger', 'host-1', 'api', 'elsewhere'];
  const either = <T>(one: T): T[][] => [[], [one]];
  const scopes: Scope[] = either('network').flatMap((teams) => either('payments').flatMap((services) => either('hosts').flatMap((deviceGroups) => either('change').map((ticketTypes) => ({ teams, services, deviceGroups, ticketTypes })))));
  const resolved = ({ services, deviceGroups }: Scope): ReadonlySet<string> => new Set(below.payments.concat(below.hosts).filter((id) => (services.length === 0 || below.payments.includes(id)) && (deviceGroups.length === 0 || below.hosts.includes(id))));
  const holder = (where: Scope, key: RoleKey = 'agent'): Actor => ({ person: 'ana', name: 'Ana', teams: [], roles: [{ key, scope: where, ...(where.services.length + where.deviceGroups.length > 0 ? { objects: resolved(where) } : {}) }] });
  const rows = ['network', 'applications', null].flatMap((team) => ['incident', 'change'].flatMap((type) => objects.map((id) => ({ team, type, object: id === null ? null : { id }, requester: 'rosa', openedBy: { kind: 'person', id: 'rosa' } }))));
  const words = (where: Scope): string => Object.entries(where).filter(([, names]) => names.length > 0).map(([dimension]) => dimension).join(' x ') || 'everywhere';

  it.each(scopes.map((where) => [words(where), where] as const))('%s reaches a ticket when every dimension it names has it', (_, where) => {
    const who = holder(where);
    const filter = filterFor(who, 'ticket.read', ticketFields);
    for (const row of rows) {
      const id = row.object?.id;
      const expected = (where.teams.length === 0 || row.team === 'network') && (where.ticketTypes.length === 0 || row.type === 'change')
        && (where.services.length === 0 || (id !== undefined && below.payments.includes(id))) && (where.deviceGroups.length === 0 || (id !== undefined && below.hosts.includes(id)));
      expect([can(who, 'ticket.read', ticketResource(row)), filter !== 'none' && matches(filter, row)], JSON.stringify(row)).toEqual([expected, expected]);
    }
  });
  it.each(scopes.map((where) => [words(where), where] as const))('%s reaches alarm groups and objects in lists as at the thing itself', (_, where) => {
    const who = holder(where);
    const [groups, registry] = [filterFor(who, 'alarm.read', groupFields), filterFor(who, 'object.read', objectFields)];
    for (const row of rows) {
      expect(groups !== 'none' && matches(groups, row)).toBe(can(who, 'alarm.read', groupResource(row)));
      if (row.object === null) continue;
      const object = { id: row.object.id, team: row.team };
      expect(registry !== 'none' && matches(registry, { _id: object.id, team: object.team })).toBe(can(who, 'object.read', objectResource(object)));
    }
  });
  it('adds up over several roles in lists as at the thing itself, for every pair of scopes and every shipped role', () => {
    const wrong: string[] = [];
    let [allowed, refused] = [0, 0];
    for (const role of shippedRoles) for (const one of scopes) for (const other of scopes) {
      const who: Actor = { ...holder(one, role.key), roles: [...holder(one, role.key).roles, ...holder(other, 'manager').roles] };
      for (const action of ['ticket.read', 'task.act', 'report.read'] as const) {
        const filter = filterFor(who, action, ticketFields);
        for (const row of rows) {
          const expected = can(who, action, ticketResource(row));
          if ((filter !== 'none' && matches(filter, row)) !== expected) wrong.push(`${role.key} ${words(one)} + ${words(other)} ${action} ${JSON.stringify(row)}`);
          if (expected) allowed += 1; else refused += 1;
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(Math.min(allowed, refused)).toBeGreaterThan(5_000);
  });
  it('holds nowhere while nobody looked up what its services mean, or they mean nothing', () => {
    const where = scope({ services: ['payments'] });
    for (const role of [{ key: 'agent', scope: where }, { key: 'agent', scope: where, objects: new Set<string>() }] as Actor['roles']) {
      const who: Actor = { person: 'ana', name: 'Ana', teams: [], roles: [role] };
      expect([can(who, 'ticket.read', ticketResource({ ...rows[0]!, object: { id: 'api' } })), filterFor(who, 'ticket.read')]).toEqual([false, 'none']);
    }
  });
  it('of services is no role for alarm sources or for the whole installation', () => {
    const who = holder(scope({ services: ['payments'] }), 'administrator');
    expect([can(who, 'source.manage', sourceResource({ team: 'network' })), can(who, 'directory.manage', wholeInstallation), can(admin, 'directory.manage', wholeInstallation)]).toEqual([false, false, true]);
  });
  it('still reaches flows, which have no object', () => expect(can(holder(scope({ services: ['payments'] })), 'flow.read', { type: 'incident' })).toBe(true));
  it('keeps what it means in a token with fewer rights', () => {
    const token = narrowed(holder(scope({ services: ['payments'] })), ['ticket.read']);
    expect([can(token, 'ticket.read', { object: 'api' }), can(token, 'ticket.read', { object: 'host-1' })]).toEqual([true, false]);
  });
});

describe('who stands in for somebody', () => {
  const standIn: Actor = { person: 'omar', name: 'Omar', teams: [], roles: [{ key: 'requester', scope: everywhere }], standsInFor: ['henrik'] };
  const asked = { team: 'desk', type: 'request', requester: 'rosa', askedPeople: ['henrik'] };
  it('reads and decides what that person is asked about, in lists as at the thing itself', () => {
    const filter = filterFor(standIn, 'ticket.read') as RightsFilter;
    expect([can(standIn, 'ticket.read', asked), can(standIn, 'task.act', asked), matches(filter, asked)]).toEqual([true, true, true]);
    expect([can({ ...standIn, standsInFor: [] }, 'ticket.read', asked), can(standIn, 'ticket.read', { ...asked, askedPeople: ['clara'] }), matches(filter, { ...asked, askedPeople: ['clara'] })]).toEqual([false, false, false]);
  });
  it('gets nothing else of theirs', () => {
    const own = { team: 'desk', type: 'request', requester: 'henrik', askedPeople: [] };
    expect([can(standIn, 'ticket.read', own), matches(filterFor(standIn, 'ticket.read') as RightsFilter, own)]).toEqual([false, false]);
  });
});

/** MongoDB's meaning of the few operators rights use. */
function matches(filter: RightsFilter, row: Record<string, unknown>): boolean {
  return Object.entries(filter).every(([field, test]) => {
    if (field === '$or') return (test as RightsFilter[]).some((part) => matches(part, row));
    if (field === '$and') return (test as RightsFilter[]).every((part) => matches(part, row));
    const value = field.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | null)?.[part], row);
    const values = Array.isArray(value) ? value : [value];
    const wanted = typeof test === 'string' ? [test] : (test as { $in: string[] }).$in;
    return values.some((one) => wanted.includes(one as string));
  });
}
