/** The alarm console, sources, dead letters; and the webhook every source posts to. */
import { z } from 'zod';
import { instantSchema } from '#domain/values';
import { alarmGroupSchema, deadLetterSchema, forgottenLettersSchema, letterFateSchema } from '#domain/alarm/alarm.schema';
import type { Action } from '#domain/identity/identity.schema';
import { pageOf, pageQuery, route, streamedSchema } from './route.ts';

/** Rights that are about one group. */
export const alarmGroupRights = ['alarm.acknowledge'] as const satisfies readonly Action[];
/** `can`: what the reader may do to this group. */
export const alarmGroupView = alarmGroupSchema.extend({ can: z.array(z.enum(alarmGroupRights)) });
export type AlarmGroupView = z.infer<typeof alarmGroupView>;
/** The same for a dead letter: who manages its source may replay it. */
export const deadLetterRights = ['source.manage'] as const satisfies readonly Action[];
export const deadLetterView = deadLetterSchema.extend({ sourceName: z.string(), /** Then it is read, not replayed. */ isSourceRemoved: z.boolean(), can: z.array(z.enum(deadLetterRights)) });
export type DeadLetterView = z.infer<typeof deadLetterView>;
const byId = z.object({ id: z.string().max(200) });
const replayFaults = ['ALARM_SOURCE_OFF', 'ALARM_SOURCE_REMOVED', 'ALARM_SOURCE_KIND_UNKNOWN', 'DEAD_LETTER_CUT'] as const;
const groupFilter = { /** One or more of pending, firing, recovered, closed; comma between. */ state: z.string().max(100).optional(), q: z.string().max(200).optional() };
export const alarmRoutes = {
  'alarms.receive': route({ method: 'POST', path: '/api/alarms/:source', summary: "A source's webhook; authenticated by the source's secret", access: 'public', errors: ['ALARM_SECRET_WRONG', 'ALARM_SIGNATURE_WRONG', 'ALARM_BODY_WRONG', 'ALARM_SOURCE_KIND_UNKNOWN'], example: { params: { source: 'alertmanager' } }, params: z.object({ source: z.string().max(50) }), body: z.unknown(), response: z.object({ accepted: z.number().int(), changes: z.number().int() }), status: 202, isRawBody: true }),
  'alarmGroups.list': route({ method: 'GET', path: '/api/alarm-groups', summary: 'Groups, firing first', access: 'alarm.read', query: z.object({ ...pageQuery, ...groupFilter }), response: pageOf(alarmGroupView) }),
  'alarmGroups.export': route({ method: 'GET', path: '/api/alarm-groups/export', summary: 'The same as a file for spreadsheets', access: 'alarm.read', errors: ['ALARM_GROUPS_TOO_MANY'], query: z.object(groupFilter), response: streamedSchema, media: ['text/csv'] }),
  'alarmGroups.read': route({ method: 'GET', path: '/api/alarm-groups/:id', summary: 'One group with its latest alarms', access: 'alarm.read', params: byId, response: z.object({ group: alarmGroupView, /** Also of a source that was removed. */ sourceName: z.string(), journal: z.array(z.object({ id: z.string(), seq: z.number().nullable(), receivedAt: instantSchema, change: z.string().nullable(), name: z.string(), severity: z.string(), state: z.string(), labels: z.record(z.string(), z.string()) })) }) }),
  'alarmGroups.acknowledge': route({ method: 'POST', path: '/api/alarm-groups/:id/acknowledge', summary: 'Says that somebody looks at it', access: 'alarm.acknowledge', errors: ['ALARM_GROUP_NOT_FIRING', 'ALARM_ALREADY_ACKNOWLEDGED'], params: byId, response: z.object({ accepted: z.literal(true) }) }),
  'deadLetters.list': route({ method: 'GET', path: '/api/dead-letters', summary: 'Alarm bodies that could not be understood, the latest first and cut for the list; and which of a source had to go for want of room', access: 'deadLetter.read', query: z.object({ ...pageQuery, /** Id of the alarm source they came by. */ source: z.string().max(100).optional() }), response: pageOf(deadLetterView).extend({ forgotten: z.array(forgottenLettersSchema) }) }),
  'deadLetters.replay': route({ method: 'POST', path: '/api/dead-letters/:id/replay', summary: 'Reads a body again as its source does now; the letter goes away when its alarms are journalled', access: 'source.manage', errors: replayFaults, params: byId, response: letterFateSchema }),
  'deadLetters.replayAll': route({
    method: 'POST', path: '/api/alarm-sources/:id/dead-letters/replay', summary: 'The same for the letters of a source in the order they came, some at a time: pass `next` back as `cursor` until it is null', access: 'source.manage', errors: replayFaults,
    params: byId, body: z.object({ cursor: z.string().max(500).nullable().default(null) }), response: z.object({ items: z.array(letterFateSchema), next: z.string().nullable() }),
  }),
  'deadLetters.read': route({ method: 'GET', path: '/api/dead-letters/:id', summary: 'One of them with its whole body', access: 'deadLetter.read', params: byId, response: deadLetterView }),
};
