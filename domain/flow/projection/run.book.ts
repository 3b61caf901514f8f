/**
 * The run's book: the kernel's state with everything the shell derives from it (clocks, ticket, events) and what is not yet written. Decides what
 * a write says; when to write, what to start and stop is left to whoever drives it: the Temporal workflow, or the virtual run of seed and tests.
 */
import { z } from 'zod';
import type { Instant } from '../../values.ts';
import type { DomainEvent } from '../../audit/event.schema.ts';
import type { ObjectRef } from '../../object/object.schema.ts';
import type { ClockFacts } from '../../sla/clock.ts';
import { graverPriority, type Priority } from '../../ticket/ticket.schema.ts';
import type { Answer, Definition, KernelInput, RunState, StepResult, TaskState, Vars } from '../kernel/kernel.types.ts';
import { bytesOf } from '../kernel/kernel.size.ts';
import { calledRunId, type CallOutcome } from '../call/call.ports.ts';
import { callFailure, resultOfCall } from '../call/call.request.ts';
import { runIdOf, type RunBook, type RunContext, type RunEnding, type RunFence, type RunInput, type RunTicketPatch, type RunWrite } from '../run.ports.ts';
import { actorOf, clockActor, flowActor, eventsOfClocks, eventsOfStep, eventsOfTicket, type EventDraft } from './run.events.ts';
import { clocksTakenBack, endingOf, takenUp } from './run.ending.ts';
import { levelOutcome, reachedLevels } from './run.escalation.ts';
import { followTicket, passDeadlines, settleClocks, startClocks, takeUp, withFormerClocks } from './run.clocks.ts';
import { isPriority, isVars, nextMarks, noMarks, openingPatch, rootVariables, ticketPatch, ticketVariable } from './ticket.patch.ts';

/** The kernel's step as the book calls it. Never throws: what it cannot stand becomes an incident. */
export type KernelStep = (definition: Definition, state: RunState, input: KernelInput, into?: Definition) => StepResult;

/** What an escalation steps the run with: it may change the ticket. Absent: clocks are only looked at. */
export interface Stepping { definition: Definition; step: KernelStep }

export interface Booked { book: RunBook; answer: Answer }

/** A book with the state of a run that has not begun. */
export function openBook(input: RunInput, context: RunContext, state: RunState): RunBook {
  const { caller } = input;
  const clocks = caller !== undefined ? [] : input.previous === undefined ? context.clocks : withFormerClocks(context.clocks, input.previous.clocks);
  return {
    runId: caller === undefined ? runIdOf(input.ticket.id, input.n) : calledRunId(caller.run, caller.effect), n: input.n, ticket: input.ticket, state, clocks,
    context: { clockStates: context.clockStates, initialState: context.initialState, targets: context.targets },
    marks: noMarks, writtenSeq: 0, writtenEvent: 0, log: [], events: [], isOpened: false, isDirty: false, ...(caller === undefined ? {} : { caller }),
  };
}

/** Starts the run: variables of context and caller, clocks, the ticket's first events. */
export function startRun(book: RunBook, definition: Definition, step: KernelStep, start: { id: string; now: Instant; input: RunInput; context: RunContext }): Booked {
  const { input, context, now } = start;
  const { ticket } = input;
  if (input.caller !== undefined) return stepBook(book, definition, step, { id: start.id, now, type: 'start', at: input.start.at, variables: { alarm: null, ...context.variables, ticket: ticketVariable(ticket, context.initialState), ...input.start.variables }, by: flowActor, isCalled: true, ...(input.caller.hears ? { isHeard: true } : {}) });
  const variables: Vars = {
    alarm: null, ...context.variables, ...input.start.variables, ticket: ticketVariable(ticket, context.initialState),
  };
  const opened: EventDraft = input.n === 1
    ? { action: 'ticket.opened', at: ticket.openedAt, actor: ticket.openedBy, data: { title: ticket.title, type: ticket.type, priority: ticket.priority } }
    : { action: 'ticket.reopened', at: now, actor: ticket.openedBy, data: { run: input.n } };
  const noted = note(book, [opened]);
  return stepBook(noted, definition, step, { id: start.id, now, type: 'start', at: input.start.at, variables, by: ticket.openedBy }, openingPatch({ ...ticket, priority: input.previous?.priority ?? ticket.priority }, book.context));
}

