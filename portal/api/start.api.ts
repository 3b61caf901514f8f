/** What begins a flow from outside: its messages and schedules in force, their firings, and messages that could not begin a flow. */
import { z } from 'zod';
import { actorRefSchema } from '#domain/identity/identity.schema';
import { messageParamsSchema, phraseSchema } from '#domain/message.schema';
import { instantSchema, jsonSchema } from '#domain/values';
import { route } from './route.ts';

const key = z.string().max(80);
const ofStart = z.object({ key, node: z.string().max(80) });

/** `missedSince`: from then on firings passed while nothing ran, and this one stands for them. `ticket` is null where it may not be read. */
export const firingView = z.object({ dueAt: instantSchema, state: z.enum(['pending', 'opened', 'passed', 'failed']), missedSince: instantSchema.nullable(), ticket: z.object({ key: z.string() }).nullable(), code: z.string().nullable(), params: messageParamsSchema.nullable(), at: instantSchema.nullable() });
/** `next`: the next five, none while it is paused. `last`: the last ten, the latest first. */
export const flowStartView = z.object({
  node: z.string(), trigger: z.enum(['message', 'schedule']), version: z.number().int(), since: instantSchema, message: z.string().nullable(), schedule: z.record(z.string(), jsonSchema).nullable(),
  paused: z.object({ by: actorRefSchema, at: instantSchema }).nullable(), next: z.array(instantSchema), last: z.array(firingView),
});
export const startLetterView = z.object({
  id: z.string(), name: z.string(), key: z.string().nullable(), data: z.record(z.string(), jsonSchema), by: actorRefSchema, at: instantSchema, flow: z.string(), node: z.string(), version: z.number().int(),
  code: z.string(), params: messageParamsSchema, triedAt: instantSchema, tries: z.number().int(),
});
const byLetter = z.object({ id: z.string().regex(/^[0-9a-f]{40}$/) });

export const startRoutes = {
  'flows.starts': route({ method: 'GET', path: '/api/flows/:key/starts', summary: 'What begins the version in force from outside: its messages, its schedules with their next and last firings', access: 'flow.read', params: z.object({ key }), response: z.object({ items: z.array(flowStartView) }) }),
  'flows.pauseSchedule': route({ method: 'POST', path: '/api/flows/:key/starts/:node/pause', summary: 'Pauses a schedule; what passes meanwhile does not count', access: 'flow.publish', errors: ['START_UNKNOWN'], params: ofStart, response: z.object({ isPaused: z.boolean() }) }),
  'flows.resumeSchedule': route({ method: 'POST', path: '/api/flows/:key/starts/:node/resume', summary: 'Lets a paused schedule go on from now', access: 'flow.publish', errors: ['START_UNKNOWN'], params: ofStart, response: z.object({ isPaused: z.boolean() }) }),
  'flows.previewSchedule': route({
    method: 'POST', path: '/api/schedules/preview', summary: 'The next five firings a schedule would have; none, and why, where it has a fault', access: 'flow.edit', body: z.object({ schedule: z.record(z.string().max(40), jsonSchema) }),
    example: { body: { schedule: { by: 'week', weekdays: ['mon'], times: ['08:00'], zone: 'Europe/Berlin' } } },
    response: z.object({ next: z.array(instantSchema), fault: z.object({ field: z.string(), says: phraseSchema }).nullable() }),
  }),
  'messages.letters': route({ method: 'GET', path: '/api/messages/letters', summary: 'Messages that should have begun a flow and could not, the latest first, with the reason; 200 at most', access: 'settings.manage', response: z.object({ items: z.array(startLetterView), total: z.number().int() }) }),
  'messages.retryLetter': route({ method: 'POST', path: '/api/messages/letters/:id/retry', summary: 'Tries such a message again, with the version in force now', access: 'settings.manage', errors: ['START_LETTER_GONE', 'START_UNKNOWN'], params: byLetter, response: z.object({ ticket: z.object({ key: z.string() }) }) }),
  'messages.removeLetter': route({ method: 'DELETE', path: '/api/messages/letters/:id', summary: 'Removes such a message for good', access: 'settings.manage', errors: ['START_LETTER_GONE'], params: byLetter, response: z.object({ removed: z.literal(true) }) }),
};
