/** Whose step asks for something to be done in the portal: its run and its ticket, as the effect's key `<run>/<effect>` names them. */
import type { ExecutorCall } from '#domain/flow/executor.ports';
import { CatalogueError } from '#domain/errors';
import type { TicketRecord, TicketRepo } from '#store/ticket/ticket.repo';

type Keyed = Pick<ExecutorCall, 'idempotencyKey'>;
/** `run/<ticket>/<n>`, with `/c/<effect>` for each flow it was called through. */
export const runOfCall = ({ idempotencyKey }: Keyed): string => idempotencyKey.slice(0, idempotencyKey.lastIndexOf('/'));
export const ticketIdOfCall = ({ idempotencyKey }: Keyed): string => idempotencyKey.split('/')[1] ?? '';

/** Throws STEP_TICKET_AWAY: a run's first write may be on its way. */
export async function ticketOfCall(call: Keyed, tickets: Pick<TicketRepo, 'byId'>): Promise<TicketRecord> {
  const ticket = await tickets.byId(ticketIdOfCall(call));
  if (ticket === null) throw new CatalogueError('STEP_TICKET_AWAY');
  return ticket;
}
