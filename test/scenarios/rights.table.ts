/**
 * What each role gets from each route and room, on a thing in its scope and on one outside. Written down by hand, not computed: this is the reviewable
 * statement of who may do what. A route or room without a row here fails the walk.
 *
 * Who is who: requester Rosa asked for INC "in"; agent Ana and manager Mia have team network; process owner Paul has ticket type incident; admin Ada all.
 * Things: `in` and `out` per role are named in `scopes`. A pair is [in, out]; one number holds for both (or the route has no thing).
 */
import type { ResponseOf, RouteName } from '#api/routes';
import type { roomAccess } from '#api/live.api';
import type { CallOptions } from '../builders/portal-client.ts';

export const roles = ['stranger', 'requester', 'agent', 'owner', 'manager', 'admin'] as const;
export type WalkRole = (typeof roles)[number];

/** A ticket with its open task, its alarm group and its flow. */
export interface Thing { key: string; /** Its object, and the management address of that, which stands nowhere else. */ object: string; endpoint: string; task: string; group: string; flow: string; flowFile: unknown; type: string; text: string }
export type ThingName = 'network' | 'applications' | 'change';
/** Rosa's incident in team network, Clara's incident in team applications, Clara's change in team applications. */
export const scopes: Record<Exclude<WalkRole, 'stranger'>, { in: ThingName; out: ThingName }> = {
  requester: { in: 'network', out: 'applications' }, agent: { in: 'network', out: 'applications' }, owner: { in: 'applications', out: 'change' },
  manager: { in: 'network', out: 'change' }, admin: { in: 'network', out: 'change' },
};

/** `through`: past the rights; done (200), or somebody was faster (409). */
export type Status = number | 'through';
type Cell = Status | readonly [inScope: Status, outOfScope: Status];
type Cells = Record<WalkRole, Cell>;
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
const byKey = (thing: Thing): CallOptions<'tickets.read'> & Record<string, unknown> => ({ params: { key: thing.key } });
/** Seen in scope, not there outside. */
const seen: Cells = { stranger: 401, requester: [200, 404], agent: [200, 404], owner: [200, 404], manager: [200, 404], admin: 200 };
const seesOwnScope: Row['sees'] = { requester: [true, false], agent: [true, false], owner: [true, false], manager: [true, false], admin: [true, true] };

/** What a ticket in scope says each role may do to it; the page shows buttons by it. */
export const ticketCan: Record<Exclude<WalkRole, 'stranger'>, ResponseOf<'tickets.read'>['can']> = {
  requester: ['ticket.comment', 'ticket.cancel', 'run.read'],
  agent: ['ticket.comment', 'ticket.commentInternal', 'ticket.cancel', 'run.read'],
  owner: ['run.read', 'run.repair'],
  manager: ['ticket.comment', 'ticket.commentInternal', 'ticket.cancel', 'run.read'],
  admin: ['ticket.comment', 'ticket.commentInternal', 'ticket.cancel', 'run.read', 'run.repair'],
};
const technical: Row['tells'] = { requester: [false, false], agent: [true, false], owner: [true, true], manager: [false, false], admin: [true, true] };
const readsFlows: Row['tells'] = { requester: [false, false], agent: [true, false], owner: [true, false], manager: [true, false], admin: [true, true] };

/** The same of an alarm group in scope; null where none is shown. */
export const groupCan: Record<Exclude<WalkRole, 'stranger'>, ResponseOf<'alarmGroups.read'>['group']['can'] | null> = {
  requester: null, agent: ['alarm.acknowledge'], owner: [], manager: ['alarm.acknowledge'], admin: ['alarm.acknowledge'],
};

