/** Links of a ticket, as far as the reader may see both ends: a link to a ticket they may not read is not there. */
import { can, ticketResource } from '#domain/identity/rights';
import { linkFrom } from '#domain/ticket/link';
import type { LinkRepo } from '#store/ticket/link.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import type { Handlers } from '../http/handler.ts';
import type { NameBook } from './ticket.names.ts';
import { ticketFor } from './ticket.routes.ts';

export interface LinkRouteDeps { tickets: Pick<TicketRepo, 'byKey' | 'byIds'>; links: Pick<LinkRepo, 'ofTicket'>; names: NameBook }

export function createLinkRoutes({ tickets, links, names }: LinkRouteDeps): Handlers {
  return {
    'ticketLinks.list': async ({ params, actor }) => {
      const ticket = await ticketFor(tickets, params.key, actor);
      const all = (await links.ofTicket(ticket.id)).map((link) => ({ at: link.at, ...linkFrom(link, ticket.id) }));
      const [others, book] = await Promise.all([tickets.byIds(all.map(({ other }) => other)), names.of([])]);
      const seen = new Map(others.filter((other) => can(actor, 'ticket.read', ticketResource(other))).map((other) => [other.id, other]));
      return { items: all.flatMap(({ other, relation, at }) => {
        const found = seen.get(other);
        if (found === undefined) return [];
        const { key, title, type, category, state } = found;
        return [{ relation, at, ticket: { key, title, category, stateName: book.state(type, state) } }];
      }) };
    },
  };
}