/** Begins where the former run stood before the word that ended it. The clocks of `book` are those that run left. */
export function takeBackRun(book: RunBook, ending: RunEnding, now: Instant): Booked {
  const { state, log } = takenUp(ending, book.n, now);
  const clocks = clocksTakenBack(book.clocks, ending.clocks);
  const begun: RunBook = { ...book, state, log, clocks, marks: ending.marks, isDirty: true };
  const reopened: EventDraft = { action: 'ticket.reopened', at: now, actor: ending.by, data: { run: book.n, takenBack: ending.word } };
  return { book: note(begun, [reopened, ...eventsOfTicket(ending.left, ticketOf(begun), now, ending.by), ...eventsOfClocks(book.clocks, clocks, now)]), answer: { accepted: true, seq: state.seq } };
}

/** Applies one input and everything that follows from it for ticket and clocks. Refusals and repeats change nothing that is written. `into`: of `migrate`, as the kernel takes it. */
export function applyInput(book: RunBook, definition: Definition, step: KernelStep, input: KernelInput, into?: Definition): Booked {
  switch (input.type) {
    case 'migrate': return stepBook(book, definition, step, input, undefined, into);
    case 'message': return inTurn(book, definition, step, [...alarmFacts(book, input), input]);
    case 'resume': return resumed(book, definition, step, input);
    default: return stepBook(book, definition, step, input);
  }
}

/** What was held is stepped one by one, in the order it came, each as an input that came now. The answer is that to the word itself. */
function resumed(book: RunBook, definition: Definition, step: KernelStep, input: Extract<KernelInput, { type: 'resume' }>): Booked {
  const held = book.state.suspended?.held ?? [];
  const done = stepBook(book, definition, step, input);
  if (done.book.state.suspended !== undefined) return done;
  return { ...done, book: held.reduce((before, one) => stepBook(before, definition, step, { ...one, id: `${one.id}/${input.id}`, now: input.now }).book, done.book) };
}

/** The answer to several inputs is the answer to the last. */
function inTurn(book: RunBook, definition: Definition, step: KernelStep, inputs: readonly KernelInput[]): Booked {
  return inputs.reduce<Booked>((done, input) => stepBook(done.book, definition, step, input), { book, answer: { accepted: true, seq: book.state.seq } });
}

/**
 * What alarms say is a fact of the ticket, whether or not the flow waits for it: that it fires or has recovered; and, when its source calls it graver
 * than before, a priority that raises the ticket's and never lowers it.
 */
function alarmFacts(book: RunBook, { id, now, name, data, by }: Extract<KernelInput, { type: 'message' }>): KernelInput[] {
  if (name !== 'alarm.firing' && name !== 'alarm.recovered' && name !== 'alarm.severity') return [];
  const { isFiring, priority } = ticketOf(book);
  const said = data['priority'];
  const ticket: Vars = {
    ...(name !== 'alarm.severity' && isFiring !== (name === 'alarm.firing') ? { isFiring: name === 'alarm.firing' } : {}),
    ...(isPriority(said) && graverPriority(said, priority) !== priority ? { priority: said } : {}),
  };
  const alarm: Vars = typeof data['severity'] === 'string' ? { severity: data['severity'] } : {};
  const known = rootVariables(book.state);
  const variables = Object.fromEntries(Object.entries({ ticket, alarm }).flatMap(([variable, change]) => {
    const before = known[variable];
    return Object.keys(change).length > 0 && isVars(before) ? [[variable, { ...before, ...change }]] : [];
  }));
  return Object.keys(variables).length > 0 ? [{ id: `${id}/ticket`, now, type: 'setVariables', variables, by }] : [];
}

/** `opened`: the ticket before a run that starts. Without a log line nothing happened that anyone reads: a refusal, a repeat. An input the kernel set aside is refused and has lines: its incident. */
function stepBook(book: RunBook, definition: Definition, step: KernelStep, input: KernelInput, opened?: RunTicketPatch, into?: Definition): Booked {
  const result = step(definition, book.state, input, into);
  if (result.log.length === 0) return { book: result.state === book.state ? book : { ...book, state: result.state }, answer: result.answer };
  const stepped: RunBook = { ...book, state: result.state, log: [...book.log, ...result.log], isDirty: true };
  if (book.caller !== undefined) return { book: noteCalled(book, stepped, input, result, definition, into), answer: result.answer };
  const before = opened ?? ticketOf(book);
  const after = ticketOf(stepped);
  const clocks = result.answer.accepted ? clocksAfter(book, opened ? { ...before, state: null } : before, after, input) : book.clocks;
  const drafts = eventsOfStep({ input, isAccepted: result.answer.accepted, effects: result.effects, definition, tasksBefore: tasksOf(book.state), runId: book.runId, into, stoodAt: (token) => book.state.tokens[token]?.node });
  const told = eventsOfTicket(before, after, input.now, actorOf(input));
  const marks = nextMarks(book.marks, before, after, input.now);
  const ending = result.answer.accepted ? endingOf(book, result.state, { ...after, ...marks }, input) : null;
  return { book: note({ ...stepped, marks, clocks, ...(ending === null ? {} : { ending }) }, inTelling([...drafts, ...told, ...eventsOfClocks(book.clocks, clocks, input.now)])), answer: result.answer };
}