export const routeTable: Record<RouteName, Row> = {
  'me.read': { expect: all(401, 200) },
  'people.list': { expect: all(401, 200) },
  'teams.list': { expect: all(401, 200) },
  // Everybody may name any object; how it is reached is for those who work on it. Mia manages people.
  'objects.list': {
    expect: all(401, 200), ask: (thing) => ({ query: { q: thing.object } }), finds: (thing) => `"id":"${thing.object}"`,
    sees: { requester: [true, true], agent: [true, true], owner: [true, true], manager: [true, true], admin: [true, true] },
    secret: (thing) => thing.endpoint, tells: technical,
  },
  'ticketTypes.list': { expect: all(401, 200) },
  'catalog.read': { expect: all(401, 200) },
  'demo.read': { expect: all(401, 200) },

  'tickets.list': { expect: all(401, 200), ask: () => ({ query: { limit: 200 } }), finds: (thing) => thing.key, sees: seesOwnScope },
  'tickets.read': { expect: seen, ask: byKey, secret: (thing) => thing.endpoint, tells: { requester: [false, false], agent: [true, false], owner: [true, false], manager: [false, false], admin: [true, true] } },
  'tickets.timeline': { expect: seen, ask: byKey },
  // How a flow works is for those who may read flows; everybody else gets its drawing.
  'tickets.overlay': { expect: seen, ask: byKey, secret: () => 'device-token', tells: readsFlows },
  'tickets.log': { expect: seen, ask: byKey, secret: (thing) => thing.endpoint, tells: readsFlows },
  'comments.list': { expect: seen, ask: byKey },
  'comments.add': {
    expect: { stranger: 401, requester: [200, 404], agent: [200, 404], owner: [403, 404], manager: [200, 404], admin: 200 },
    ask: (thing) => ({ ...byKey(thing), body: { visibility: 'public', text: 'Said by the walk.' } }),
  },
  // Any of the three may ask anything of any team; a process owner only in his ticket types.
  'tickets.open': {
    expect: { stranger: 401, requester: 200, agent: 200, owner: 200, manager: 200, admin: 200 },
    ask: (thing) => ({ body: { type: thing.type, title: 'Opened by the walk', description: '', object: null, fields: {} } }),
  },
  'tickets.cancel': {
    expect: { stranger: 401, requester: [200, 404], agent: [200, 404], owner: [403, 404], manager: [200, 404], admin: 200 },
    ask: (thing) => ({ ...byKey(thing), body: { reason: 'Withdrawn by the walk.' } }), isFinal: true,
  },

  // There is no such incident: 409 is past the rights.
  'incidents.mend': {
    expect: { stranger: 401, requester: 403, agent: 403, owner: [409, 404], manager: 403, admin: 409 },
    ask: (thing) => ({ params: { key: thing.key, incident: 'none' }, body: { action: 'retry' } }),
  },

  'inbox.list': {
    expect: all(401, 200), ask: () => ({ query: { scope: 'team', limit: 200 } }), finds: (thing) => thing.key,
    // The team's inbox: what is asked of a team one is in. Mia leads network without being asked; Paul and Ada are in no team.
    sees: { requester: [false, false], agent: [true, false], owner: [false, false], admin: [false, false] },
  },
  'inbox.counts': { expect: all(401, 200) },
  // Rosa sees who works on her ticket; the task is the team's.
  'tasks.read': { expect: seen, ask: (thing) => ({ params: { id: thing.task } }) },
  // A stale revision is the last thing the kernel looks at: 409 is past the rights. The task is team Network's: Rosa and Ada see it and are not asked.
  'tasks.act': {
    expect: { stranger: 401, requester: [403, 404], agent: [409, 404], owner: [403, 404], manager: [409, 404], admin: 403 },
    ask: (thing) => ({ params: { id: thing.task }, body: { action: 'claim', commandId: `walk-${Math.random().toString(36).slice(2)}`, taskRevision: 999, data: {} } }),
  },

  'flows.list': { expect: { stranger: 401, requester: 403, agent: 200, owner: 200, manager: 200, admin: 200 }, finds: (thing) => `"key":"${thing.flow}"`, sees: { agent: [true, true], owner: [true, false], manager: [true, true], admin: [true, true] } },
  'flows.read': { expect: { stranger: 401, requester: 403, agent: 200, owner: [200, 404], manager: 200, admin: 200 }, ask: (thing) => ({ params: { key: thing.flow } }) },
  'flows.version': { expect: { stranger: 401, requester: 403, agent: 200, owner: [200, 404], manager: 200, admin: 200 }, ask: (thing) => ({ params: { key: thing.flow, version: 1 } }) },
  // A stale revision again: 409 is past the rights.
  'flows.saveDraft': { expect: { stranger: 401, requester: 403, agent: 403, owner: [409, 404], manager: 403, admin: 409 }, ask: (thing) => ({ params: { key: thing.flow }, body: { revision: 999, file: thing.flowFile } }) },
  'flows.check': { expect: { stranger: 401, requester: 403, agent: 403, owner: [200, 404], manager: 403, admin: 200 }, ask: (thing) => ({ params: { key: thing.flow }, body: { file: {} } }) },
  'flows.publish': { expect: { stranger: 401, requester: 403, agent: 403, owner: [409, 404], manager: 403, admin: 409 }, ask: (thing) => ({ params: { key: thing.flow }, body: { revision: 999, note: '', confirmNotProven: false } }) },

  // A webhook knows no people: its secret decides.
  'alarms.receive': { expect: all(401, 401), ask: () => ({ params: { source: 'alertmanager' }, body: { version: '4', alerts: [] } }) },
  'alarmGroups.list': {
    expect: { stranger: 401, requester: 403, agent: 200, owner: 200, manager: 200, admin: 200 }, ask: () => ({ query: { limit: 200 } }), finds: (thing) => thing.group,
    // Groups have a team and no ticket type: a process owner sees all teams'.
    sees: { agent: [true, false], owner: [true, true], manager: [true, false], admin: [true, true] },
  },
  'alarmGroups.read': { expect: { stranger: 401, requester: 403, agent: [200, 404], owner: 200, manager: [200, 404], admin: 200 }, ask: (thing) => ({ params: { id: thing.group } }) },
  'alarmGroups.acknowledge': { expect: { stranger: 401, requester: 403, agent: ['through', 404], owner: 403, manager: ['through', 404], admin: 'through' }, ask: (thing) => ({ params: { id: thing.group } }) },
  'alarmSources.list': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 200 } },
  'deadLetters.list': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 200 } },
  'deadLetters.read': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 404 }, ask: () => ({ params: { id: 'unknown' } }) },
  'demo.clear': { expect: { stranger: 401, requester: 403, agent: 403, owner: 403, manager: 403, admin: 200 }, ask: () => ({ body: { confirm: 'clear' } }) },
};

