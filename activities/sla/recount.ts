/**
 * One step of a recount: some of the open tickets of a calendar that has changed get their due instants anew, and runs whose deadline came forward are told.
 * Every step may be done twice or by another worker: what was moved is found moved, and who is still to be told is written with the move.
 */
import type { Calendar } from '#domain/sla/calendar.schema';
import type { ClockFacts } from '#domain/sla/clock';
import { clockView } from '#domain/sla/clock.view';
import { countsIn, recountClocks } from '#domain/sla/recount';
import { workingCalendar, type WorkingCalendar } from '#domain/sla/working-time';
import type { ClockView } from '#domain/ticket/ticket.schema';
import { instantOf, type Instant } from '#domain/values';
import type { ClockMove, ClockRow, ClockRowRepo } from '#store/sla/clock-row.repo';
import { settleMs, type RecountRepo, type RecountStep } from '#store/sla/recount.repo';
import type { RecountRow } from '#store/sla/sla.model';

export interface RecountDeps {
  recounts: Pick<RecountRepo, 'advance'>;
  rows: ClockRowRepo;
  calendars: { read(key: string): Promise<Calendar | null> };
  /** Has a run look at its clocks now. False: it has ended. Rejects when Temporal is away. */
  tell(runId: string): Promise<boolean>;
  nowMs(): number;
  /** Tickets in one step. Default 200. */
  batch?: number;
  /** Runs told at the same time. Default 20. */
  atOnce?: number;
}

/** Answers what comes next: the row to go on with, or null where nothing is left to do now. Rejects when MongoDB is away. */
export type RecountStepper = (row: RecountRow) => Promise<RecountRow | null>;

export function createRecountStepper({ recounts, rows, calendars, tell, nowMs, batch = 200, atOnce = 20 }: RecountDeps): RecountStepper {
  const now = (): Instant => instantOf(nowMs());

  /** Null: the calendar has changed again. */
  async function advance(row: RecountRow, step: RecountStep): Promise<RecountRow | null> {
    return await recounts.advance(row, step) ? { ...row, ...step } : null;
  }

  /** False: Temporal is away. */
  async function tellUntold(calendar: string): Promise<boolean> {
    for (;;) {
      const waiting = await rows.untold(calendar, batch);
      if (waiting.length === 0) return true;
      const told: string[] = [];
      const left = [...waiting];
      const tellOn = async (): Promise<void> => {
        for (let next = left.shift(); next !== undefined; next = left.shift()) {
          if (!next.isImported) await tell(next.run);
          told.push(next.id);
        }
      };
      const done = await Promise.allSettled(Array.from({ length: atOnce }, tellOn));
      await rows.markTold(told);
      if (done.some(({ status }) => status === 'rejected')) return false;
    }
  }

  async function begin(row: RecountRow): Promise<RecountRow | null> {
    return advance(row, { state: 'running', total: await rows.count(row._id), startedAt: row.startedAt ?? now() });
  }

  async function endPass(row: RecountRow): Promise<RecountRow | null> {
    const { moved, urgent } = await rows.movedBy({ calendar: row._id, generation: row.generation });
    if (!row.hasMovedInPass) await advance(row, { state: 'done', endedAt: now(), looked: row.total, moved, told: urgent });
    else await advance(row, { pass: row.pass + 1, cursor: '', hasMovedInPass: false, moved, told: urgent, notBefore: instantOf(nowMs() + settleMs) });
    return null;
  }

  async function lookAt(row: RecountRow, calendar: WorkingCalendar): Promise<RecountRow | null> {
    const page = await rows.page(row._id, row.cursor, batch);
    const at = now();
    const found = page.map((ticket) => ({ ticket, ...recountClocks(ticket.clockFacts, row._id, calendar, at) }));
    const moves = found.filter(({ hasMoved }) => hasMoved).map(({ ticket, clocks, isUrgent }): ClockMove => ({ row: ticket, clocks, views: viewsOf(ticket, clocks, calendar, at), isUrgent: isUrgent && !ticket.isImported }));
    // One that is not moved any more (its run has not answered yet) is told again: to be told twice costs little.
    const moved = await rows.move(moves, { calendar: row._id, generation: row.generation });
    const isAnswered = await tellUntold(row._id);
    const isFirst = row.pass === 1;
    const next = await advance(row, {
      cursor: page.at(-1)?.id ?? row.cursor, hasMovedInPass: row.hasMovedInPass || moves.length > 0, moved: row.moved + moved, isHeldUp: false,
      ...(isFirst ? { looked: row.looked + page.length, unanswered: row.unanswered + found.reduce((sum, one) => sum + one.unanswered, 0) } : {}),
    });
    if (next === null) return null;
    if (!isAnswered) return heldUp(next);
    return page.length < batch ? endPass(next) : next;
  }

  /** Goes on a little later. */
  async function heldUp(row: RecountRow): Promise<null> {
    await advance(row, { isHeldUp: true, notBefore: instantOf(nowMs() + settleMs) });
    return null;
  }

  return async (row) => {
    const calendar = await calendars.read(row._id);
    if (calendar === null) {
      await advance(row, { state: 'done', endedAt: now() });
      return null;
    }
    if (!await tellUntold(row._id)) return heldUp(row);
    const begun = row.state === 'waiting' ? await begin(row) : row;
    return begun === null ? null : lookAt(begun, workingCalendar(calendar));
  };
}

/** Views of what did not move stay as they were written. */
function viewsOf(ticket: ClockRow, clocks: readonly ClockFacts[], calendar: WorkingCalendar, at: Instant): ClockView[] {
  const counts = countsIn(calendar.calendar.key);
  const moved = new Map(clocks.filter((facts, index) => counts(facts) && facts !== ticket.clockFacts[index]).map((facts) => [facts.id, facts]));
  return ticket.clocks.map((view) => {
    const facts = moved.get(view.id);
    return facts === undefined ? view : clockView(facts, calendar, at, false);
  });
}
