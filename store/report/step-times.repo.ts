/** Rolls the token logs of runs that are over up to their tickets: how long each step took. Written beside the run's writer, which leaves these two fields alone but for saying that there is something to count. */
import type { Connection } from 'mongoose';
import type { TokenMove } from '#domain/report/step-times';
import { runModels, type RunRow, type TokenLogRow } from '../flow/run.model.ts';
import { ticketModels } from '../ticket/ticket.model.ts';

/** A ticket whose run is over and confirmed and whose steps are not counted yet. `runs`: what each of its runs did, the first run first. */
export interface UncountedTicket { id: string; run: string; calendarId: string | null; runs: { flow: string; moves: TokenMove[] }[] }
export interface TicketStepTime { step: string; workingMs: number; visits: number }

export interface StepTimesRepo {
  /** At most so many; those whose log may still be replaced come later. */
  uncounted(limit: number): Promise<UncountedTicket[]>;
  /** Nothing is written where a newer run took the ticket over meanwhile. */
  save(counted: readonly { ticket: string; run: string; times: readonly TicketStepTime[] }[]): Promise<void>;
}

interface Waiting { _id: string; run: { id: string } | null; clockFacts: { kind: string; calendarId: string }[] }

export function createStepTimesRepo(connection: Connection): StepTimesRepo {
  const tickets = ticketModels(connection).tickets.collection;
  const { runs, tokenLog } = runModels(connection);
  return {
    async uncounted(limit) {
      const waiting = await tickets.find({ hasUncountedSteps: true }, { projection: { run: 1, 'clockFacts.kind': 1, 'clockFacts.calendarId': 1 }, limit }).toArray() as unknown as Waiting[];
      if (waiting.length === 0) return [];
      const rows = await runs.find({ ticket: { $in: waiting.map(({ _id }) => _id) } }, { ticket: 1, n: 1, definition: 1, isTentative: 1 }).sort({ n: 1 }).lean<Pick<RunRow, '_id' | 'ticket' | 'n' | 'definition' | 'isTentative'>[]>().exec();
      const unsettled = new Set(rows.filter(({ isTentative }) => isTentative).map(({ ticket }) => ticket));
      const settled = waiting.filter(({ _id, run }) => run !== null && !unsettled.has(_id));
      const log = await tokenLog.find({ run: { $in: rows.filter(({ ticket }) => !unsettled.has(ticket)).map(({ _id }) => _id) }, type: { $in: ['enter', 'wait', 'leave', 'consume', 'cancel'] } }, { run: 1, at: 1, type: 1, token: 1, node: 1, data: 1 }).sort({ run: 1, seq: 1 }).lean<Pick<TokenLogRow, 'run' | 'at' | 'type' | 'token' | 'node' | 'data'>[]>().exec();
      const movesOf = new Map<string, TokenMove[]>();
      for (const { run, at, type, token, node, data } of log) movesOf.set(run, [...movesOf.get(run) ?? [], { at, type, token, node, isScope: type === 'wait' && data !== null && /"for":"scope"/.test(data) }]);
      return settled.map(({ _id, run, clockFacts }) => ({
        id: _id, run: run!.id, calendarId: (clockFacts.find(({ kind }) => kind === 'resolution') ?? clockFacts[0])?.calendarId ?? null,
        runs: rows.filter(({ ticket }) => ticket === _id).map((row) => ({ flow: row.definition.id, moves: movesOf.get(row._id) ?? [] })),
      }));
    },
    async save(counted) {
      if (counted.length === 0) return;
      await tickets.bulkWrite(counted.map(({ ticket, run, times }) => ({
        updateOne: { filter: { _id: ticket as never, 'run.id': run, hasUncountedSteps: true }, update: { $set: { stepTimes: [...times] }, $unset: { hasUncountedSteps: '' } } },
      })), { ordered: false });
    },
  };
}