/** A called run tells what its steps do; the ticket's states and its end are its caller's to tell. */
function noteCalled(book: RunBook, stepped: RunBook, input: KernelInput, { answer, effects }: StepResult, definition: Definition, into: Definition | undefined): RunBook {
  const drafts = eventsOfStep({ input, isAccepted: answer.accepted, effects, definition, tasksBefore: tasksOf(book.state), runId: book.runId, into, stoodAt: (token) => book.state.tokens[token]?.node }).filter(({ action }) => action !== 'ticket.cancelled');
  const failure = effects.find((effect) => effect.type === 'failed');
  return note({ ...stepped, ...(failure === undefined ? {} : { failed: { code: failure.code, message: failure.message } }) }, inTelling(drafts));
}

/** What a called run that is over hands back; null while it is under way, and of a run nobody called. */
export function callOutcomeOf({ caller, state, failed }: RunBook): CallOutcome | null {
  if (caller === undefined || state.status === 'running') return null;
  if (state.status === 'completed' || state.status === 'terminated') return { is: 'done', result: resultOfCall(rootVariables(state), caller.wanted) };
  return failed === undefined ? callFailure('FLOW_CALL_ENDED', { flow: state.definition.id }) : { is: 'failed', ...failed };
}

function clocksAfter(book: RunBook, before: { state: string | null; priority: Priority }, after: RunTicketPatch, input: KernelInput): ClockFacts[] {
  const isTakenUp = input.type === 'task' && ['claim', 'assign', 'complete'].includes(input.action) && input.actor.person !== book.ticket.requester;
  const clocks = input.type === 'start' ? startClocks(book.clocks, book.ticket.openedAt) : isTakenUp ? takeUp(book.clocks, input.now) : book.clocks;
  return followTicket(clocks, before, after, book.context, input.now);
}

/** The end of a run is told last. */
const inTelling = (drafts: readonly EventDraft[]): EventDraft[] => {
  const isEnd = ({ action }: EventDraft): boolean => action === 'run.completed' || action === 'run.failed';
  return [...drafts.filter((draft) => !isEnd(draft)), ...drafts.filter(isEnd)];
};

/** Gives drafts their numbers, refs and origin. Events of one origin are numbered without gaps. */
function note(book: RunBook, drafts: readonly EventDraft[]): RunBook {
  if (drafts.length === 0) return book;
  const last = book.events.at(-1)?.seq ?? book.writtenEvent;
  const own: ObjectRef[] = [{ kind: 'ticket', id: book.ticket.id }, { kind: 'run', id: book.runId }, ...(book.ticket.object ? [book.ticket.object] : [])];
  const events = drafts.map((draft, index): DomainEvent => {
    const { at, action, actor, onBehalfOf = null, refs = [], data, ...change } = draft;
    const seq = last + 1 + index;
    return { id: `${book.runId}/${seq}`, at, action, actor, onBehalfOf, refs: [...own, ...refs], ...change, data, origin: book.runId, seq, isConfirmed: false };
  });
  return { ...book, events: [...book.events, ...events], isDirty: true };
}

/** Clocks as an activity derived them. */
export const bookDerived = (book: RunBook, derived: readonly ClockFacts[], now: Instant, stepping?: Stepping): RunBook => withClocks(book, settleClocks(book.clocks, derived, now), now, stepping);

/** Warnings, breaches and levels of escalation that are due. */
export const bookDeadlines = (book: RunBook, now: Instant, stepping?: Stepping): RunBook => withClocks(book, passDeadlines(book.clocks, now), now, stepping);

/** Clocks with the deadlines that a write has derived and stored: nothing to write again, unless one of them has passed. */
export function bookStored(book: RunBook, derived: readonly ClockFacts[], at: Instant, stepping?: Stepping): RunBook {
  const clocks = settleClocks(book.clocks, derived, at);
  const events = eventsOfClocks(book.clocks, clocks, at);
  return escalated(book.clocks, note({ ...book, clocks, isDirty: book.isDirty || events.length > 0 }, events), at, stepping);
}

function withClocks(book: RunBook, clocks: ClockFacts[], now: Instant, stepping?: Stepping): RunBook {
  if (clocks.every((clock, index) => clock === book.clocks[index])) return book;
  return escalated(book.clocks, note({ ...book, clocks, isDirty: true }, eventsOfClocks(book.clocks, clocks, now)), now, stepping);
}

