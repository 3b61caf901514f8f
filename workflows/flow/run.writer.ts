/**
 * When a run writes and what it knows of what was written: one local activity for everything since the last write, parked and written by an ordinary
 * activity when MongoDB is away. What a write says is the book's; that it is committed history is confirmed from outside (worker/confirmer).
 */
import { workflowInfo } from '@temporalio/workflow';
import { markWritten, takeWrite } from '#workflows/core';
import type { RunBook, RunFence, RunStanding, RunWrite, RunWritten } from '#domain/flow/run.ports';
import type { ClockFacts } from '#domain/sla/clock';
import type { Instant } from '#domain/values';
import { failureOf, local, ordinary, type InTurn } from './run.activities.ts';
import type { RunInstants } from './run.instants.ts';

export interface RunWriterState {
  /** The run's own parts of the fence, kept over continue-as-new. */
  readonly continuation: number;
  readonly write: number;
  readonly isParked: boolean;
  /** A later write than ours stands in MongoDB: nothing is written until a poke raises the fence. */
  readonly isStale: boolean;
  /** Nothing keeps the run from ending: always, but for runs that confirm themselves. */
  readonly isConfirmed: boolean;
  readonly fence: RunFence | null;
}
export interface RunWriter extends RunWriterState {
  /** Writes the book now. Returns without an error when it is parked instead. */
  flush(): Promise<void>;
  /** Raises the continuation above what stands in MongoDB and lets writes try again. */
  raise(continuation: number): void;
}

/** Histories from before the patch hold nothing. */
const derivedIn = (written: RunWritten | null | undefined): readonly ClockFacts[] => written?.derived ?? [];

export interface WriterOf {
  book(): RunBook;
  /** The book after a write, with the deadlines that write has derived. */
  landed(book: RunBook, derived: readonly ClockFacts[], at: Instant): void;
  inTurn: InTurn; instants: RunInstants; continuation: number; write: number; isParked: boolean;
  /** From before patch run-flow-told-from-outside. */
  isConfirming: boolean;
  /** From before patch run-flow-refusals-unwritten. */
  countsRefusals: boolean;
}

export function createRunWriter(run: WriterOf): RunWriter {
  let { continuation, write, isParked } = run;
  let isStale = false;
  let fence: RunFence | null = null;
  const own = run.isConfirming ? createOwnConfirmation(run.book) : null;

  function take(): RunWrite {
    write += 1;
    fence = { continuation, historyLength: workflowInfo().historyLength, startedAtMs: Date.now(), write };
    return takeWrite(run.book(), fence, run.instants.latest());
  }

  /** As long as MongoDB is away: the activity's own retries wait, what is booked meanwhile follows in one write. */
  async function writeParked(): Promise<void> {
    try {
      const taken = take();
      const written = await ordinary.writeParked(taken);
      run.landed(markWritten(run.book(), taken, run.countsRefusals), derivedIn(written), taken.at);
      own?.told({ seq: taken.toSeq, event: taken.toEvent });
    } catch (thrown) {
      isStale = failureOf(thrown).isFinal;
    }
    isParked = false;
  }

  if (run.isParked) void writeParked();
  else own?.confirm();

  return {
    get continuation() { return continuation; },
    get write() { return write; },
    get isParked() { return isParked; },
    get isStale() { return isStale; },
    get isConfirmed() { return own?.isConfirmed() ?? true; },
    get fence() { return fence; },
    async flush() {
      const taken = take();
      try {
        const written = await run.inTurn(() => local.writeRun(taken));
        run.landed(markWritten(run.book(), taken, run.countsRefusals), derivedIn(written), taken.at);
        own?.confirm();
      } catch (thrown) {
        if (failureOf(thrown).code === 'RUN_FENCE_STALE') isStale = true;
        else {
          isParked = true;
          void writeParked();
        }
      }
    },
    raise(least) {
      continuation = Math.max(continuation, least);
      isStale = false;
    },
  };
}

/** As runs from before the patch confirm: an ordinary activity after each write, one at a time. Goes with the patch. */
function createOwnConfirmation(book: () => RunBook) {
  let isConfirming = false;
  let told: RunStanding = { seq: 0, event: 0 };
  const isAllTold = (): boolean => told.seq >= book().writtenSeq && told.event >= book().writtenEvent;
  async function confirmAll(): Promise<void> {
    while (!isAllTold()) {
      const target = { seq: book().writtenSeq, event: book().writtenEvent };
      await ordinary.confirmRun({ runId: book().runId, ...target });
      told = target;
    }
  }
  return {
    confirm(): void {
      if (isConfirming) return;
      isConfirming = true;
      void confirmAll().catch(() => undefined).then(() => { isConfirming = false; });
    },
    told: (standing: RunStanding): void => { told = standing; },
    isConfirmed: (): boolean => !isConfirming && isAllTold(),
  };
}
