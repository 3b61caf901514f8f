/** What each role gets from each live room, as rights.table.ts says it of routes. */
import type { roomAccess } from '#api/live.api';
import type { ByRole, Thing, WalkRole } from './rights.table.ts';

/** Codes a join is answered with; null is "joined". Strangers get no socket at all. */
type RoomCell = string | null | readonly [inScope: string | null, outOfScope: string | null];
export interface RoomRow { room: (thing: Thing, person: string) => string; expect: ByRole<Exclude<WalkRole, 'stranger'>, RoomCell> }
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
    // A room of all a team works on; its hints are for those who may read the task.
    { room: () => 'team:applications', expect: { requester: none, agent: none, serviceAgent: null, groupAgent: null, owner: null, manager: none, admin: null } },
  ],
  'alarm-groups': [{ room: () => 'alarm-groups', expect: { requester: no, agent: null, owner: null, manager: null, admin: null } }],
  'alarm-group': [{ room: (thing) => `alarm-group:${thing.group}`, expect: { requester: no, agent: [null, none], owner: null, manager: [null, none], admin: null } }],
  'dead-letters': [{ room: () => 'dead-letters', expect: { requester: no, agent: no, owner: no, manager: no, admin: null } }],
  calendars: [{ room: () => 'calendars', expect: { requester: no, agent: no, owner: no, manager: no, admin: null } }],
  directory: [{ room: () => 'directory', expect: { requester: no, agent: no, owner: no, manager: no, admin: null } }],
  mailbox: [
    { room: (_, person) => `mailbox:${person}`, expect: { requester: null, agent: null, owner: null, manager: null, admin: null } },
    { room: () => 'mailbox:henrik.vogt', expect: { requester: none, agent: none, owner: none, manager: none, admin: none } },
  ],
  mailboxes: [{ room: () => 'mailboxes', expect: { requester: no, agent: no, owner: no, manager: no, admin: null } }],
  webhooks: [{ room: () => 'webhooks', expect: { requester: no, agent: no, owner: no, manager: no, admin: null } }],
  flows: [{ room: () => 'flows', expect: { requester: no, agent: null, owner: null, manager: null, admin: null } }],
};
