/** The alarm console, sources, dead letters; and the webhook every source posts to. */
import { z } from 'zod';
import { instantSchema } from '#domain/values';
import { alarmGroupSchema, alarmSourceSchema, deadLetterSchema, forgottenLettersSchema } from '#domain/alarm/alarm.schema';
import type { Action } from '#domain/identity/identity.schema';
import { pageOf, pageQuery, route } from './route.ts';

/** Rights that are about one group. */
export const alarmGroupRights = ['alarm.acknowledge'] as const satisfies readonly Action[];
/** `can`: what the reader may do to this group. */
export const alarmGroupView = alarmGroupSchema.extend({ can: z.array(z.enum(alarmGroupRights)) });
export type AlarmGroupView = z.infer<typeof alarmGroupView>;
const byId = z.object({ id: z.string().max(200) });
export const alarmRoutes = {
  'alarms.receive': route({ method: 'POST', path: '/api/alarms/:source', summary: "A source's webhook; authenticated by the source's secret", access: 'public', params: z.object({ source: z.string().max(50) }), body: z.unknown(), response: z.object({ accepted: z.number().int(), changes: z.number().int() }), status: 202, isRawBody: true }),
  'alarmGroups.list': route({ method: 'GET', path: '/api/alarm-groups', summary: 'Groups, firing first', access: 'alarm.read', query: z.object({ ...pageQuery, /** One or more of pending, firing, recovered, closed; comma between. */ state: z.string().max(100).optional(), q: z.string().max(200).optional() }), response: pageOf(alarmGroupView) }),
  'alarmGroups.read': route({ method: 'GET', path: '/api/alarm-groups/:id', summary: 'One group with its latest alarms', access: 'alarm.read', params: byId, response: z.object({ group: alarmGroupView, journal: z.array(z.object({ id: z.string(), seq: z.number().nullable(), receivedAt: instantSchema, change: z.string().nullable(), name: z.string(), severity: z.string(), state: z.string(), labels: z.record(z.string(), z.string()) })) }) }),
  'alarmGroups.acknowledge': route({ method: 'POST', path: '/api/alarm-groups/:id/acknowledge', summary: 'Says that somebody looks at it', access: 'alarm.acknowledge', params: byId, response: z.object({ accepted: z.literal(true) }) }),
  'alarmSources.list': route({ method: 'GET', path: '/api/alarm-sources', summary: 'Sources with their addresses (never secrets)', access: 'source.manage', response: z.object({ items: z.array(alarmSourceSchema.extend({ url: z.string(), lastReceivedAt: instantSchema.nullable(), received: z.number().int() })) }) }),
  'deadLetters.list': route({ method: 'GET', path: '/api/dead-letters', summary: 'Alarm bodies that could not be understood, the latest first and cut for the list; and which of a source had to go for want of room', access: 'deadLetter.read', query: z.object({ ...pageQuery }), response: pageOf(deadLetterSchema).extend({ forgotten: z.array(forgottenLettersSchema) }) }),
  'deadLetters.read': route({ method: 'GET', path: '/api/dead-letters/:id', summary: 'One of them with its whole body', access: 'deadLetter.read', params: byId, response: deadLetterSchema }),
};
