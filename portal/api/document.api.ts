/** Documents as PDF: asked for, followed while they are made, fetched by whoever asked and may still read what stands in them. */
import { z } from 'zod';
import { documentSchema, documentVoiceSchema } from '#domain/document/document.schema';
import { messageParamsSchema } from '#domain/message.schema';
import { ticketKeySchema } from './ticket.key.ts';
import { route, streamedSchema } from './route.ts';

/** Why there is no file, as any error is told. */
const documentFault = z.object({ code: z.string(), params: messageParamsSchema, message: z.string(), hint: z.string() });
export const documentView = documentSchema.extend({ fault: documentFault.nullable() });
export type DocumentView = z.infer<typeof documentView>;

const byId = z.object({ id: z.string().min(1).max(100) });
const exampleId = { id: 'd1c9a4b2' };

export const documentRoutes = {
  'documents.ofTicket': route({
    method: 'POST', path: '/api/tickets/:key/documents', summary: 'Has a ticket made into a PDF, as the caller may read it now; asked again while it is made, it is the same one', access: 'ticket.read', errors: ['DOCUMENTS_TOO_MANY'],
    example: { params: { key: 'INC-1001' }, body: { locale: 'en', zone: 'Europe/Berlin', withInternal: false } },
    params: z.object({ key: ticketKeySchema }),
    /** `withInternal`: with what only colleagues read, for whoever may. */
    body: documentVoiceSchema.extend({ withInternal: z.boolean().default(false) }),
    response: documentView,
  }),
  'documents.read': route({ method: 'GET', path: '/api/documents/:id', summary: 'How far a document of the caller is', access: 'ticket.read', example: { params: exampleId }, params: byId, response: documentView }),
  'documents.file': route({ method: 'GET', path: '/api/documents/:id/file', summary: 'The file of a document, for whoever may still read what stands in it', access: 'ticket.read', errors: ['DOCUMENT_NOT_READY'], example: { params: exampleId }, params: byId, response: streamedSchema, media: ['application/pdf'] }),
};
