/** Documents put together: one line in features.ts. */
import type { Connection } from '#store/core/connection';
import type { DocumentEngine } from '#domain/document/document.ports';
import { createDocumentRepo } from '#store/document/document.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createTicketRepo } from '#store/ticket/ticket.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import type { Handlers } from '../http/handler.ts';
import { createDocumentDesk, type DocumentDesk } from './document.desk.ts';
import { createDocumentRoutes } from './document.routes.ts';

export interface DocumentFeatureOf { connection: Connection; engine: DocumentEngine; ticketPages: Handlers; publicUrl: string; nowMs: () => number }

/** `desk`: for features that have documents of their own. */
export function createDocumentFeature({ connection, engine, ticketPages, publicUrl, nowMs }: DocumentFeatureOf): { handlers: Handlers; desk: DocumentDesk } {
  const desk = createDocumentDesk({ documents: createDocumentRepo(connection), tickets: createTicketRepo(connection), engine, nowMs });
  return { desk, handlers: createDocumentRoutes({ desk, types: createTicketTypeRepo(connection), people: createPersonRepo(connection), ticketPages, publicUrl, nowMs }) };
}
