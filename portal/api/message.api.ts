/** Messages from other systems to runs that wait for them, and those nobody has waited for yet. */
import { z } from 'zod';
import { messageLimits } from '#domain/flow/message/message';
import { actorRefSchema } from '#domain/identity/identity.schema';
import { instantSchema, jsonSchema } from '#domain/values';
import { pageOf, pageQuery, route } from './route.ts';

/** `kept`: nobody waits for it yet, and it is kept until `expiresAt`. `begun`: nobody waited, and it began flows. `refused`: it should have, and did not fit; it is kept with the reason. `expired`: nobody did in time. `removed`: an administrator took it away. `isRepeat`: this id was known, and nothing was sent again. */
export const messageFateView = z.object({ id: z.string(), state: z.enum(['delivered', 'kept', 'begun', 'refused', 'expired', 'removed']), expiresAt: instantSchema, isRepeat: z.boolean() });
export const keptMessageView = z.object({ id: z.string(), name: z.string(), key: z.string().nullable(), by: actorRefSchema, at: instantSchema, expiresAt: instantSchema, /** UTF-8 bytes of what it carries. */ bytes: z.number().int(), /** Whose run sent it, where the reader may read that ticket. */ ticket: z.object({ key: z.string(), title: z.string() }).nullable() });
export type KeptMessageView = z.infer<typeof keptMessageView>;
/** `told`: runs that took it. `left`: runs that could not be reached yet and are told later. */
export const signalFateView = z.object({ id: z.string(), told: z.number().int(), left: z.number().int(), isRepeat: z.boolean() });
/** The sender's own id: the same one twice is the same message, or signal. Default: the Idempotency-Key, else a new one. */
const dedupeId = z.string().regex(/^[\x21-\x7e]{1,200}$/).optional();
const sent = { name: z.string().trim().min(1).max(messageLimits.nameChars), data: z.record(z.string().max(100), jsonSchema).default({}), dedupeId };

export const messageRoutes = {
  'messages.send': route({
    method: 'POST', path: '/api/messages', summary: 'Sends a message to the one run that has waited longest for it, else to the flows it begins, or keeps it until a run waits', access: 'message.send', status: 202, bodyBytes: 256 * 1024,
    errors: ['MESSAGE_NAME_KEPT', 'MESSAGE_TOO_LARGE', 'MESSAGE_TTL_WRONG', 'MESSAGES_TOO_MANY'],
    body: z.strictObject({
      ...sent,
      /** Who waits with a key takes it only when it is this one. */
      key: z.string().max(messageLimits.keyChars).nullable().default(null),
      /** ISO duration; PT0S: only for who waits now. */
      ttl: z.string().max(60).default(messageLimits.ttl),
    }),
    example: { body: { name: 'parcel.arrived', key: 'A7', data: { weight: 3 }, dedupeId: 'courier-2026-1187', ttl: 'P7D' } },
    response: messageFateView,
  }),
  'messages.kept': route({ method: 'GET', path: '/api/messages', summary: 'Messages nobody has waited for yet, the oldest first, without what they carry', access: 'settings.manage', query: z.object({ ...pageQuery, /** Part of name or key. */ q: z.string().max(200).optional() }), response: pageOf(keptMessageView) }),
  'messages.remove': route({
    method: 'POST', path: '/api/messages/remove', summary: 'Removes a message nobody has waited for, with a reason; its id stays known, so a sender that tries again does not bring it back', access: 'settings.manage', errors: ['NOT_FOUND', 'MESSAGE_TAKEN'],
    body: z.strictObject({ id: z.string().min(1).max(500), reason: z.string().trim().min(1).max(500) }), example: { body: { id: 'api/ana.silva/courier-2026-1187', reason: 'The parcel was lost.' } }, response: z.object({ removed: z.literal(true) }),
  }),
  'signals.send': route({
    method: 'POST', path: '/api/signals', summary: 'Tells every run that waits for this name without a key now, and is never kept; 60 a minute', access: 'message.send', status: 202, bodyBytes: 256 * 1024,
    errors: ['MESSAGE_NAME_KEPT', 'MESSAGE_TOO_LARGE', 'MESSAGE_WAITERS_TOO_MANY'],
    body: z.strictObject(sent), example: { body: { name: 'site.closed', data: { site: 'Leipzig' }, dedupeId: 'facility-2026-77' } }, response: signalFateView,
  }),
};
