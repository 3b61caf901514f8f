/** Links a flow's ticket with another one. The same link twice is one. */
import { CatalogueError } from '#domain/errors';
import type { Executor } from '#domain/flow/executor.ports';
import { mostLinks } from '#domain/ticket/link';
import { instantOf } from '#domain/values';
import { inputsOf } from '#integrations/executors/executor.kind';
import { ticketLinkForm } from '#integrations/executors/ticket-link/ticket-link.form';
import type { LinkRepo } from '#store/ticket/link.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import { runOfCall, ticketOfCall } from './step.call.ts';

export interface TicketLinkDeps { tickets: Pick<TicketRepo, 'byId' | 'byKey'>; links: Pick<LinkRepo, 'add' | 'has' | 'countOf'>; nowMs(): number }

export const ticketLinkExecutor = ({ tickets, links, nowMs }: TicketLinkDeps): Executor => ({
  kind: ticketLinkForm.kind,
  async perform(call) {
    const { ticket: key, relation } = inputsOf(ticketLinkForm, call);
    const [own, other] = await Promise.all([ticketOfCall(call, tickets), tickets.byKey(key)]);
    if (other === null) throw new CatalogueError('TICKET_KEY_UNKNOWN', { key });
    if (other.id === own.id) throw new CatalogueError('TICKET_LINK_SELF');
    if (!await links.has(own.id, other.id, relation)) {
      for (const one of [own, other]) if (await links.countOf(one.id) >= mostLinks) throw new CatalogueError('TICKET_LINKS_TOO_MANY', { key: one.key, limit: mostLinks });
      await links.add(own, other, relation, { by: { kind: 'machine', id: runOfCall(call) }, at: instantOf(nowMs()), origin: runOfCall(call) });
    }
    return { key: other.key, relation };
  },
});
