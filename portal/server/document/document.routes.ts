/** Document routes: a ticket's is asked for here, everybody's own are looked at and fetched. What is asked of any document is the desk's. */
import { instantOf, type Json } from '#domain/values';
import type { PersonRepo } from '#store/identity/person.repo';
import type { TicketTypeRepo } from '#store/ticket/ticket-type.repo';
import type { Handlers } from '../http/handler.ts';
import type { DocumentDesk } from './document.desk.ts';
import { answersFor } from './page-answers.ts';
import { ticketContent } from './ticket.content.ts';

export interface DocumentRouteDeps {
  desk: DocumentDesk;
  types: Pick<TicketTypeRepo, 'read'>;
  people: Pick<PersonRepo, 'readMany'>;
  /** The routes of the ticket page: a document tells what they answer. */
  ticketPages: Handlers;
  publicUrl: string;
  nowMs(): number;
}

export function createDocumentRoutes({ desk, types, people, ticketPages, publicUrl, nowMs }: DocumentRouteDeps): Handlers {
  return {
    'documents.ofTicket': async ({ params: { key }, body: { locale, zone, withInternal }, actor, requestId, idempotencyKey, isGone }) => {
      const [person] = await people.readMany([actor.person]);
      const { model, needs } = await ticketContent({
        key, withInternal, answers: answersFor(ticketPages, { actor, requestId, locale, isGone }), type: (type) => types.read(type), publicUrl, madeAt: instantOf(nowMs()), madeFor: person?.name ?? actor.person,
      });
      return desk.ask({ actor, template: 'ticket', ticketKey: key, needs, name: key, model: model as unknown as Json, wishes: [withInternal], requestKey: idempotencyKey ?? requestId, locale, zone });
    },
    'documents.read': ({ params, actor }) => desk.read(params.id, actor),
    'documents.file': ({ params, actor }) => desk.file(params.id, actor),
  };
}
