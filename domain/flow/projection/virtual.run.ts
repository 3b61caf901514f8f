/**
 * A run without Temporal on a virtual clock: drives the kernel and the book exactly as the workflow does and gives the same writes. For the seed, for
 * what-if runs and for comparing with the real thing. Working time, and what machines would answer, is handed in.
 */
import { epochMs, instantOf, type Instant, type Json } from '../../values.ts';
import type { ActorRef } from '../../identity/identity.schema.ts';
import type { ClockFacts } from '../../sla/clock.ts';
import { nearestDeadline } from '../../sla/clock.deadline.ts';
import type { TaskCommand } from '../engine.ports.ts';
import type { ActivityRequest, Answer, Definition, KernelInput, RunState, Subscription, TimerPause, Vars } from '../kernel/kernel.types.ts';
import type { RunBook, RunCarried, RunContext, RunInput, RunWrite } from '../run.ports.ts';
import { applyInput, bookDeadlines, bookDerived, lastEvent, markWritten, openBook, startRun, takeWrite, type KernelStep } from './run.book.ts';
import { isUnderived } from './run.clocks.ts';

/** What a machine answers, after so many milliseconds (default 0). */
export type Performed = { result: Json; afterMs?: number } | { failed: { code: string; message: string }; afterMs?: number };

export interface VirtualRunOf {
  step: KernelStep; definition: Definition;
  /** State of a run that has not started (kernel.start). */
  state: RunState;
  input: RunInput; context: RunContext;
  /** When it starts. */
  at: Instant;
  /** Facts with their due instants (domain/sla/due withDeadlines); default: no clock is ever due. */
  derive?(facts: ClockFacts, at: Instant): ClockFacts;
  resolveTimer?(spec: { iso: string; calendar: string; from: Instant; pauses?: readonly TimerPause[] | undefined }): Instant;
  perform?(request: ActivityRequest, at: Instant): Performed;
}

export interface VirtualRun {
  readonly book: RunBook;
  readonly now: Instant;
  readonly startAnswer: Answer;
  /** Lets time pass: timers, deadlines and machines' answers happen at their own instants, in order. Going back does nothing. */
  advanceTo(at: Instant): void;
  act(command: Omit<TaskCommand, 'commandId'> & { commandId?: string }): Answer;
  send(message: { id?: string; name: string; key: string | null; data?: Vars; by?: ActorRef }): Answer;
  cancel(reason: string, by: ActorRef): Answer;
  mend(incident: string, action: 'retry' | 'skip', by: ActorRef): Answer;
  /** Everything since the last one; null when there is nothing. */
  takeWrite(): RunWrite | null;
  /** Up to where what was taken stands: for the writer's `confirm` once it is written. */
  written(): { runId: string; seq: number; event: number };
  /** For RunInput.resumed: the run goes on as a workflow. Take and write what is left first. */
  carried(): RunCarried;
}

const machine: ActorRef = { kind: 'machine', id: 'machine' };

