/** The clocks of open tickets, read and moved in bulk after a calendar changed. Facts stay the runs'; what is derived from them is written here too. */
import type { Connection } from 'mongoose';
import type { ClockFacts } from '#domain/sla/clock';
import type { ClockView, Priority } from '#domain/ticket/ticket.schema';
import { noDue, ticketModels } from '../ticket/ticket.model.ts';

/** As much of a ticket as its clocks need. */
export interface ClockRow {
  id: string; key: string; title: string; priority: Priority; revision: number; isImported: boolean; run: string; clockFacts: ClockFacts[]; clocks: ClockView[];
}
export interface ClockMove { row: ClockRow; clocks: readonly ClockFacts[]; views: readonly ClockView[]; isUrgent: boolean }

export interface RecountRef { calendar: string; generation: number }

export interface ClockRowRepo {
  /** Tickets with a running run and a clock in this calendar, by id, after `afterId`. */
  page(calendar: string, afterId: string, limit: number): Promise<ClockRow[]>;
  count(calendar: string): Promise<number>;
  /** Writes what has moved, by which recount; of an urgent one also that its run is to be told. Answers how many: a ticket that changed meanwhile is left for the next pass. */
  move(moves: readonly ClockMove[], by: RecountRef): Promise<number>;
  /** Tickets a recount has moved, and those of them that were urgent. */
  movedBy(by: RecountRef): Promise<{ moved: number; urgent: number }>;
  /** Runs that are still to be told, with their tickets. */
  untold(calendar: string, limit: number): Promise<{ id: string; run: string; isImported: boolean }[]>;
  markTold(ids: readonly string[]): Promise<void>;
}

const facts = { key: 1, title: 1, priority: 1, revision: 1, isImported: 1, 'run.id': 1, clockFacts: 1, clocks: 1 } as const;

export function createClockRowRepo(connection: Connection): ClockRowRepo {
  const tickets = ticketModels(connection).tickets.collection;
  const counted = (calendar: string) => ({ 'run.status': 'running', 'clockFacts.calendarId': calendar });
  return {
    async page(calendar, afterId, limit) {
      const rows = await tickets.find({ ...counted(calendar), _id: { $gt: afterId as never } }, { projection: facts }).sort({ _id: 1 }).limit(limit).toArray();
      return rows.map((row) => rowOf(row as unknown as Raw));
    },
    count: (calendar) => tickets.countDocuments(counted(calendar)),
    async move(moves, by) {
      if (moves.length === 0) return 0;
      const { matchedCount } = await tickets.bulkWrite(moves.map(({ row, clocks, views, isUrgent }) => ({ updateOne: {
        filter: { _id: row.id as never, revision: row.revision, 'run.id': row.run },
        update: { $set: { clockFacts: clocks, clocks: views, nextDueAt: nextDue(clocks), recount: { ...by, isUrgent }, ...(isUrgent ? { isRunUntold: true } : {}) }, $inc: { revision: 1 } },
      } })) as never, { ordered: false });
      return matchedCount;
    },
    async movedBy({ calendar, generation }) {
      const moved = { 'clockFacts.calendarId': calendar, 'recount.calendar': calendar, 'recount.generation': generation };
      const [all, urgent] = await Promise.all([tickets.countDocuments(moved), tickets.countDocuments({ ...moved, 'recount.isUrgent': true })]);
      return { moved: all, urgent };
    },
    async untold(calendar, limit) {
      const rows = await tickets.find({ isRunUntold: true, 'clockFacts.calendarId': calendar }, { projection: { 'run.id': 1, isImported: 1 } }).limit(limit).toArray() as unknown as Raw[];
      return rows.map((row) => ({ id: row._id, run: row.run?.id ?? '', isImported: row.isImported ?? false }));
    },
    markTold: async (ids) => { if (ids.length > 0) await tickets.updateMany({ _id: { $in: ids as never[] } }, { $unset: { isRunUntold: '' } }); },
  };
}

interface Raw { _id: string; key: string; title: string; priority: Priority; revision: number; isImported?: boolean; run: { id: string } | null; clockFacts: ClockFacts[]; clocks: ClockView[] }
const rowOf = ({ _id, key, title, priority, revision, isImported = false, run, clockFacts, clocks }: Raw): ClockRow => ({ id: _id, key, title, priority, revision, isImported, run: run?.id ?? '', clockFacts, clocks });

const nextDue = (clocks: readonly ClockFacts[]): string => clocks.flatMap((clock) => (clock.stoppedAt === null && clock.dueAt !== null ? [clock.dueAt] : [])).sort()[0] ?? noDue;