/** Codes a join is answered with; null is "joined". Strangers get no socket at all. */
type RoomCell = string | null | readonly [inScope: string | null, outOfScope: string | null];
export interface RoomRow { room: (thing: Thing, person: string) => string; expect: Record<Exclude<WalkRole, 'stranger'>, RoomCell> }
const none = 'NOT_FOUND';
const no = 'NOT_ALLOWED';

export const roomTable: Record<keyof typeof roomAccess, readonly RoomRow[]> = {
  ticket: [{ room: (thing) => `ticket:${thing.key}`, expect: { requester: [null, none], agent: [null, none], owner: [null, none], manager: [null, none], admin: null } }],
  run: [{ room: (thing) => `run:${thing.key}`, expect: { requester: [null, none], agent: [null, none], owner: [null, none], manager: [null, none], admin: null } }],
  tickets: [{ room: () => 'tickets', expect: { requester: null, agent: null, owner: null, manager: null, admin: null } }],
  inbox: [
    { room: (_, person) => `inbox:${person}`, expect: { requester: null, agent: null, owner: null, manager: null, admin: null } },
    { room: () => 'inbox:henrik.vogt', expect: { requester: none, agent: none, owner: none, manager: none, admin: none } },
  ],
  team: [
    { room: () => 'team:network', expect: { requester: none, agent: null, owner: null, manager: null, admin: null } },
    { room: () => 'team:applications', expect: { requester: none, agent: none, owner: null, manager: none, admin: null } },
  ],
  'alarm-groups': [{ room: () => 'alarm-groups', expect: { requester: no, agent: null, owner: null, manager: null, admin: null } }],
  'alarm-group': [{ room: (thing) => `alarm-group:${thing.group}`, expect: { requester: no, agent: [null, none], owner: null, manager: [null, none], admin: null } }],
  flows: [{ room: () => 'flows', expect: { requester: no, agent: null, owner: null, manager: null, admin: null } }],
};
