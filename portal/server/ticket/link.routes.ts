/** Links of a ticket, as far as the reader may see both ends: a link to a ticket they may not read is not there. Made and removed by who may link this one and read the other. */
import { CatalogueError } from '#domain/errors';
import type { Actor } from '#domain/identity/identity.schema';
import { can, ticketResource } from '#domain/identity/rights';
import { inverseOf, linkFrom, mostLinks, type LinkRelation } from '#domain/ticket/link';
import { instantOf } from '#domain/values';
import type { ResponseOf } from '#api/routes';
import type { LinkMark, LinkRepo } from '#store/ticket/link.repo';
import type { TicketRecord, TicketRepo } from '#store/ticket/ticket.repo';
import type { Handlers } from '../http/handler.ts';
import { refOf } from './open-ticket.ts';
import type { NameBook } from './ticket.names.ts';
import { ticketFor } from './ticket.routes.ts';

export interface LinkRouteDeps { tickets: Pick<TicketRepo, 'byKey' | 'byIds'>; links: Pick<LinkRepo, 'ofTicket' | 'add' | 'remove' | 'has' | 'countOf'>; names: NameBook; nowMs(): number }
type LinkView = ResponseOf<'ticketLinks.list'>['items'][number];

export function createLinkRoutes({ tickets, links, names, nowMs }: LinkRouteDeps): Handlers {
  /** Null where there is none, or none the actor may read: both are told the same. */
  async function otherFor(key: string, actor: Actor): Promise<TicketRecord | null> {
    const other = await tickets.byKey(key);
    return other !== null && can(actor, 'ticket.read', ticketResource(other)) ? other : null;
  }
  const markOf = (actor: Actor, requestId: string): LinkMark => ({ by: refOf(actor), at: instantOf(nowMs()), origin: `portal/${requestId}` });

  async function present(all: readonly { other: TicketRecord; relation: LinkRelation; at: string }[]): Promise<LinkView[]> {
    const book = await names.of([]);
    return all.map(({ other: { key, title, type, category, state }, relation, at }) => ({ relation, at, ticket: { key, title, category, stateName: book.state(type, state) } }));
  }

  return {
    'ticketLinks.list': async ({ params, actor }) => {
      const ticket = await ticketFor(tickets, params.key, actor);
      const all = (await links.ofTicket(ticket.id)).map((link) => ({ at: link.at, ...linkFrom(link, ticket.id) }));
      const seen = new Map((await tickets.byIds(all.map(({ other }) => other))).filter((other) => can(actor, 'ticket.read', ticketResource(other))).map((other) => [other.id, other]));
      return { items: await present(all.flatMap(({ other, ...link }) => { const found = seen.get(other); return found === undefined ? [] : [{ ...link, other: found }]; })) };
    },
    'ticketLinks.add': async ({ params, body, actor, requestId }) => {
      const ticket = await ticketFor(tickets, params.key, actor, 'ticket.link');
      const { ticket: key, relation } = body;
      const other = await otherFor(key, actor);
      if (other === null) throw new CatalogueError('TICKET_LINK_UNKNOWN', { key });
      if (other.id === ticket.id) throw new CatalogueError('TICKET_LINK_SELF');
      const there = (): CatalogueError => new CatalogueError('TICKET_LINK_THERE', { key });
      if (await links.has(ticket.id, other.id, relation) || await links.has(ticket.id, other.id, inverseOf(relation))) throw there();
      for (const one of [ticket, other]) if (await links.countOf(one.id) >= mostLinks) throw new CatalogueError('TICKET_LINKS_TOO_MANY', { key: one.key, limit: mostLinks });
      const mark = markOf(actor, requestId);
      if (!await links.add(ticket, other, relation, mark)) throw there();
      return (await present([{ other, relation, at: mark.at }]))[0]!;
    },
    'ticketLinks.remove': async ({ params, actor, requestId }) => {
      const ticket = await ticketFor(tickets, params.key, actor, 'ticket.link');
      const other = await otherFor(params.other, actor);
      if (other === null || !await links.remove(ticket, other, params.relation, markOf(actor, requestId))) throw new CatalogueError('NOT_FOUND', { what: 'link' });
      return { removed: true };
    },
  };
}
