/**
 * What each role gets from each route and room, on a thing in its scope and on one outside. Written down by hand, not computed: this is the reviewable
 * statement of who may do what. A route or room without a row here fails the walk.
 *
 * Who is who: requester Rosa asked for INC "in"; agent Ana and manager Mia have team network; process owner Paul has ticket type incident; admin Ada all.
 * Sam is an agent for the service payments, Gus for the device group core-switches, neither in a team: where a row says nothing of them, they get what Ana gets.
 * Things: `in` and `out` per role are named in `scopes`. A pair is [in, out]; one number holds for both (or the route has no thing).
 */
import type { ResponseOf, RouteName } from '#api/routes';
import { runRows } from './rights.runs.ts';
import { startRows } from './rights.starts.ts';
import type { CallOptions } from '../builders/portal-client.ts';

const shippedWalk = ['stranger', 'requester', 'agent', 'owner', 'manager', 'admin'] as const;
const scopedWalk = ['serviceAgent', 'groupAgent'] as const;
export const roles = [...shippedWalk, ...scopedWalk] as const;
export type WalkRole = (typeof roles)[number];
export type ByRole<R extends WalkRole, T> = Record<Exclude<R, (typeof scopedWalk)[number]>, T> & Partial<Record<(typeof scopedWalk)[number], T>>;
/** What a row says of somebody. */
export const saidOf = <T>(row: Partial<Record<WalkRole, T>> | undefined, role: WalkRole): T | undefined => (row === undefined || role in row || (role !== 'serviceAgent' && role !== 'groupAgent') ? row?.[role] : row.agent);
/** Where the agents of neither team hold their role. */
export const agentScopes = { serviceAgent: { services: ['payments'], deviceGroups: [] }, groupAgent: { services: [], deviceGroups: ['core-switches'] } } as const;

/** A ticket with its open task, its alarm group and its flow. */
export interface Thing { key: string; /** Its object, and the management address of that, which stands nowhere else. */ object: string; endpoint: string; task: string; group: string; /** A body of its alarm source that was not understood. */ letter: string; /** A file its requester sent with a message. */ file: string; flow: string; flowFile: unknown; type: string; text: string }
export type ThingName = 'network' | 'applications' | 'change';
/** Rosa's incident in team network, Clara's incident in team applications, Clara's change in team applications. */
export const scopes: Record<Exclude<WalkRole, 'stranger'>, { in: ThingName; out: ThingName }> = {
  requester: { in: 'network', out: 'applications' }, agent: { in: 'network', out: 'applications' }, owner: { in: 'applications', out: 'change' },
  manager: { in: 'network', out: 'change' }, admin: { in: 'network', out: 'change' },
  serviceAgent: { in: 'applications', out: 'network' }, groupAgent: { in: 'network', out: 'applications' },
};

/** `through`: past the rights; done (200), or somebody was faster (409). */
export type Status = number | 'through';
type Cell = Status | readonly [inScope: Status, outOfScope: Status];
type Cells = ByRole<WalkRole, Cell>;
export interface Row {
  expect: Cells;
  ask?: (thing: Thing) => Record<string, unknown>;
  /** Lists answer 200 to all who may; `finds` is what a row of the thing contains, and `sees` who finds it [in, out]. */
  finds?: (thing: Thing) => string;
  sees?: Partial<Record<WalkRole, readonly [boolean, boolean]>>;
  /** What an answer contains only for some of those who get it, and who they are [in, out]. */
  secret?: (thing: Thing) => string;
  tells?: Partial<Record<WalkRole, readonly [boolean, boolean]>>;
  /** Uses the thing up: a fresh one is made for everybody who is let through. */
  isFinal?: true;
}

