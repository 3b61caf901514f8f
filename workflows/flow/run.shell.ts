/** A run between two writes: holds its book, steps it in one turn, lets effects and clocks follow, and says when there is something to write. */
import { ApplicationFailure, sleep, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { RunChange } from '#domain/flow/engine.ports';
import type { Answer, Definition, KernelInput } from '#domain/flow/kernel/kernel.types';
import type { KernelVersion } from '#domain/flow/kernel/kernel.versions';
import { applyInput, bookDeadlines, bookDerived, bookStored, derivableClocks, isBehind, kernel, openBook, parseEnding, parseRunBook, startRun, takeBackRun, ticketOf, underivedClocks, withoutChains } from '#workflows/core';
import type { RunBook, RunContext, RunInput } from '#domain/flow/run.ports';
import type { ClockFacts } from '#domain/sla/clock';
import type { Instant } from '#domain/values';
import { runAttributes } from './run.attributes.ts';
import { createTurns, failureOf, local, patient, read } from './run.activities.ts';
import { createCalls, type RunCalls } from './run.calls.ts';
import { createClockTimer } from './run.clock-timer.ts';
import { createEffects, type Effects } from './run.effects.ts';
import { createEscalations, type Escalations } from './run.escalations.ts';
import type { RunInstants } from './run.instants.ts';
import { createWorks, type RunWorks } from './run.works.ts';
import { createRunWriter, type RunWriter } from './run.writer.ts';

export interface RunShell {
  readonly book: RunBook;
  readonly writer: RunWriter;
  readonly effects: Effects;
  readonly calls: RunCalls;
  readonly works: RunWorks;
  readonly escalations: Escalations;
  /** What the start came to; a carried run has started. */
  readonly startAnswer: Answer;
  /** Checks and steps in one turn, without any await; what follows from it is under way when it returns. */
  submit(input: KernelInput): Answer;
  /** Loads another definition, then steps and switches to it in one turn. What cannot be loaded is refused. */
  change(change: Omit<RunChange, 'at'>, now: () => Instant): Promise<Answer>;
  /** What is not written yet is as much as the run can carry, and nothing can be written now. */
  isFull(): boolean;
  /** Whether a pass of `turn` would do something. */
  hasWork(): boolean;
  /** Derives what is not known, then writes once. */
  turn(): Promise<void>;
  /** Writes anew, whether or not something changed. */
  rewrite(isMissing: boolean): void;
}

export interface RunShellOf {
  instants: RunInstants;
  /** Patch run-flow-told-from-outside. */
  isToldFromOutside: boolean;
  /** Patch run-flow-ends-quietly. */
  isEndingQuietly: boolean;
  /** Patch run-flow-looks-again. */
  isLookingAgain: boolean;
  /** Patch run-flow-escalates. */
  isEscalating: boolean;
  /** Patch run-flow-refusals-unwritten. */
  isQuietOnRefusals: boolean;
  /** Patch run-flow-set-aside-rests. */
  isRestingSetAside: boolean;
  /** Patch run-flow-leaves-before-continuing. */
  isLeavingFirst: boolean;
  /** Patches run-flow-kernel-1-1 and run-flow-kernel-1-2. */
  kernelVersion: KernelVersion;
}

/** Loads what the run stands on and starts it, or takes it up where it was carried to. Throws ApplicationFailure when there is no such version. */
export async function openRunShell(input: RunInput, given: RunShellOf): Promise<RunShell> {
  const carried = input.resumed;
  if (carried !== undefined) {
    const file = await loadDefinition(input);
    const definition = compiled(() => kernel.compile(file, input.definition));
    const book = compiled(() => parseRunBook(carried.book));
    return shellOf(input, definition, { book, answer: { accepted: true, seq: book.state.seq } }, given);
  }
  const loaded = await loadAll(input, given.isToldFromOutside);
  const { file } = loaded;
  const context = given.isEscalating ? loaded.context : withoutChains(loaded.context);
  const definition = compiled(() => kernel.compile(file, input.definition));
  const now = given.instants.of(input.askedAt);
  const book = openBook(input, context, kernel.start(definition, given.kernelVersion));
  const { takenBack } = input;
  const begun = takenBack === undefined
    ? startRun(book, definition, kernel.step, { id: `start/${input.n}`, now, input, context })
    : takeBackRun(book, compiled(() => parseEnding(takenBack)), now);
  return shellOf(input, definition, begun, given);
}

async function loadAll({ definition, ticket }: RunInput, isInOne: boolean): Promise<{ file: FlowFile; context: RunContext }> {
  if (isInOne) return read(() => local.openRun(definition, ticket), () => patient.openRun(definition, ticket));
  const file = await read(() => local.loadDefinition(definition), () => patient.loadDefinition(definition));
  return { file, context: await read(() => local.loadRunContext(ticket), () => patient.loadRunContext(ticket)) };
}

/** A run that goes on waits until its version is back as it was published; one that has not begun is refused. */
async function loadDefinition({ definition }: RunInput): Promise<FlowFile> {
  for (;;) {
    try {
      return await read(() => local.loadDefinition(definition), () => patient.loadDefinition(definition));
    } catch {
      await sleep('1 minute');
    }
  }
}

/** What throws here would throw at every try: fail the run with the code instead of its workflow task for ever. */
function compiled<T>(make: () => T): T {
  try {
    return make();
  } catch (thrown) {
    const { message, code } = thrown as { message?: string; code?: string };
    throw ApplicationFailure.nonRetryable(message ?? 'cannot be read', code ?? 'RUN_STATE_INVALID');
  }
}

function shellOf(input: RunInput, first: Definition, opened: { book: RunBook; answer: Answer }, { instants, isToldFromOutside, isEndingQuietly, isLookingAgain, isQuietOnRefusals, isRestingSetAside, isLeavingFirst }: RunShellOf): RunShell {
  let { book } = opened;
  let definition = first;
  let stepping = { definition, step: kernel.step };
  const asked = new Map<string, number>();
  /** A deadline has come, as far as was known: what is due is asked again before it is said. No timer is armed meanwhile. */
  let look: { at: Instant; isAsked: boolean } | null = null;
  const inTurn = createTurns();
  const calls = createCalls({ input, book: () => book, inTurn, instants, isLeavingFirst });
  const works = createWorks({ settings: input.settings, instants });
  const effects = createEffects({ runId: book.runId, calls, works, inTurn, ticketId: book.ticket.id, instants, isStamped: isToldFromOutside, isRestingSetAside, tell: (news) => { submit(news); } });
  const escalations = createEscalations({ caller: book.caller, instants, tell: (news) => { submit(news); escalate(); } });
  const clockTimer = createClockTimer((due) => {
    // Left behind by a run that has ended and waits for its last write.
    if (book.state.status !== 'running') return;
    if (isLookingAgain) look = { at: instants.of(due), isAsked: false };
    else {
      book = bookDeadlines(book, instants.of(due), stepping);
      follow();
    }
  });
  const writer = createRunWriter({
    book: () => book, landed, inTurn, instants, isConfirming: !isToldFromOutside, countsRefusals: !isQuietOnRefusals, continuation: input.resumed?.continuation ?? 0, write: input.resumed?.write ?? 0, isParked: input.resumed?.isParked ?? false,
  });

  /** Nothing is told outside before it is written. So no command comes between a write and what waits for it, where a replay would have it later. */
  function escalate(): void { if (!book.isDirty) escalations.follow(book.state); }

  function follow(): void {
    const isRunning = book.state.status === 'running';
    effects.follow(book.state);
    if (!isRunning && isEndingQuietly) return;
    clockTimer.follow(isRunning && look === null ? book.clocks : null);
    const changed = runAttributes(book.state.definition, book.ticket.key, ticketOf(book), workflowInfo().typedSearchAttributes);
    if (changed.length > 0) upsertSearchAttributes(changed);
  }

  function submit(news: KernelInput): Answer {
    const done = applyInput(book, definition, kernel.step, news);
    book = done.book;
    if (news.type === 'incident' && done.answer.accepted) effects.retry();
    follow();
    return done.answer;
  }

  async function change(asked: Omit<RunChange, 'at'>, now: () => Instant): Promise<Answer> {
    const { definition: ref } = asked;
    let into: Definition;
    try {
      const file = await read(() => inTurn(() => local.loadDefinition(ref)), () => patient.loadDefinition(ref));
      into = kernel.compile(file, ref);
    } catch (thrown) {
      const code = (thrown as { code?: unknown }).code;
      return { accepted: false, code: typeof code === 'string' ? code : failureOf(thrown).code, params: { flow: ref.id, version: ref.version } };
    }
    const done = applyInput(book, definition, kernel.step, { ...asked, now: now(), type: 'migrate' }, into);
    book = done.book;
    // A repeat is answered as the first time, whatever the run stands on by now.
    if (book.state.definition.sha256 === ref.sha256) {
      definition = into;
      stepping = { definition, step: kernel.step };
    }
    follow();
    return done.answer;
  }

  function landed(written: RunBook, derived: readonly ClockFacts[], at: Instant): void {
    book = derived.length === 0 ? written : bookStored(written, derived, at, stepping);
    if (derived.length > 0) follow();
    escalate();
  }

  /** Before the patch. A clock whose calendar gives no answer is not asked for again until its facts change. */
  const underived = () => (isToldFromOutside ? [] : underivedClocks(book.state.status, book.clocks).filter((clock) => asked.get(clock.id) !== clock.revision));

  async function derive(): Promise<void> {
    const clocks = underived();
    if (clocks.length === 0) return;
    for (const clock of clocks) asked.set(clock.id, clock.revision);
    const at = instants.latest();
    try {
      // Read the book only after the wait: others step it meanwhile.
      const derived = await inTurn(() => local.deriveClocks(clocks, at));
      book = bookDerived(book, derived, instants.latest(), stepping);
    } catch (thrown) {
      if (!failureOf(thrown).isFinal) void patient.deriveClocks(clocks, at).then((derived) => { book = bookDerived(book, derived, instants.latest(), stepping); follow(); }, () => undefined);
    }
    follow();
  }

  function seen(derived: readonly ClockFacts[], at: Instant): void {
    look = null;
    if (book.state.status === 'running') book = bookDerived(book, derived, at, stepping);
    follow();
  }

  /** MongoDB is asked by an ordinary activity when it is away; a derivation that cannot be made leaves the deadlines as they were known. */
  async function lookAgain(): Promise<void> {
    if (look === null || look.isAsked) return;
    look.isAsked = true;
    const { at } = look;
    const clocks = derivableClocks(book.state.status, book.clocks);
    try {
      seen(await inTurn(() => local.deriveClocks(clocks, at)), at);
    } catch (thrown) {
      if (failureOf(thrown).isFinal) seen([], at);
      else void patient.deriveClocks(clocks, at).then((derived) => seen(derived, at), () => seen([], at));
    }
  }

  const mayWrite = (): boolean => !writer.isParked && !writer.isStale;
  if (opened.answer.accepted) {
    follow();
    escalate();
  }
  return {
    get book() { return book; },
    writer, effects, calls, works, escalations, startAnswer: opened.answer, submit, change,
    isFull: () => (writer.isParked || writer.isStale) && isBehind(book, input.settings?.maxUnwrittenBytes),
    hasWork: () => (look !== null && !look.isAsked) || (book.isDirty && mayWrite()) || underived().length > 0,
    async turn() {
      await lookAgain();
      await derive();
      if (book.isDirty && mayWrite()) await writer.flush();
    },
    rewrite: (isMissing) => { book = { ...book, isDirty: true, isOpened: book.isOpened && !isMissing }; },
  };
}
