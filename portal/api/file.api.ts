/** Files of tickets: sent first, each by itself, and named where they are added (a message, a ticket, an answer in a form). Until then a file is its sender's alone. */
import { z } from 'zod';
import { fileIdSchema, fileSchema } from '#domain/file/file.schema';
import { route, streamedSchema } from './route.ts';
import { ticketKeySchema } from './ticket.key.ts';

/** `mime`: the type it is served with. `isShown`: pages show it as a picture. `canRemove`: the reader may remove it. */
export const fileViewSchema = fileSchema.omit({ ticket: true }).extend({ mime: z.string(), isShown: z.boolean(), canRemove: z.boolean() });
export type FileView = z.infer<typeof fileViewSchema>;
const byId = z.object({ id: fileIdSchema });
const exampleId = { id: `f${'0'.repeat(32)}` };
const typeFaults = ['FILE_TYPE_LIES', 'FILE_KIND_NOT_ALLOWED', 'FILE_EMPTY', 'FILE_TOO_LARGE', 'FILE_INCOMPLETE', 'FILE_DAY_LIMIT', 'IDEMPOTENCY_MISMATCH', 'NOT_ALLOWED'] as const;

export const fileRoutes = {
  'files.limits': route({ method: 'GET', path: '/api/file-limits', summary: 'What is taken: bytes of a file and of a day, files of a message and of a ticket', access: 'signedIn', response: z.object({ fileBytes: z.number().int(), perMessage: z.number().int(), perTicket: z.number().int(), dayBytes: z.number().int() }) }),
  'files.send': route({
    method: 'POST', path: '/api/files', summary: 'Sends a file: its bytes are the body. It belongs to nothing until it is named where it is added, and goes after a day', access: 'signedIn', errors: typeFaults, isFileBody: true,
    query: z.object({ /** Its name; kept as far as it is safe. */ name: z.string().min(1).max(1_000) }), body: z.unknown(), example: { query: { name: 'screen.png' } }, response: fileViewSchema,
  }),
  'files.read': route({ method: 'GET', path: '/api/files/:id', summary: 'What is known of a file', access: 'signedIn', errors: ['NOT_FOUND'], example: { params: exampleId }, params: byId, response: fileViewSchema }),
  'files.content': route({
    method: 'GET', path: '/api/files/:id/content', summary: 'Its bytes, also a range of them; to be saved, or with "shown" to be opened in place where that is safe', access: 'signedIn', errors: ['NOT_FOUND', 'FILE_REMOVED'],
    example: { params: exampleId }, params: byId, query: z.object({ shown: z.literal('yes').optional() }), response: streamedSchema,
  }),
  'files.remove': route({ method: 'DELETE', path: '/api/files/:id', summary: 'Removes a file: its bytes go, that it was there stays', access: 'signedIn', errors: ['NOT_FOUND', 'NOT_ALLOWED'], example: { params: exampleId }, params: byId, response: z.object({ removed: z.literal(true) }) }),
  'files.ofTicket': route({ method: 'GET', path: '/api/tickets/:key/files', summary: 'Files of a ticket, oldest first; of removed ones what is known', access: 'ticket.read', example: { params: { key: 'INC-1001' } }, params: z.object({ key: ticketKeySchema }), response: z.object({ items: z.array(fileViewSchema) }) }),
};