const all = (strangers: number, everybodyElse: Cell): Cells => ({ stranger: strangers, requester: everybodyElse, agent: everybodyElse, owner: everybodyElse, manager: everybodyElse, admin: everybodyElse });
/** A weekly report as it is asked for. */
const weekly = { filter: {}, weeks: 12, weekday: 1, time: '08:00', zone: 'Europe/Berlin', locale: 'en', formats: ['pdf'], isPaused: false };
const adminOnly = (status: number): Cells => ({ stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: status });
const walkedSource = { name: 'Walked', isEnabled: true, groupBy: [], groupWaitSeconds: 1, groupIntervalSeconds: 1, repeatIntervalSeconds: 60, quietSeconds: 1, reopenHours: 1, ticketType: 'incident', team: 'network', config: {} };
const alwaysEdit = { name: { en: 'Walked' }, zone: 'Etc/UTC', validFrom: null, version: { week: '24/7', holidays: [], halfDays: [], makeUpDays: [] } };
const byKey = (thing: Thing): CallOptions<'tickets.read'> & Record<string, unknown> => ({ params: { key: thing.key } });
const byFile = (thing: Thing) => ({ params: { id: thing.file } });
/** Seen in scope, not there outside. */
const seen: Cells = { stranger: 401, requester: [200, 404], agent: [200, 404], owner: [200, 404], manager: [200, 404], admin: 200 };
const seesOwnScope: Row['sees'] = { requester: [true, false], agent: [true, false], owner: [true, false], manager: [true, false], admin: [true, true] };

/** What a ticket in scope says each role may do to it; the page shows buttons by it. */
export const ticketCan: ByRole<Exclude<WalkRole, 'stranger'>, ResponseOf<'tickets.read'>['can']> = {
  requester: ['ticket.comment', 'ticket.cancel', 'run.read'],
  agent: ['ticket.comment', 'ticket.commentInternal', 'ticket.cancel', 'ticket.link', 'run.read'],
  owner: ['run.read', 'run.repair'],
  manager: ['ticket.comment', 'ticket.commentInternal', 'ticket.cancel', 'ticket.link', 'run.read'],
  admin: ['ticket.comment', 'ticket.commentInternal', 'ticket.cancel', 'ticket.link', 'run.read', 'run.repair'],
};
const technical: Row['tells'] = { requester: [false, false], agent: [true, false], owner: [true, true], manager: [false, false], admin: [true, true] };
const readsFlows: Row['tells'] = { requester: [false, false], agent: [true, false], owner: [true, false], manager: [true, false], admin: [true, true] };

/** The same of an alarm group in scope; null where none is shown. */
export const groupCan: ByRole<Exclude<WalkRole, 'stranger'>, ResponseOf<'alarmGroups.read'>['group']['can'] | null> = {
  requester: null, agent: ['alarm.acknowledge'], owner: [], manager: ['alarm.acknowledge'], admin: ['alarm.acknowledge'],
};

const walkItem = { name: { en: 'Walk' }, about: { en: 'Walk' }, icon: 'lock', category: 'access', order: 0, ticketType: 'request', form: { schema: { type: 'object', properties: {} }, ui: {} } };

