import { describe, expect, it } from 'vitest';
import { actions, type Actor, type RoleKey, type Scope } from './identity.schema.ts';
import { actionsOf, allowedOn, anonymous, can, everywhere, filterFor, teamFields, ticketFields, ticketResource, type RightsFilter, type RightsResource } from './rights.ts';
import { shippedRoles } from './roles.ts';

const scope = (part: Partial<Scope>): Scope => ({ ...everywhere, ...part });
const actor = (person: string, roles: Partial<Record<RoleKey, Scope>>, teams: string[] = []): Actor =>
  ({ person, name: person, teams, roles: Object.entries(roles).map(([key, where]) => ({ key: key as RoleKey, scope: where })) });

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

  it('makes no filter where there can be no row', () => {
    expect(filterFor(rita, 'alarm.read', teamFields)).toBe('none');
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
