/** From the address of a run to the run, for who may see it: a run is seen with its ticket. */
import { CatalogueError } from '#domain/errors';
import type { Actor } from '#domain/identity/identity.schema';
import { filterFor, ticketFields, type RightsFilter } from '#domain/identity/rights';
import type { RunRepo, RunSummary } from '#store/flow/run.repo';
import type { TicketRecord, TicketRepo } from '#store/ticket/ticket.repo';
import { calledBy, effectsOf } from '#domain/flow/call/call.ports';
import { ticketFor } from '../ticket/ticket.routes.ts';

export interface RunDoors {
  /** Throws NOT_FOUND, or NOT_ALLOWED for a right on a run whose ticket may be seen. */
  open(ref: string, actor: Actor, action: 'run.read' | 'run.repair'): Promise<{ ticket: TicketRecord; run: RunSummary }>;
}

/** "INC-1042.1"; of a run it has called, with the effects that lead there: "INC-1042.1~e3". */
export const runRef = ({ id, ticketKey, n }: { id: string; ticketKey: string; n: number }): string => [`${ticketKey}.${n}`, ...effectsOf(id)].join('~');

export function createRunDoors({ tickets, runs }: { tickets: Pick<TicketRepo, 'byKey'>; runs: Pick<RunRepo, 'ofTicket' | 'read'> }): RunDoors {
  return {
    async open(ref, actor, action) {
      const [own = '', ...effects] = ref.split('~');
      const [key = '', n] = own.split('.');
      const ticket = await ticketFor(tickets, key, actor, action);
      const all = await runs.ofTicket(ticket.id);
      const run = n === undefined ? all[0] : all.find((one) => one.n === Number(n));
      const found = run === undefined || effects.length === 0 ? run : await runs.read(calledBy(run.id, effects));
      if (found === undefined || found === null) throw new CatalogueError('NOT_FOUND', { what: 'run' });
      return { ticket, run: found };
    },
  };
}

/** Tickets whose runs the actor may see; 'none': there is no such ticket. */
export function runRights(actor: Actor): RightsFilter | 'none' {
  const [ticket, run] = [filterFor(actor, 'ticket.read', ticketFields), filterFor(actor, 'run.read', ticketFields)];
  if (ticket === 'none' || run === 'none') return 'none';
  const parts = [ticket, run].filter((part) => Object.keys(part).length > 0);
  if (parts.length < 2) return parts[0] ?? {};
  return JSON.stringify(ticket) === JSON.stringify(run) ? ticket : { $and: parts };
}