export const routeTable: Record<RouteName, Row> = {
  'me.read': { expect: all(401, 200) },
  'me.prefer': { expect: all(401, 200), ask: () => ({ body: { locale: 'en', look: 'light' } }) },
  'people.list': { expect: all(401, 200) },
  'teams.list': { expect: all(401, 200) },
  // Everybody has tokens of their own and no others; what one may do is the person's right (api-token.test.ts).
  'apiTokens.list': { expect: all(401, 200) },
  'apiTokens.make': { expect: all(401, 200), ask: () => ({ body: { name: 'Made by the walk', scopes: ['ticket.read'] } }) },
  'apiTokens.revoke': { expect: all(401, 404), ask: () => ({ params: { id: 'unknown' } }) },
  // Views are everybody's own; what a team shares is in views.test.ts. Whoever has no say over team Network's work shares nothing with it; a view without filters is past the rights.
  'views.list': { expect: all(401, 200), ask: () => ({ query: { list: 'tickets' } }) },
  'views.save': { expect: { stranger: 401, requester: 403, agent: 200, owner: 403, manager: 200, admin: 200, serviceAgent: 403, groupAgent: 403 }, ask: () => ({ body: { list: 'tickets', name: `Walk ${Math.random().toString(36).slice(2)}`, search: {}, team: 'network' } }) },
  'views.change': { expect: all(401, 404), ask: () => ({ params: { id: 'unknown' }, body: { revision: 1, name: 'Walk', search: {}, team: null } }) },
  'views.remove': { expect: all(401, 404), ask: () => ({ params: { id: 'unknown' } }) },
  'views.arrange': { expect: all(401, 200), ask: () => ({ params: { list: 'events' }, body: { order: [], opensWith: null, columns: null } }) },
  'openapi.read': { expect: all(200, 200) },
  // Whoever manages people can give themselves any right. Admin's edits here are refused for what they are: somebody was faster, or there is no such person.
  'directory.people': { expect: adminOnly(200), ask: () => ({ query: { q: 'henrik' } }) },
  'directory.person': { expect: adminOnly(200), ask: () => ({ params: { id: 'henrik.vogt' } }) },
  'directory.savePerson': { expect: adminOnly(409), ask: () => ({ params: { id: 'henrik.vogt' }, body: { revision: 999, person: { username: 'henrik', name: 'Walked', email: '', locale: 'en', zone: 'Etc/UTC', manager: null, teams: [], assignments: [] } } }) },
  'directory.holdings': { expect: adminOnly(200), ask: () => ({ params: { id: 'henrik.vogt' } }) },
  'directory.give': { expect: adminOnly(422), ask: () => ({ params: { id: 'henrik.vogt' }, body: { to: 'henrik.vogt' } }) },
  'directory.switchOff': { expect: adminOnly(409), ask: () => ({ params: { id: 'henrik.vogt' }, body: { revision: 999, giveTo: null } }) },
  'directory.switchOn': { expect: adminOnly(409), ask: () => ({ params: { id: 'henrik.vogt' }, body: { revision: 999 } }) },
  'directory.teams': { expect: adminOnly(200) },
  'directory.saveTeam': { expect: adminOnly(409), ask: () => ({ params: { id: 'network' }, body: { revision: 999, team: { name: { en: 'Walked' }, members: [], lead: null, manager: null } } }) },
  'directory.teamUses': { expect: adminOnly(200), ask: () => ({ params: { id: 'network' } }) },
  'directory.removeTeam': { expect: adminOnly(409), ask: () => ({ params: { id: 'network' }, query: { revision: 999 } }) },
  // No right of its own: whoever manages people manages roles. What ships is not changed by hand; a role that is not there is past the rights.
  'roles.list': { expect: all(401, 200) },
  'directory.roles': { expect: adminOnly(200) },
  'directory.roleHolders': { expect: adminOnly(200), ask: () => ({ params: { key: 'agent' } }) },
  'directory.saveRole': { expect: adminOnly(404), ask: () => ({ params: { key: 'unknown' }, body: { revision: 999, role: { name: { en: 'Walked' }, actions: ['ticket.read'], ownOnly: [], defaultScope: 'memberTeams' } } }) },
  'directory.roleUses': { expect: adminOnly(200), ask: () => ({ params: { key: 'agent' } }) },
  'directory.removeRole': { expect: adminOnly(404), ask: () => ({ params: { key: 'unknown' }, query: { revision: 1 } }) },
  'directory.scopeObjects': { expect: adminOnly(200) },
  'directory.sight': { expect: adminOnly(200), ask: () => ({ params: { id: 'henrik.vogt' }, body: { teams: [], assignments: [] } }) },
  // Everybody is away for themselves; others' absences are the administrator's (absences.test.ts). A time that is none is past the rights: 422.
  'absences.list': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 200 }, ask: () => ({ query: { of: 'all' } }) },
  'absences.set': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 422 }, ask: () => ({ body: { person: 'henrik.vogt', substitute: null, from: '2027-01-02T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z' } }) },
  'absences.end': { expect: all(401, 404), ask: () => ({ params: { id: 'unknown' } }) },
  // What a team may ask for is there for its people only: Ana is in team network, Mia leads it, Ada and Paul do not belong to it.
  'catalogItems.list': { expect: all(401, 200), finds: () => '"key":"firewall-rule"', sees: { requester: [false, false], agent: [true, true], owner: [false, false], manager: [true, true], admin: [false, false], serviceAgent: [false, false], groupAgent: [false, false] } },
  'catalogItems.read': { expect: { stranger: 401, requester: 404, agent: 200, owner: 404, manager: 200, admin: 404, serviceAgent: 404, groupAgent: 404 }, ask: () => ({ params: { key: 'firewall-rule' } }) },
  'requestDrafts.save': { expect: { stranger: 401, requester: 404, agent: 200, owner: 404, manager: 200, admin: 404, serviceAgent: 404, groupAgent: 404 }, ask: () => ({ params: { key: 'firewall-rule' }, body: { answers: { port: 'none yet' } } }) },
  'requestDrafts.remove': { expect: all(401, 200), ask: () => ({ params: { key: 'firewall-rule' } }) },
  // Wrong answers are past the rights: 422.
  'requests.open': { expect: { stranger: 401, requester: 404, agent: 422, owner: 404, manager: 422, admin: 404, serviceAgent: 404, groupAgent: 404 }, ask: () => ({ body: { item: 'firewall-rule', version: 1, answers: {} } }) },
  'catalogEditor.list': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 200 } },
  // A revision that never was: 409 is past the rights.
  'catalogEditor.save': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 409 }, ask: () => ({ params: { key: 'firewall-rule' }, body: { revision: 999, content: walkItem } }) },
  'catalogEditor.publish': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 409 }, ask: () => ({ params: { key: 'firewall-rule' }, body: { revision: 999 } }) },
  'catalogEditor.unpublish': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 409 }, ask: () => ({ params: { key: 'firewall-rule' }, body: { revision: 999 } }) },
  'catalogEditor.saveCategory': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 200 }, ask: () => ({ params: { key: 'walked' }, body: { name: { en: 'Made by the walk' }, order: 99 } }) },
  'catalogEditor.removeCategory': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 404 }, ask: () => ({ params: { key: 'unknown' } }) },
  // Everybody may name any object; how it is reached is for those who work on it. Mia manages people.
  'objects.list': {
    expect: all(401, 200), ask: (thing) => ({ query: { q: thing.object } }), finds: (thing) => `"id":"${thing.object}"`,
    sees: { requester: [true, true], agent: [true, true], owner: [true, true], manager: [true, true], admin: [true, true] },
    secret: (thing) => thing.endpoint, tells: technical,
  },
  'ticketTypes.list': { expect: all(401, 200) },
  'catalog.read': { expect: all(401, 200) },
  'demo.read': { expect: all(401, 200) },

  'tickets.list': { expect: all(401, 200), ask: () => ({ query: { limit: 200 } }), finds: (thing) => `"key":"${thing.key}"`, sees: seesOwnScope },
  'tickets.export': { expect: all(401, 200), ask: () => ({ query: {} }), finds: (thing) => JSON.stringify(`"${thing.key}"`).slice(1, -1), sees: seesOwnScope },
  'tickets.read': { expect: seen, ask: byKey, secret: (thing) => thing.endpoint, tells: { requester: [false, false], agent: [true, false], owner: [true, false], manager: [false, false], admin: [true, true] } },
  'tickets.timeline': { expect: seen, ask: byKey },
  // How a flow works is for those who may read flows; everybody else gets its drawing.
  'tickets.overlay': { expect: seen, ask: byKey, secret: () => 'device-token', tells: readsFlows },
  'tickets.log': { expect: seen, ask: byKey, secret: (thing) => thing.endpoint, tells: readsFlows },
  // Which links are told depends on the other ticket too: flow-tickets.test.ts.
  'ticketLinks.list': { expect: seen, ask: byKey },
  'ticketLinks.add': { expect: { stranger: 401, requester: 403, agent: [422, 404], owner: 403, manager: [422, 404], admin: 422 }, ask: (thing) => ({ ...byKey(thing), body: { ticket: 'INC-999999999', relation: 'related' } }) },
  'ticketLinks.remove': { expect: { stranger: 401, requester: 403, agent: 404, owner: 403, manager: 404, admin: 404 }, ask: (thing) => ({ params: { key: thing.key, relation: 'related', other: 'INC-999999999' } }) },
  'comments.list': { expect: seen, ask: byKey },
  'comments.add': {
    expect: { stranger: 401, requester: [200, 404], agent: [200, 404], owner: [403, 404], manager: [200, 404], admin: 200 },
    ask: (thing) => ({ ...byKey(thing), body: { visibility: 'public', text: 'Said by the walk.' } }),
  },
  // Files follow their ticket; one of nothing is its sender's (files.test.ts). Removed by who sent it, or who may remove those of others.
  'files.limits': { expect: all(401, 200) },
  'files.send': { expect: all(401, 200), ask: () => ({ query: { name: 'walk.json' }, body: { walk: Math.random() } }) },
  'files.read': { expect: seen, ask: byFile },
  'files.content': { expect: seen, ask: byFile },
  'files.remove': { expect: { stranger: 401, requester: [200, 404], agent: [403, 404], owner: [403, 404], manager: [200, 404], admin: 200 }, ask: byFile },
  'files.ofTicket': { expect: seen, ask: byKey },
  // A document of a ticket is for whoever may read it; of another's there is none (documents.test.ts looks at rights that were lost meanwhile).
  'documents.ofTicket': { expect: seen, ask: (thing) => ({ ...byKey(thing), body: { locale: 'en', zone: 'UTC' } }) },
  'documents.read': { expect: all(401, 404), ask: () => ({ params: { id: 'unknown' } }) },
  'documents.file': { expect: all(401, 404), ask: () => ({ params: { id: 'unknown' } }) },
  // Any of the three may ask anything of any team; a process owner only in his ticket types.
  'tickets.open': {
    expect: { stranger: 401, requester: 200, agent: 200, owner: 200, manager: 200, admin: 200 },
    ask: (thing) => ({ body: { type: thing.type, title: 'Opened by the walk', description: '', object: null, fields: {} } }),
  },
  'tickets.cancel': {
    expect: { stranger: 401, requester: [200, 404], agent: [200, 404], owner: [403, 404], manager: [200, 404], admin: 200 },
    ask: (thing) => ({ ...byKey(thing), body: { reason: 'Withdrawn by the walk.' } }), isFinal: true,
  },

  // It is not over: 409 is past the rights. Whose ending it is, is looked at in take-back.test.ts.
  'tickets.takeBack': { expect: { stranger: 401, requester: [409, 404], agent: [409, 404], owner: [409, 404], manager: [409, 404], admin: 409 }, ask: (thing) => byKey(thing) },
  // There is no such step: 409 is past the rights.
  'instances.change': {
    expect: { stranger: 401, requester: 403, agent: 403, owner: [409, 404], manager: 403, admin: 409 },
    ask: (thing) => ({ params: { key: thing.key, token: 'none' }, body: { action: 'add', item: null } }),
  },
  // There is no such incident: 409 is past the rights.
  'incidents.mend': {
    expect: { stranger: 401, requester: 403, agent: 403, owner: [409, 404], manager: 403, admin: 409 },
    ask: (thing) => ({ params: { key: thing.key, incident: 'none' }, body: { action: 'retry' } }),
  },

  ...runRows({ all, seen, seesOwnScope, readsFlows, adminOnly }),

  'inbox.list': {
    expect: all(401, 200), ask: () => ({ query: { scope: 'team', limit: 200 } }), finds: (thing) => `"key":"${thing.key}"`,
    // The team's inbox: what is asked of a team one is in. Mia leads network without being asked; Paul and Ada are in no team.
    sees: { requester: [false, false], agent: [true, false], owner: [false, false], admin: [false, false], serviceAgent: [false, false], groupAgent: [false, false] },
  },
  'inbox.counts': { expect: all(401, 200) },
  // Rosa sees who works on her ticket; the task is the team's.
  'tasks.read': { expect: seen, ask: (thing) => ({ params: { id: thing.task } }) },
  // A stale revision is the last thing the kernel looks at: 409 is past the rights. The task is team Network's: Rosa and Ada see it and are not asked.
  'tasks.act': {
    expect: { stranger: 401, requester: [403, 404], agent: [409, 404], owner: [403, 404], manager: [409, 404], admin: 403, serviceAgent: [403, 404], groupAgent: [403, 404] },
    ask: (thing) => ({ params: { id: thing.task }, body: { action: 'claim', commandId: `walk-${Math.random().toString(36).slice(2)}`, taskRevision: 999, data: {} } }),
  },

  'flows.list': { expect: { stranger: 401, requester: 403, agent: 200, owner: 200, manager: 200, admin: 200 }, finds: (thing) => `"key":"${thing.flow}"`, sees: { agent: [true, true], owner: [true, false], manager: [true, true], admin: [true, true] } },
  // With what the reader may do to this flow.
  'flows.read': {
    expect: { stranger: 401, requester: 403, agent: 200, owner: [200, 404], manager: 200, admin: 200 }, ask: (thing) => ({ params: { key: thing.flow } }),
    secret: () => '"can":["flow.edit","flow.publish"]', tells: { agent: [false, false], owner: [true, false], manager: [false, false], admin: [true, true] },
  },
  'flows.version': { expect: { stranger: 401, requester: 403, agent: 200, owner: [200, 404], manager: 200, admin: 200 }, ask: (thing) => ({ params: { key: thing.flow, version: 1 } }) },
  // A stale revision again: 409 is past the rights.
  'flows.saveDraft': { expect: { stranger: 401, requester: 403, agent: 403, owner: [409, 404], manager: 403, admin: 409 }, ask: (thing) => ({ params: { key: thing.flow }, body: { revision: 999, file: thing.flowFile } }) },
  'flows.check': { expect: { stranger: 401, requester: 403, agent: 403, owner: [200, 404], manager: 403, admin: 200 }, ask: (thing) => ({ params: { key: thing.flow }, body: { file: {} } }) },
  ...startRows(adminOnly),
  'flows.publish': { expect: { stranger: 401, requester: 403, agent: 403, owner: [409, 404], manager: 403, admin: 409 }, ask: (thing) => ({ params: { key: thing.flow }, body: { revision: 999, note: '', confirmNotProven: false } }) },

  // A webhook knows no people: its secret decides.
  'alarms.receive': { expect: all(401, 401), ask: () => ({ params: { source: 'alertmanager' }, body: { version: '4', alerts: [] } }) },
  'alarmGroups.list': {
    expect: { stranger: 401, requester: 403, agent: 200, owner: 200, manager: 200, admin: 200 }, ask: () => ({ query: { limit: 200 } }), finds: (thing) => thing.group,
    // Groups have a team and no ticket type: a process owner sees all teams'.
    sees: { agent: [true, false], owner: [true, true], manager: [true, false], admin: [true, true] },
  },
  'alarmGroups.export': {
    expect: { stranger: 401, requester: 403, agent: 200, owner: 200, manager: 200, admin: 200 }, ask: () => ({ query: {} }), finds: (thing) => thing.group,
    sees: { agent: [true, false], owner: [true, true], manager: [true, false], admin: [true, true] },
  },
  'alarmGroups.read': { expect: { stranger: 401, requester: 403, agent: [200, 404], owner: 200, manager: [200, 404], admin: 200 }, ask: (thing) => ({ params: { id: thing.group } }) },
  'alarmGroups.acknowledge': { expect: { stranger: 401, requester: 403, agent: ['through', 404], owner: 403, manager: ['through', 404], admin: 'through' }, ask: (thing) => ({ params: { id: thing.group } }) },
  'alarmSources.list': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 200 } },
  'alarmSources.read': { expect: adminOnly(200), ask: () => ({ params: { id: 'apps' } }) },
  'alarmSources.make': { expect: adminOnly(409), ask: () => ({ body: { id: 'apps', kind: 'alertmanager', ...walkedSource } }) },
  'alarmSources.save': { expect: adminOnly(409), ask: () => ({ params: { id: 'apps' }, body: { revision: 999, ...walkedSource } }) },
  'alarmSources.remove': { expect: adminOnly(409), ask: () => ({ params: { id: 'apps' }, query: { revision: 999 } }) },
  'alarmSources.renewSecret': { expect: adminOnly(409), ask: () => ({ params: { id: 'apps' }, body: { revision: 999 } }) },
  'alarmSources.try': { expect: adminOnly(200), ask: () => ({ body: { kind: 'alertmanager', groupBy: [], config: {}, name: 'Walk', body: '{"version":"4","alerts":[]}' } }) },
  'secrets.list': { expect: adminOnly(200) },
  'secrets.set': { expect: adminOnly(422), ask: () => ({ body: { name: 'signalbox.walk', use: 'flow', hosts: [], value: 'walked' } }) },
  'secrets.change': { expect: adminOnly(422), ask: () => ({ params: { name: 'walked-nowhere' }, body: { hosts: [], value: null, revision: 1 } }) },
  'secrets.remove': { expect: adminOnly(422), ask: () => ({ params: { name: 'walked-nowhere' }, query: { revision: 1 } }) },
  // Ada manages settings. A stale revision is past the rights: 409; so is what is not there.
  'calendars.list': { expect: adminOnly(200) },
  'calendars.names': { expect: { stranger: 401, requester: 403, agent: 200, owner: 200, manager: 200, admin: 200 } },
  'calendars.read': { expect: adminOnly(200), ask: () => ({ params: { key: 'business' } }) },
  'calendars.preview': { expect: adminOnly(200), ask: () => ({ params: { key: 'business' }, body: { edit: alwaysEdit, sample: null } }) },
  'calendars.save': { expect: adminOnly(409), ask: () => ({ params: { key: 'business' }, body: { revision: 999, edit: alwaysEdit } }) },
  'calendars.dropVersion': { expect: adminOnly(409), ask: () => ({ params: { key: 'business', validFrom: '2027-01-01' }, query: { revision: 999 } }) },
  'calendars.remove': { expect: adminOnly(409), ask: () => ({ params: { key: 'business' }, query: { revision: 999 } }) },
  'calendarFeeds.add': { expect: adminOnly(404), ask: () => ({ params: { key: 'nowhere' }, body: { name: 'Walk', url: 'https://feeds.example/holidays.ics' } }) },
  'calendarFeeds.remove': { expect: adminOnly(404), ask: () => ({ params: { key: 'business', id: 'unknown' } }) },
  'calendarFeeds.refresh': { expect: adminOnly(404), ask: () => ({ params: { key: 'business', id: 'unknown' } }) },
  'holidays.readFile': { expect: adminOnly(422), ask: () => ({ body: { text: 'no calendar', zone: 'Etc/UTC' } }) },
  'holidayPacks.places': { expect: adminOnly(200) },
  'holidayPacks.days': { expect: adminOnly(200), ask: () => ({ params: { country: 'DE' }, query: { from: 2027, to: 2027 } }) },
  'slaPolicies.which': { expect: adminOnly(200), ask: (thing) => ({ query: { ticket: thing.key } }) },
  'slaPolicies.save': { expect: adminOnly(409), ask: () => ({ params: { id: 'incident-p1' }, body: { revision: 999, policy: { name: { en: 'Walk' }, appliesTo: { ticketType: ['incident'], priority: ['P1'] }, clocks: [{ kind: 'response', target: 'PT15M', calendarId: 'always' }] } } }) },
  'slaPolicies.remove': { expect: adminOnly(409), ask: () => ({ params: { id: 'incident-p1' }, query: { revision: 999 } }) },
  'slaPolicies.list': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 200 } },
  'deadLetters.list': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 200 } },
  'deadLetters.read': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 200 }, ask: (thing) => ({ params: { id: thing.letter } }) },
  'deadLetters.replay': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 200 }, ask: (thing) => ({ params: { id: thing.letter } }) },
  'deadLetters.replayAll': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 200 }, ask: () => ({ params: { id: 'apps' }, body: {} }) },
  // Events of a ticket are for whoever may read events and the ticket: Rosa reads none.
  'events.list': {
    expect: { stranger: 401, requester: 403, agent: 200, owner: 200, manager: 200, admin: 200 }, ask: (thing) => ({ query: { subject: thing.key, limit: 200 } }), finds: (thing) => `"kind":"ticket","id":"${thing.key}"`,
    sees: { agent: [true, false], owner: [true, false], manager: [true, false], admin: [true, true] },
    secret: (thing) => thing.text, tells: { agent: [true, false], owner: [true, false], manager: [true, false], admin: [true, true] },
  },
  'events.export': {
    expect: { stranger: 401, requester: 403, agent: 200, owner: 200, manager: 200, admin: 200 }, ask: () => ({ query: { format: 'json' } }), finds: (thing) => `"kind":"ticket","id":"${thing.key}"`,
    sees: { agent: [true, false], owner: [true, false], manager: [true, false], admin: [true, true] },
  },
  // Reports are for those who lead: over what they lead, never over what they merely asked for themselves.
  'serviceLevels.read': {
    expect: { stranger: 401, requester: 403, agent: 403, owner: 200, manager: 200, admin: 200 }, ask: () => ({ query: {} }), finds: (thing) => `"key":"${thing.type}"`, sees: { owner: [true, false], manager: [true, false] },
  },
  'serviceLevels.export': { expect: { stranger: 401, requester: 403, agent: 403, owner: 200, manager: 200, admin: 200 }, ask: () => ({ query: { table: 'team' } }) },
  'serviceLevels.document': { expect: { stranger: 401, requester: 403, agent: 403, owner: 200, manager: 200, admin: 200 }, ask: () => ({ body: {} }) },
  // Weekly reports are their owner's. Whoever lost the right can still see and stop theirs. One that is none is past the rights: 404.
  'reportSubscriptions.list': { expect: all(401, 200) },
  'reportSubscriptions.make': { expect: { stranger: 401, requester: 403, agent: 403, owner: 422, manager: 422, admin: 422 }, ask: () => ({ body: { ...weekly, filter: { team: 'nobody-knows-it' } } }) },
  'reportSubscriptions.save': { expect: { stranger: 401, requester: 403, agent: 403, owner: 404, manager: 404, admin: 404 }, ask: () => ({ params: { id: 'unknown' }, body: { ...weekly, revision: 1 } }) },
  'reportSubscriptions.remove': { expect: all(401, 404), ask: () => ({ params: { id: 'unknown' } }) },
  'reportSubscriptions.listAll': { expect: adminOnly(200) },
  'reportSubscriptions.pause': { expect: adminOnly(404), ask: () => ({ params: { id: 'unknown' }, body: { isPaused: true, revision: 1 } }) },
  'reportSubscriptions.stop': { expect: adminOnly(404), ask: () => ({ params: { id: 'unknown' } }) },
  // Everybody reads their own mailbox; everybody's is for who manages settings.
  'notices.counts': { expect: all(401, 200) },
  'notices.list': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 200 }, ask: () => ({ query: { scope: 'all' } }) },
  'notices.read': { expect: all(401, 404), ask: () => ({ params: { id: 'unknown' } }) },
  'notices.file': { expect: all(401, 404), ask: () => ({ params: { id: 'unknown', name: 'service-levels.pdf' } }) },
  'notices.markRead': { expect: all(401, 200), ask: () => ({ body: { ids: ['unknown'] } }) },
  // Ada manages settings and may read everything. A webhook that is none is past the rights: 404; an address without encryption too: 422.
  'webhooks.list': { expect: adminOnly(200) },
  'webhooks.read': { expect: adminOnly(404), ask: () => ({ params: { id: 'unknown' } }) },
  'webhooks.make': { expect: adminOnly(422), ask: () => ({ body: { name: 'Made by the walk', url: 'http://walk.example/hook', actions: ['ticket.opened'], teams: [], ticketTypes: [], isEnabled: true } }) },
  'webhooks.save': { expect: adminOnly(404), ask: () => ({ params: { id: 'unknown' }, body: { revision: 1, name: 'Made by the walk', url: 'https://walk.example/hook', actions: ['ticket.opened'], teams: [], ticketTypes: [], isEnabled: true } }) },
  'webhooks.remove': { expect: adminOnly(404), ask: () => ({ params: { id: 'unknown' } }) },
  'webhooks.renewSecret': { expect: adminOnly(404), ask: () => ({ params: { id: 'unknown' } }) },
  'webhooks.test': { expect: adminOnly(404), ask: () => ({ params: { id: 'unknown' } }) },
  'webhookDeliveries.list': { expect: adminOnly(404), ask: () => ({ params: { id: 'unknown' } }) },
  'webhookDeliveries.read': { expect: adminOnly(404), ask: () => ({ params: { id: 'unknown', delivery: 'unknown' } }) },
  'webhookDeliveries.again': { expect: adminOnly(404), ask: () => ({ params: { id: 'unknown', delivery: 'unknown' } }) },
  'noticeRules.list': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 200 } },
  'noticeRules.save': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 200 }, ask: () => ({ params: { kind: 'clock.breached' }, body: { to: ['assignee', 'lead'] } }) },
  // A link from a mail is its own credential, signed in or not; what it opens is in approval-link.test.ts.
  'approvalLinks.read': { expect: all(404, 404), ask: () => ({ params: { token: 'not-one-of-ours' } }) },
  'approvalLinks.decide': { expect: all(404, 404), ask: () => ({ params: { token: 'not-one-of-ours' }, body: { outcome: 'approved' } }) },
  'demo.clear': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 200 }, ask: () => ({ body: { confirm: 'clear' } }) },
};