export function createVirtualRun(given: VirtualRunOf): VirtualRun {
  const { step, definition, input, context } = given;
  const derive = given.derive ?? ((facts: ClockFacts) => facts);
  let now = given.at;
  let writes = 0;
  let commands = 0;
  const asked = new Map<string, number>();
  const answers = new Map<string, { at: Instant; input: KernelInput }>();
  const opened = startRun(openBook(input, context, given.state), definition, step, { id: `start/${input.n}`, now, input, context });
  let { book } = opened;

  const waits = <K extends Subscription['kind']>(kind: K) => Object.values(book.state.subscriptions).filter((wait): wait is Extract<Subscription, { kind: K }> => wait.kind === kind);
  const isRunning = (): boolean => book.state.status === 'running';

  /** What the workflow does between a step and its write, until nothing follows any more. */
  function settle(): void {
    for (let isSettled = false; !isSettled;) {
      isSettled = true;
      for (const timer of isRunning() ? waits('timer') : []) {
        if (timer.dueAt !== null || timer.spec.kind !== 'workingTime') continue;
        const dueAt = given.resolveTimer?.({ iso: timer.spec.iso, calendar: timer.spec.calendar, from: timer.armedAt, pauses: timer.spec.pauses }) ?? now;
        apply({ id: `timer/${timer.id}/resolved`, now, type: 'timerResolved', timer: timer.id, dueAt });
        isSettled = false;
      }
      for (const { effect, attempt, request } of isRunning() ? waits('activity') : []) if (!answers.has(`${effect}#${attempt}`)) performed(effect, attempt, request);
    }
    const clocks = isRunning() ? book.clocks.filter((clock) => isUnderived(clock) && asked.get(clock.id) !== clock.revision) : [];
    for (const clock of clocks) asked.set(clock.id, clock.revision);
    if (clocks.length > 0) book = bookDerived(book, clocks.map((clock) => derive(clock, now)), now, { definition, step });
  }

  function performed(effect: string, attempt: number, request: ActivityRequest): void {
    const done = given.perform?.(request, now) ?? { result: null };
    const at = instantOf(epochMs(now) + (done.afterMs ?? 0));
    const id = `effect/${effect}#${attempt}`;
    answers.set(`${effect}#${attempt}`, { at, input: 'result' in done ? { id, now: at, type: 'effectDone', effect, result: done.result } : { id, now: at, type: 'effectFailed', effect, ...done.failed } });
  }

  function apply(news: KernelInput): Answer {
    const done = applyInput(book, definition, step, news);
    book = done.book;
    return done.answer;
  }

  function submit(news: KernelInput): Answer {
    const answer = apply(news);
    settle();
    return answer;
  }

  /** The next thing that happens by itself, and when. */
  function nextThing(): { at: Instant; happen(): void } | null {
    if (!isRunning()) return null;
    const deadline = nearestDeadline(book.clocks);
    const things = [
      ...waits('timer').flatMap((timer) => (timer.dueAt === null ? [] : [{ at: timer.dueAt, happen: () => { submit({ id: `timer/${timer.id}/${now}`, now, type: 'timer', timer: timer.id }); } }])),
      ...waits('activity').flatMap(({ effect, attempt }) => {
        const answer = answers.get(`${effect}#${attempt}`);
        return answer === undefined ? [] : [{ at: answer.at, happen: () => { submit(answer.input); } }];
      }),
      ...(deadline === null ? [] : [{ at: deadline.at, happen: () => { book = bookDeadlines(book, now, { definition, step }); settle(); } }]),
    ];
    return things.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))[0] ?? null;
  }

  /** When the last thing happened that is to be written: a ticket that nobody touched for a week was not changed just now. */
  const lastNews = (): Instant => [book.log.at(-1)?.at ?? '', book.events.at(-1)?.at ?? ''].sort().at(-1) || now;
  const nextId = (): string => `${book.runId}/command/${commands += 1}`;
  /** Everything that is due before something else is done at this instant. */
  function advanceTo(at: Instant): void {
    for (let next = nextThing(); next !== null && next.at <= at; next = nextThing()) {
      if (next.at > now) now = next.at;
      next.happen();
    }
    if (at > now) now = at;
  }

  settle();
  advanceTo(now);
  const told = (news: KernelInput): Answer => {
    const answer = submit(news);
    advanceTo(now);
    return answer;
  };
  return {
    get book() { return book; },
    get now() { return now; },
    startAnswer: opened.answer,
    advanceTo,
    act: ({ commandId = nextId(), taskId, action, taskRevision, actor, data }) => told({ id: commandId, now, type: 'task', taskId, action, taskRevision, actor, data }),
    send: ({ id = nextId(), name, key, data = {}, by = machine }) => told({ id, now, type: 'message', name, key, data, by }),
    cancel: (reason, by) => told({ id: nextId(), now, type: 'cancel', reason, by }),
    mend: (incident, action, by) => told({ id: nextId(), now, type: 'incident', incident, action, by }),
    takeWrite() {
      if (!book.isDirty) return null;
      writes += 1;
      const write = takeWrite(book, { continuation: 0, historyLength: 0, startedAtMs: epochMs(now), write: writes }, lastNews());
      book = markWritten(book, write);
      return write;
    },
    written: () => ({ runId: book.runId, seq: book.writtenSeq, event: book.writtenEvent }),
    carried: () => ({ book, continuation: 1, write: writes, isParked: false }),
  };
}

/** True when everything booked was taken by a write. */
export const isWritten = (book: RunBook): boolean => !book.isDirty && book.writtenSeq === book.state.seq && book.writtenEvent === lastEvent(book);
