/** Alarm sources for who manages them: written down, switched, given a new secret, and tried on a body before anything is sent. */
import { z } from 'zod';
import { alarmSchema, alarmSourceSchema } from '#domain/alarm/alarm.schema';
import { alarmSourceEditSchema, newAlarmSourceSchema } from '#domain/alarm/source.schema';
import { phraseSchema } from '#domain/message.schema';
import { instantSchema } from '#domain/values';
import { route } from './route.ts';

/** `received`: alarms in all; `letters`: bodies of it that were not understood and are kept. */
export const alarmSourceView = alarmSourceSchema.omit({ removedAt: true }).extend({ url: z.string(), lastReceivedAt: instantSchema.nullable(), received: z.number().int(), letters: z.number().int() });
export type AlarmSourceView = z.infer<typeof alarmSourceView>;

/** `secret` is told this once. */
const withSecret = z.object({ source: alarmSourceView, secret: z.string() });
const byId = z.object({ id: z.string().max(50) });
const editErrors = ['FIELD_INVALID', 'TEAM_UNKNOWN', 'TICKET_TYPE_UNKNOWN', 'NOT_ALLOWED'] as const;
const example = { name: 'Alertmanager of the lab', isEnabled: true, groupBy: ['alertname', 'instance'], groupWaitSeconds: 30, groupIntervalSeconds: 300, repeatIntervalSeconds: 14_400, quietSeconds: 600, reopenHours: 24, ticketType: 'incident', team: 'network', config: {} };
/** Alarms a trial tells at most. */
export const triedAlarms = 50;
/** What a body would become. `alarms` holds the first of `count`; each with the group it would be in. Not understood: the reason, in English and as a phrase (`says`), and no alarms. */
export const triedBody = z.object({
  reason: z.string().nullable(), says: phraseSchema.nullable(), count: z.number().int(), alarms: z.array(z.object({ alarm: alarmSchema, group: z.string() })),
  findings: z.array(z.object({ code: z.string(), at: z.string(), detail: z.string() })), rejected: z.array(z.object({ at: z.string(), reason: z.string(), says: phraseSchema })),
});
export type TriedBody = z.infer<typeof triedBody>;

export const sourceRoutes = {
  'alarmSources.list': route({ method: 'GET', path: '/api/alarm-sources', summary: 'Sources with their addresses (never secrets)', access: 'source.manage', response: z.object({ items: z.array(alarmSourceView) }) }),
  'alarmSources.read': route({ method: 'GET', path: '/api/alarm-sources/:id', summary: 'One source, with the beginning of the last body that came', access: 'source.manage', params: byId, response: alarmSourceView.extend({ lastBody: z.string().nullable() }) }),
  'alarmSources.make': route({
    method: 'POST', path: '/api/alarm-sources', summary: 'Makes a source. Its secret is answered this once', access: 'source.manage', errors: [...editErrors, 'SOURCE_ID_TAKEN'], body: newAlarmSourceSchema, example: { body: { id: 'lab', kind: 'alertmanager', ...example } }, response: withSecret, isShownOnce: true,
  }),
  'alarmSources.save': route({
    method: 'PUT', path: '/api/alarm-sources/:id', summary: 'Changes a source, switches it on or off; holds within seconds', access: 'source.manage', errors: [...editErrors, 'SOURCE_STALE'], params: byId, body: alarmSourceEditSchema.extend({ revision: z.number().int().positive() }), example: { body: { ...example, revision: 1 } }, response: alarmSourceView,
  }),
  'alarmSources.remove': route({
    method: 'DELETE', path: '/api/alarm-sources/:id', summary: 'Removes a source without open alarm groups, and its secret. What came from it stays readable', access: 'source.manage', errors: ['SOURCE_IN_USE', 'SOURCE_STALE', 'NOT_ALLOWED'], params: byId, query: z.object({ revision: z.coerce.number().int().positive() }), response: z.object({ removed: z.literal(true) }),
  }),
  'alarmSources.renewSecret': route({
    method: 'POST', path: '/api/alarm-sources/:id/secret', summary: 'Makes a new secret, answered this once. The one before it is taken too for a day', access: 'source.manage', errors: ['SOURCE_STALE', 'NOT_ALLOWED'], params: byId, body: z.object({ revision: z.number().int().positive() }), response: withSecret, isShownOnce: true,
  }),
  'alarmSources.try': route({
    method: 'POST', path: '/api/alarm-sources/try', summary: 'Tells what a body would become. Nothing is stored', access: 'source.manage', errors: ['FIELD_INVALID', 'REQUEST_NOT_JSON'],
    body: newAlarmSourceSchema.pick({ kind: true, groupBy: true, config: true }).extend({ name: z.string().max(100).default(''), body: z.string().max(900_000) }), example: { body: { kind: 'alertmanager', groupBy: ['alertname'], config: {}, name: 'Lab', body: '{"version":"4","alerts":[]}' } }, response: triedBody,
  }),
};
