/** The audit routes: events as a list and as a file, of what the reader may read. */
import type { EventView } from '#api/audit.api';
import type { DomainEvent } from '#domain/audit/event.schema';
import { CatalogueError } from '#domain/errors';
import type { Actor } from '#domain/identity/identity.schema';
import { instantOf } from '#domain/values';
import type { EventRepo } from '#store/audit/event.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import type { Handlers } from '../http/handler.ts';
import type { NameBook } from '../ticket/ticket.names.ts';
import { exportOf } from './event.export.ts';
import { peopleOfAudit, presentAudit } from './event.presenter.ts';
import type { EventReader } from './event.reader.ts';
import { searchOf } from './event.search.ts';
import type { Things } from './event.things.ts';

export interface EventRouteDeps {
  events: Pick<EventRepo, 'count'>;
  reader: EventReader;
  tickets: Pick<TicketRepo, 'byKey'>;
  names: Pick<NameBook, 'of'>;
  /** Events of a file at most. */
  mostExported: number;
  nowMs(): number;
}

export function createEventRoutes({ events, reader, tickets, names, mostExported, nowMs }: EventRouteDeps): Handlers {
  const ticketId = async (key: string): Promise<string | null> => (await tickets.byKey(key))?.id ?? null;

  async function present(found: { events: readonly DomainEvent[]; things: Things }, actor: Actor): Promise<EventView[]> {
    const book = await names.of(found.events.flatMap(peopleOfAudit));
    return found.events.map((event) => presentAudit(event, actor, found.things, book));
  }

  return {
    'events.list': async ({ query, actor }) => {
      const search = await searchOf(query, ticketId);
      if (search === null) return { items: [], next: null, total: null };
      const page = await reader.page(actor, search, { cursor: query.cursor || null, limit: query.limit });
      return { items: await present(page, actor), next: page.next, total: null };
    },
    'events.export': async ({ query, actor }) => {
      const search = await searchOf(query, ticketId);
      // Counted before rights, so that what is looked at is bounded as well.
      if (search !== null && await events.count(search, mostExported + 1) > mostExported) throw new CatalogueError('EVENTS_TOO_MANY', { limit: mostExported });
      async function* batches(): AsyncGenerator<EventView[]> {
        if (search !== null) for await (const found of reader.batches(actor, search)) yield await present(found, actor);
      }
      return exportOf(query.format, instantOf(nowMs()).slice(0, 10), batches());
    },
  };
}
