/**
 * When a run writes and what it knows of what was written: one local activity for everything since the last write, parked and written by an ordinary
 * activity when MongoDB is away, confirmed once it is committed history. What a write says is the book's.
 */
import { workflowInfo } from '@temporalio/workflow';
import { instantOf } from '#domain/values';
import { markWritten, takeWrite } from '#domain/flow/projection/run.book';
import type { RunBook, RunFence, RunWrite } from '#domain/flow/run.ports';
import { failureOf, local, ordinary, type InTurn } from './run.activities.ts';

interface Extent { seq: number; event: number }

export interface RunWriterState {
  /** The run's own parts of the fence, kept over continue-as-new. */
  readonly continuation: number;
  readonly write: number;
  readonly isParked: boolean;
  /** A later write than ours stands in MongoDB: nothing is written until a poke raises the fence. */
  readonly isStale: boolean;
  readonly isConfirmed: boolean;
  readonly confirmed: Extent;
  readonly fence: RunFence | null;
}
export interface RunWriter extends RunWriterState {
  /** Writes the book now. Returns without an error when it is parked instead. */
  flush(): Promise<void>;
  /** Confirms what stands there by an ordinary activity, one at a time. */
  confirm(): void;
  /** Raises the continuation above what stands in MongoDB and lets writes try again. */
  raise(continuation: number): void;
}

export interface WriterOf { book(): RunBook; setBook(book: RunBook): void; inTurn: InTurn; continuation: number; write: number; isParked: boolean }

export function createRunWriter(run: WriterOf): RunWriter {
  let { continuation, write, isParked } = run;
  let isStale = false;
  let isConfirming = false;
  let fence: RunFence | null = null;
  /** What is committed history. What stood there when this continuation began was committed by the one before. */
  let committed: Extent = { seq: run.book().writtenSeq, event: run.book().writtenEvent };
  /** What this workflow task wrote: committed as soon as a later task begins. */
  let tentative: (Extent & { historyLength: number }) | null = null;
  /** What MongoDB has been told to be confirmed: by a write that said so, or by the activity. */
  let told: Extent = { seq: 0, event: 0 };

  const further = (one: Extent, other: Extent): Extent => ({ seq: Math.max(one.seq, other.seq), event: Math.max(one.event, other.event) });
  const now = (): string => instantOf(Date.now());

  function committedNow(): Extent {
    if (tentative !== null && workflowInfo().historyLength > tentative.historyLength) {
      committed = further(committed, tentative);
      tentative = null;
    }
    return committed;
  }

  function take(): RunWrite {
    write += 1;
    fence = { continuation, historyLength: workflowInfo().historyLength, startedAtMs: Date.now(), write };
    return takeWrite(run.book(), fence, now(), committedNow());
  }

  /** As long as MongoDB is away: the activity's own retries wait, what is booked meanwhile follows in one write. */
  async function writeParked(): Promise<void> {
    try {
      const taken = take();
      await ordinary.writeParked(taken);
      run.setBook(markWritten(run.book(), taken));
      committed = told = { seq: taken.toSeq, event: taken.toEvent };
      tentative = null;
    } catch (thrown) {
      isStale = failureOf(thrown).isFinal;
    }
    isParked = false;
  }

  const isAllTold = (): boolean => told.seq >= run.book().writtenSeq && told.event >= run.book().writtenEvent;

  async function confirmAll(): Promise<void> {
    while (!isAllTold()) {
      const target = { seq: run.book().writtenSeq, event: run.book().writtenEvent };
      await ordinary.confirmRun({ runId: run.book().runId, ...target });
      told = further(told, target);
    }
  }

  function confirm(): void {
    if (isConfirming) return;
    isConfirming = true;
    void confirmAll().catch(() => undefined).then(() => { isConfirming = false; });
  }

  if (run.isParked) void writeParked();
  else confirm();

  return {
    get continuation() { return continuation; },
    get write() { return write; },
    get isParked() { return isParked; },
    get isStale() { return isStale; },
    get isConfirmed() { return !isConfirming && isAllTold(); },
    get confirmed() { return told; },
    get fence() { return fence; },
    async flush() {
      const taken = take();
      try {
        await run.inTurn(() => local.writeRun(taken));
        run.setBook(markWritten(run.book(), taken));
        tentative = { seq: taken.toSeq, event: taken.toEvent, historyLength: taken.fence.historyLength };
        told = further(told, { seq: taken.confirmedSeq, event: taken.confirmedEvent });
        confirm();
      } catch (thrown) {
        if (failureOf(thrown).code === 'RUN_FENCE_STALE') isStale = true;
        else {
          isParked = true;
          void writeParked();
        }
      }
    },
    confirm,
    raise(least) {
      continuation = Math.max(continuation, least);
      isStale = false;
    },
  };
}