/** Tells every level that was reached since `before`, and lets it change the ticket as any fact decided outside of the flow does. */
function escalated(before: readonly ClockFacts[], noted: RunBook, now: Instant, stepping: Stepping | undefined): RunBook {
  return reachedLevels(before, noted.clocks).reduce((book, reached) => {
    const { event, change } = levelOutcome(reached, ticketOf(book));
    const told = note({ ...book, isDirty: true }, [event]);
    const ticket = rootVariables(book.state)['ticket'];
    if (stepping === undefined || Object.keys(change).length === 0 || !isVars(ticket) || book.state.status !== 'running') return told;
    const id = `escalation/${reached.clock.id}/${reached.level}/${reached.at}`;
    return stepBook(told, stepping.definition, stepping.step, { id, now, type: 'setVariables', variables: { ticket: { ...ticket, ...change } }, by: clockActor }).book;
  }, noted);
}

/** What the run says about its ticket now. */
export const ticketOf = (book: RunBook): RunTicketPatch => ticketPatch(book.state, book.marks, book.ticket, book.context);

/** Open tasks by id. */
export const tasksOf = (state: RunState): Map<string, TaskState> =>
  new Map(Object.values(state.subscriptions).flatMap((held) => (held.kind === 'task' ? [[held.task.id, held.task] as const] : [])));

/** The write of everything since the last one that landed. */
export function takeWrite(book: RunBook, fence: RunFence, now: Instant): RunWrite {
  return {
    runId: book.runId, ticketId: book.ticket.id, n: book.n, at: now, fence,
    fromSeq: book.writtenSeq + 1, toSeq: book.state.seq, log: book.log,
    fromEvent: book.writtenEvent + 1, toEvent: lastEvent(book), events: book.events,
    snapshot: { state: book.state, ticket: ticketOf(book), clocks: book.clocks },
    ticket: book.ticket, isOpening: !book.isOpened, ...(book.ending === undefined ? {} : { ending: book.ending }), ...(book.caller === undefined ? {} : { caller: book.caller.run }),
  };
}

/** Bytes as JSON of what may wait to be written before a run takes no more: twice that, and the state, fit into what Temporal takes for one input (2 MB). */
const mostUnwrittenBytes = 384 * 1024;
export function isBehind({ log, events }: Pick<RunBook, 'log' | 'events'>, most = mostUnwrittenBytes): boolean {
  let bytes = 0;
  for (const one of [log, events]) for (const entry of one) bytes += bytesOf(entry);
  return bytes > most;
}

/** Number of the last event noted. */
export const lastEvent = (book: RunBook): number => book.events.at(-1)?.seq ?? book.writtenEvent;

/**
 * The book after a write has landed; what was booked meanwhile stays to be written. A refusal is remembered in the state and has no line of the log: it is
 * nothing to write. `countsRefusals`: runs from before patch run-flow-refusals-unwritten write once more because of one.
 */
export function markWritten(book: RunBook, write: RunWrite, countsRefusals = false): RunBook {
  const log = book.log.filter((entry) => entry.seq > write.toSeq);
  const events = book.events.filter((event) => event.seq > write.toEvent);
  const { state } = write.snapshot;
  const isSame = (countsRefusals ? book.state === state : book.state.seq === state.seq) && book.clocks === write.snapshot.clocks;
  return { ...book, writtenSeq: write.toSeq, writtenEvent: write.toEvent, log, events, isOpened: true, isDirty: book.isDirty && !(isSame && log.length === 0 && events.length === 0) };
}

const instant = z.string().nullable();
/** What the shell itself relies on in a book that comes back; the kernel's state is parsed by the kernel. */
const bookShape = z.object({
  runId: z.string(), n: z.number().int(), ticket: z.object({ id: z.string(), key: z.string() }).loose(), state: z.object({}).loose(), clocks: z.array(z.object({ id: z.string() }).loose()),
  context: z.object({ clockStates: z.record(z.string(), z.object({}).loose()), initialState: z.string(), targets: z.record(z.string(), z.object({}).loose()) }),
  marks: z.object({ resolvedAt: instant, closedAt: instant, recoveredAt: instant }),
  writtenSeq: z.number().int().nonnegative(), writtenEvent: z.number().int().nonnegative(),
  log: z.array(z.object({ seq: z.number().int() }).loose()), events: z.array(z.object({ seq: z.number().int() }).loose()), isOpened: z.boolean(), isDirty: z.boolean(),
});

/** A book that was carried over. Throws RangeError when it is none: a run cannot go on from half a book. */
export function parseRunBook(carried: unknown, parseState: (state: unknown) => RunState): RunBook {
  const shape = bookShape.safeParse(carried);
  if (!shape.success) throw new RangeError(`not a run's book: ${z.prettifyError(shape.error)}`);
  return { ...(carried as RunBook), state: parseState(shape.data.state) };
}
