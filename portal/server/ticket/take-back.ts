/** Taking back how a ticket ended, by who ended it, for a short time: the ticket goes on as its next run where the former stood (decision 0244). */
import { CatalogueError } from '#domain/errors';
import type { FlowEngine } from '#domain/flow/engine.ports';
import { takenBackCause } from '#domain/flow/projection/run.ending';
import { runIdOf, type RunEnding, type RunTicket } from '#domain/flow/run.ports';
import type { Actor } from '#domain/identity/identity.schema';
import { can, ticketResource } from '#domain/identity/rights';
import { instantOf, type Instant } from '#domain/values';
import type { RunEndingRepo } from '#store/flow/run-ending.repo';
import type { RunRepo } from '#store/flow/run.repo';
import type { TokenLogRepo } from '#store/flow/token-log.repo';
import type { TicketRecord } from '#store/ticket/ticket.repo';
import { refOf } from './open-ticket.ts';

export interface TakeBackDeps {
  endings: RunEndingRepo;
  runs: Pick<RunRepo, 'read'>;
  log: Pick<TokenLogRepo, 'page'>;
  engine: Pick<FlowEngine, 'startRun' | 'sendMessage' | 'hasEnded'>;
  nowMs: () => number;
}

export interface TakeBack {
  /** Until when the actor may take back how the ticket ended. Null: they may not, or not any more. */
  until(ticket: TicketRecord, actor: Actor): Promise<Instant | null>;
  /** Asked again, it answers as the first time. `shown` false: done, but MongoDB is away. Throws TICKET_END_STANDS, and what the engine throws. */
  do(ticket: TicketRecord, actor: Actor): Promise<{ shown: boolean }>;
}

/** Long enough for who is slow to notice, too short for anybody to have begun to rely on the ending. */
const takeBackMs = 5 * 60_000;
const rightOf = { answer: 'task.act', cancel: 'ticket.cancel' } as const;

export function createTakeBack({ endings, runs, log, engine, nowMs }: TakeBackDeps): TakeBack {
  const untilOf = ({ at }: RunEnding): number => Date.parse(at) + takeBackMs;

  /** The ending, when it is the actor's and still to be taken back. */
  async function own(ticket: TicketRecord, actor: Actor): Promise<RunEnding | null> {
    if (ticket.run === null || ticket.run.status === 'running') return null;
    const ending = await endings.of(ticket.run.id);
    if (ending === null || ending.by.id !== actor.person || untilOf(ending) <= nowMs()) return null;
    return can(actor, rightOf[ending.word], ticketResource(ticket)) ? ending : null;
  }

  /** Whether the ticket's run began by this actor's taking back. */
  async function isDone(ticketId: string, n: number, actor: Actor): Promise<boolean> {
    const [first] = await log.page(runIdOf(ticketId, n), 0, 1);
    return first?.cause === takenBackCause(n) && first.by?.id === actor.person;
  }

  /** Its alarm may have recovered while the ticket was over, and nobody told a run of it. */
  async function catchUp(ticket: TicketRecord, n: number, ending: RunEnding, actor: Actor): Promise<void> {
    if (ticket.alarm === null || !ending.left.isFiring || ticket.alarm.isFiring) return;
    const { group } = ticket.alarm;
    const at = ticket.alarm.recoveredAt ?? instantOf(nowMs());
    await engine.sendMessage(runIdOf(ticket.id, n), { id: `${takenBackCause(n)}/recovered`, name: 'alarm.recovered', key: group, data: { group, isFiring: false, firing: 0, at }, by: refOf(actor) });
  }

  return {
    async until(ticket, actor) {
      const ending = await own(ticket, actor);
      return ending === null ? null : instantOf(untilOf(ending));
    },
    async do(ticket, actor) {
      const stands = new CatalogueError('TICKET_END_STANDS', { key: ticket.key });
      const last = ticket.run;
      if (last === null) throw stands;
      if (last.status === 'running') {
        if (last.n > 1 && await isDone(ticket.id, last.n, actor)) return { shown: true };
        throw stands;
      }
      const [ending, run] = await Promise.all([own(ticket, actor), runs.read(last.id)]);
      // What the last write says holds only once the workflow has closed: a worker that dies before that runs it again, perhaps to another end.
      if (ending === null || run === null || !await engine.hasEnded(last.id)) throw stands;
      const n = last.n + 1;
      const { answer, shown } = await engine.startRun({ ticket: runTicketOf(ticket), n, definition: run.definition, start: { at: null, variables: {} }, previous: { clocks: ticket.clockFacts, run: last.n }, takenBack: ending });
      if (!answer.accepted) throw new CatalogueError(answer.code, answer.params, answer.details);
      // An alarm may have reopened it in the same moment: the first one stands.
      if (shown && !await isDone(ticket.id, n, actor)) throw stands;
      await catchUp(ticket, n, ending, actor);
      return { shown };
    },
  };
}

function runTicketOf({ id, key, type, title, description, priority, team, requester, object, fields, openedBy, openedAt, alarm, isDemo, catalog }: TicketRecord): RunTicket {
  return { id, key, type, title, description, priority, team, requester, object, fields, openedBy, openedAt, alarm: alarm && { group: alarm.group, episode: alarm.episode }, isDemo, ...(catalog ? { catalog } : {}) };
}
