/** Messages from other systems to runs that wait for them, and those nobody has waited for yet. */
import { z } from 'zod';
import { messageLimits } from '#domain/flow/message/message';
import { actorRefSchema } from '#domain/identity/identity.schema';
import { instantSchema, jsonSchema } from '#domain/values';
import { route } from './route.ts';

/** `kept`: nobody waits for it yet, and it is kept until `expiresAt`. `begun`: nobody waited, and it began flows. `refused`: it should have, and did not fit; it is kept with the reason. `expired`: nobody did in time. `isRepeat`: this id was known, and nothing was sent again. */
export const messageFateView = z.object({ id: z.string(), state: z.enum(['delivered', 'kept', 'begun', 'refused', 'expired']), expiresAt: instantSchema, isRepeat: z.boolean() });
export const keptMessageView = z.object({ id: z.string(), name: z.string(), key: z.string().nullable(), by: actorRefSchema, at: instantSchema, expiresAt: instantSchema, /** UTF-8 bytes of what it carries. */ bytes: z.number().int() });

export const messageRoutes = {
  'messages.send': route({
    method: 'POST', path: '/api/messages', summary: 'Sends a message to the one run that has waited longest for it, else to the flows it begins, or keeps it until a run waits', access: 'message.send', status: 202, bodyBytes: 256 * 1024,
    errors: ['MESSAGE_NAME_KEPT', 'MESSAGE_TOO_LARGE', 'MESSAGE_TTL_WRONG', 'MESSAGES_TOO_MANY'],
    body: z.strictObject({
      name: z.string().trim().min(1).max(messageLimits.nameChars),
      /** Who waits with a key takes it only when it is this one. */
      key: z.string().max(messageLimits.keyChars).nullable().default(null),
      data: z.record(z.string().max(100), jsonSchema).default({}),
      /** The sender's own id of it: the same one twice is the same message. Default: the Idempotency-Key, else a new one. */
      dedupeId: z.string().regex(/^[\x21-\x7e]{1,200}$/).optional(),
      /** ISO duration; PT0S: only for who waits now. */
      ttl: z.string().max(60).default(messageLimits.ttl),
    }),
    example: { body: { name: 'parcel.arrived', key: 'A7', data: { weight: 3 }, dedupeId: 'courier-2026-1187', ttl: 'P7D' } },
    response: messageFateView,
  }),
  'messages.kept': route({ method: 'GET', path: '/api/messages', summary: 'Messages nobody has waited for yet, the oldest first, without what they carry; 200 at most', access: 'settings.manage', response: z.object({ items: z.array(keptMessageView), total: z.number().int() }) }),
};
