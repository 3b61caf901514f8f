/** Events of links on a ticket's timeline: only where the reader may read the other ticket, too. */
import { otherTicketOf } from '#domain/audit/event.rights';
import type { DomainEvent } from '#domain/audit/event.schema';
import type { Actor } from '#domain/identity/identity.schema';
import { can, ticketResource } from '#domain/identity/rights';
import type { TicketRepo } from '#store/ticket/ticket.repo';

export async function withReadableLinks(events: readonly DomainEvent[], ticket: string, actor: Actor, tickets: Pick<TicketRepo, 'byIds'>): Promise<readonly DomainEvent[]> {
  const others = [...new Set(events.flatMap((event) => otherTicketOf(event, ticket) ?? []))];
  if (others.length === 0) return events;
  const readable = new Set((await tickets.byIds(others)).filter((other) => can(actor, 'ticket.read', ticketResource(other))).map(({ id }) => id));
  return events.filter((event) => { const other = otherTicketOf(event, ticket); return other === null || readable.has(other); });
}
