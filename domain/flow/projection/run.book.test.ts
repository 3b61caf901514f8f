import { describe, expect, it } from 'vitest';
import type { ClockFacts } from '../../sla/clock.ts';
import { newClock } from '../../sla/clock.ts';
import { plusMs, type Instant } from '../../values.ts';
import { definitionRef } from '../file/flow.canonical.ts';
import { flowFileSchema, type FlowFile } from '../flow.schema.ts';
import { createKernel } from '../kernel/kernel.ts';
import { parseRunState } from '../kernel/kernel.state.ts';
import type { TaskActor } from '../kernel/kernel.types.ts';
import { nodeKinds } from '../nodes/index.ts';
import type { RunContext, RunInput } from '../run.ports.ts';
import { applyInput, markWritten, parseRunBook, takeWrite } from './run.book.ts';
import { createVirtualRun, isWritten, type VirtualRun, type VirtualRunOf } from './virtual.run.ts';

const at: Instant = '2026-03-02T09:00:00.000Z';
const kernel = createKernel(nodeKinds);
const hour = 3_600_000;

const file: FlowFile = flowFileSchema.parse({
  formatVersion: 1, key: 'incident', name: { en: 'Incident' },
  nodes: {
    start: { kind: 'start', name: { en: 'Start' }, ticketState: 'new' },
    work: { kind: 'task', name: { en: 'Work' }, ticketState: 'in-progress', config: { assignments: [{ by: 'team', team: 'network' }], outcomes: [{ key: 'ask', name: { en: 'Ask' } }, { key: 'done', name: { en: 'Done' } }] } },
    ask: { kind: 'task', name: { en: 'Ask' }, ticketState: 'waiting', config: { assignments: [{ by: 'relation', relation: 'requester' }], outcomes: [{ key: 'answered', name: { en: 'Answered' } }] } },
    call: { kind: 'activity', name: { en: 'Repair' }, config: { activity: 'http', inputs: { url: 'http://device/' }, resultVariable: 'repaired' } },
    quiet: { kind: 'timer', name: { en: 'Quiet' }, config: { mode: 'workingTime', value: 'PT1H', calendar: 'business' } },
    end: { kind: 'end', name: { en: 'End' }, ticketState: 'closed' },
  },
  edges: {
    a: { from: 'start', to: 'work' }, b: { from: 'work', to: 'ask', outcome: 'ask' }, c: { from: 'ask', to: 'work', outcome: 'answered' }, d: { from: 'work', to: 'call', outcome: 'done' }, e: { from: 'call', to: 'quiet' }, f: { from: 'quiet', to: 'end' },
  },
});
const ref = definitionRef(file, 'incident', 1);
const definition = kernel.compile(file, ref);
const ana: TaskActor = { person: 'ana', name: 'Ana', teams: ['network'], roles: ['agent'], maySupervise: false };
const rita: TaskActor = { person: 'rita', name: 'Rita', teams: [], roles: ['requester'], maySupervise: false };

const context: RunContext = {
  variables: { object: null, team: { id: 'network', name: 'Network', lead: 'ana', manager: 'mia' }, requester: { id: 'rita', name: 'Rita', manager: null } },
  clocks: [newClock({ id: 'usual/response', kind: 'response', policyId: 'usual', calendarId: 'c', target: 'PT1H' }), newClock({ id: 'usual/resolution', kind: 'resolution', policyId: 'usual', calendarId: 'c', target: 'PT8H', warn: '75%' })],
  clockStates: {
    new: { clock: 'running', pauseReason: null, category: 'open' }, 'in-progress': { clock: 'running', pauseReason: null, category: 'open' }, waiting: { clock: 'paused', pauseReason: 'Waiting for the requester', category: 'waiting' },
    closed: { clock: 'stopped', pauseReason: null, category: 'closed' }, withdrawn: { clock: 'stopped', pauseReason: null, category: 'cancelled' },
  },
  initialState: 'new', targets: { response: { P1: { target: 'PT15M', warn: null, policyId: 'urgent', calendarId: 'c', isPausable: false } } },
};
const input: RunInput = {
  ticket: { id: 't1', key: 'INC-1', type: 'incident', title: 'Switch down', description: '', priority: 'P2', team: 'network', requester: 'rita', object: { kind: 'device', id: 'sw1' }, fields: {}, openedBy: { kind: 'person', id: 'rita' }, openedAt: at, alarm: null, isDemo: false },
  n: 1, definition: ref, start: { at: null, variables: {} },
};
const urgent: RunContext = { ...context, targets: { ...context.targets, resolution: { P1: { target: 'PT4H', warn: null, policyId: 'urgent', calendarId: 'c', isPausable: true } } } };
/** Round-the-clock deadlines, kept simple on purpose: working time has its own tests. */
const derive = (facts: ClockFacts): ClockFacts => {
  const hours = facts.target === 'PT15M' ? 0.25 : Number(/PT(\d+)H/.exec(facts.target)?.[1]);
  const held = facts.pauses.reduce((sum, pause) => sum + (pause.to === null ? 0 : Date.parse(pause.to) - Date.parse(pause.from)), 0);
  return { ...facts, dueAt: plusMs(facts.startedAt!, hours * hour + held), warnAt: facts.warn === undefined ? null : plusMs(facts.startedAt!, 0.75 * hours * hour + held) };
};
const start = (more: Partial<VirtualRunOf> = {}): VirtualRun => createVirtualRun({ step: kernel.step, definition, state: kernel.start(definition), input, context, at, derive, resolveTimer: ({ from }) => plusMs(from, hour), ...more });
const taskOf = (run: VirtualRun) => Object.values(run.book.state.subscriptions).flatMap((wait) => (wait.kind === 'task' ? [wait.task] : []))[0]!;
const act = (run: VirtualRun, action: 'claim' | 'complete', actor: TaskActor, outcome?: string) => run.act({ taskId: taskOf(run).id, action, taskRevision: taskOf(run).revision, actor, data: outcome === undefined ? {} : { outcome } });
const actions = (run: VirtualRun): string[] => run.book.events.map((event) => event.action);
const clock = (run: VirtualRun, kind: string): ClockFacts => run.book.clocks.find((one) => one.kind === kind)!;

describe('the book of a run', () => {
  it('opens with a ticket, its events and running clocks', () => {
    const run = start();
    expect(run.startAnswer.accepted).toBe(true);
    expect(actions(run)).toEqual(['ticket.opened', 'run.started', 'task.opened', 'ticket.stateChanged', 'clock.started', 'clock.started']);
    const write = run.takeWrite()!;
    expect(write).toMatchObject({ runId: 'run/t1/1', isOpening: true, fromSeq: 1, fromEvent: 1, toEvent: 6, snapshot: { ticket: { state: 'in-progress', category: 'open', priority: 'P2', assignee: null } } });
    expect(write.log.map((entry) => entry.seq)).toEqual(write.log.map((_, index) => index + 1));
    expect(write.events.every((event) => event.refs.some((one) => one.kind === 'device' && one.id === 'sw1'))).toBe(true);
    expect(run.takeWrite()).toBeNull();
  });

  it('meets the response clock when somebody other than the requester takes it up', () => {
    const run = start();
    run.advanceTo(plusMs(at, 600_000));
    act(run, 'claim', ana);
    expect(clock(run, 'response')).toMatchObject({ state: 'met', stoppedAt: plusMs(at, 600_000) });
    expect(clock(run, 'resolution').state).toBe('running');
  });

  it('holds the resolution clock while the ticket waits, with the reason of its state', () => {
    const run = start();
    act(run, 'claim', ana);
    act(run, 'complete', ana, 'ask');
    expect(clock(run, 'resolution')).toMatchObject({ state: 'paused', dueAt: null, pauses: [{ reason: 'Waiting for the requester', to: null }] });
    run.advanceTo(plusMs(at, 2 * hour));
    act(run, 'complete', rita, 'answered');
    expect(clock(run, 'resolution')).toMatchObject({ state: 'running', dueAt: plusMs(at, 10 * hour) });
    expect(actions(run).filter((action) => action.startsWith('clock.'))).toEqual(['clock.started', 'clock.started', 'clock.met', 'clock.paused', 'clock.resumed']);
  });

  it('notes warning and breach at their own instants, in the order they come', () => {
    const run = start();
    run.advanceTo(plusMs(at, 9 * hour));
    const told = run.book.events.filter((event) => ['clock.warned', 'clock.breached'].includes(event.action)).map((event) => [event.action, event.data['kind'], event.at]);
    expect(told).toEqual([['clock.breached', 'response', plusMs(at, hour)], ['clock.warned', 'resolution', plusMs(at, 6 * hour)], ['clock.breached', 'resolution', plusMs(at, 8 * hour)]]);
  });

  it('performs activities and waits working time at their own instants', () => {
    const run = start({ perform: () => ({ result: { isUp: true }, afterMs: 5_000 }) });
    act(run, 'claim', ana);
    act(run, 'complete', ana, 'done');
    expect(run.book.state.status).toBe('running');
    run.advanceTo(plusMs(at, 3 * hour));
    expect(run.book.state).toMatchObject({ status: 'completed', endedAt: plusMs(at, hour + 5_000) });
    expect(actions(run)).toEqual(expect.arrayContaining(['activity.started', 'activity.done', 'ticket.closed', 'run.completed']));
    expect(actions(run).at(-1)).toBe('run.completed');
    expect(run.takeWrite()!.snapshot.ticket).toMatchObject({ state: 'closed', resolvedAt: plusMs(at, hour + 5_000), closedAt: plusMs(at, hour + 5_000) });
  });

  it('leaves a cancelled ticket in the cancelled state of its type, whatever it is called, and its clocks cancelled', () => {
    const run = start();
    run.cancel('a mistake', { kind: 'person', id: 'rita' });
    expect(actions(run)).toContain('ticket.cancelled');
    expect(run.takeWrite()!.snapshot.ticket).toMatchObject({ state: 'withdrawn', category: 'cancelled', closedAt: at });
    expect(run.book.clocks.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  });

  it('refuses without a write', () => {
    const run = start();
    run.takeWrite();
    act(run, 'claim', { ...rita, person: 'nobody' });
    expect(run.takeWrite()).toBeNull();
  });

  it('says in the next write what was booked after the last one was taken', () => {
    const run = start();
    const first = takeWrite(run.book, { continuation: 0, historyLength: 3, startedAtMs: 1, write: 1 }, at);
    act(run, 'claim', ana);
    const book = markWritten(run.book, first);
    expect(book).toMatchObject({ isDirty: true, isOpened: true, writtenSeq: first.toSeq });
    const second = takeWrite(book, { continuation: 0, historyLength: 7, startedAtMs: 2, write: 2 }, at);
    expect(second).toMatchObject({ isOpening: false, fromSeq: first.toSeq + 1, fromEvent: first.toEvent + 1 });
    expect(isWritten(markWritten(book, second))).toBe(true);
  });

  it('has nothing more to write because of what was refused while a write was under way', () => {
    const run = start();
    const write = takeWrite(run.book, { continuation: 0, historyLength: 3, startedAtMs: 1, write: 1 }, at);
    const { book, answer } = applyInput(run.book, definition, kernel.step, { id: 'gone', now: at, type: 'incident', incident: 'none', action: 'retry', by: { kind: 'person', id: 'paul' } });
    expect(answer).toMatchObject({ accepted: false, code: 'INCIDENT_GONE' });
    expect(isWritten(markWritten(book, write))).toBe(true);
    expect(markWritten(book, write, true).isDirty).toBe(true);
  });

  it('comes back from JSON as it was, and refuses half a book', () => {
    const run = start();
    act(run, 'claim', ana);
    expect(parseRunBook(JSON.parse(JSON.stringify(run.book)), parseRunState)).toEqual(run.book);
    expect(() => parseRunBook({ runId: 'run/t1/1' }, parseRunState)).toThrow(/not a run's book/);
  });

  it('goes on with the clocks of the former run when the ticket is reopened', () => {
    const former = start();
    act(former, 'claim', ana);
    former.cancel('closed for the test', { kind: 'person', id: 'rita' });
    const solved = former.book.clocks.map((one) => (one.kind === 'resolution' ? { ...one, state: 'met' as const, stoppedAt: plusMs(at, hour) } : one));
    const next = start({ input: { ...input, n: 2, previous: { clocks: solved, run: 1 } }, at: plusMs(at, 3 * hour) });
    expect(actions(next)[0]).toBe('ticket.reopened');
    expect(next.book.clocks).toHaveLength(2);
    expect(clock(next, 'resolution')).toMatchObject({ state: 'running', startedAt: at, dueAt: plusMs(at, 10 * hour) });
    expect(clock(next, 'response')).toMatchObject({ state: 'met' });
  });

  it('takes the new target of a ticket that is reopened graver, and says so', () => {
    const former = start();
    former.cancel('solved by phone', { kind: 'person', id: 'rita' });
    const solved = former.book.clocks.map((one) => ({ ...one, state: 'met' as const, stoppedAt: plusMs(at, 60_000) }));
    const next = start({ input: { ...input, ticket: { ...input.ticket, priority: 'P1' }, n: 2, previous: { clocks: solved, run: 1, priority: 'P2' } }, context: urgent, at: plusMs(at, hour) });
    expect(next.book.events.find(({ action }) => action === 'ticket.changed')).toMatchObject({ before: { priority: 'P2' }, after: { priority: 'P1' } });
    expect(clock(next, 'resolution')).toMatchObject({ state: 'running', target: 'PT4H', startedAt: at });
  });

  it('takes only values of the right form from the variables', () => {
    const odd = { ...input, start: { at: null, variables: {} }, ticket: { ...input.ticket, title: 'x'.repeat(600) } };
    const run = start({ input: odd });
    expect(run.takeWrite()!.snapshot.ticket.title).toHaveLength(500);
  });
});

describe('a severity that rises', () => {
  const alarmed: RunInput = { ...input, ticket: { ...input.ticket, alarm: { group: 'g1', episode: 1 } }, start: { at: null, variables: { alarm: { group: 'g1', severity: 'warning' } } } };
  const told = (run: VirtualRun, priority: string, name = 'alarm.severity') => run.send({ name, key: 'g1', data: { severity: 'critical', priority }, by: { kind: 'machine', id: 'alarm-group/g1' } });

  it('raises the priority and moves the deadlines, keeping the time elapsed, though no step waits for it', () => {
    const run = start({ input: alarmed, context: urgent });
    run.advanceTo(plusMs(at, hour / 2));
    told(run, 'P1');
    expect(run.book.events.find(({ action }) => action === 'ticket.changed')).toMatchObject({ actor: { id: 'alarm-group/g1' }, before: { priority: 'P2' }, after: { priority: 'P1' } });
    expect(run.takeWrite()!.snapshot.ticket).toMatchObject({ priority: 'P1', isFiring: true });
    expect(clock(run, 'resolution')).toMatchObject({ policyId: 'urgent', target: 'PT4H', startedAt: at, dueAt: plusMs(at, 4 * hour) });
    expect(Object.values(run.book.state.scopes)[0]!.vars['alarm']).toEqual({ group: 'g1', severity: 'critical' });
  });
  it('never lowers what a person set, and takes no word that is no priority', () => {
    const run = start({ input: alarmed, context: urgent });
    for (const word of ['P3', 'P2', 'P0', '']) told(run, word);
    expect(run.takeWrite()!.snapshot.ticket).toMatchObject({ priority: 'P2' });
    expect(actions(run)).not.toContain('ticket.changed');
  });
  it('comes with the news that it fires again', () => {
    const run = start({ input: alarmed, context: urgent });
    run.send({ name: 'alarm.recovered', key: 'g1' });
    expect(run.takeWrite()!.snapshot.ticket).toMatchObject({ isFiring: false });
    told(run, 'P1', 'alarm.firing');
    expect(run.takeWrite()!.snapshot.ticket).toMatchObject({ isFiring: true, priority: 'P1' });
  });
});

describe('a run that was suspended', () => {
  const paul = { kind: 'person', id: 'paul', name: 'Paul' } as const;
  const later = plusMs(at, 6 * hour);
  /** At its call, with the answer held. */
  function held() {
    const run = start({ perform: () => ({ result: null, afterMs: 9 * hour }) });
    act(run, 'claim', ana);
    act(run, 'complete', ana, 'done');
    const effect = Object.values(run.book.state.subscriptions).find(({ kind }) => kind === 'activity')!.id;
    const suspended = applyInput(run.book, definition, kernel.step, { id: 's', now: at, type: 'suspend', reason: 'wait', by: paul });
    return { effect, book: applyInput(suspended.book, definition, kernel.step, { id: 'done', now: at, type: 'effectDone', effect, result: { status: 200 } }).book };
  }

  it('steps what was held when it is resumed, under ids of its own and at the instant of the resumption', () => {
    const { book } = held();
    expect(Object.values(book.state.tokens).map(({ node }) => node)).toEqual(['call']);
    const { book: resumed, answer } = applyInput(book, definition, kernel.step, { id: 'r', now: later, type: 'resume', by: paul });
    expect(answer).toMatchObject({ accepted: true });
    expect(Object.values(resumed.state.tokens).map(({ node }) => node)).toEqual(['quiet']);
    expect(resumed.log.find(({ type, data }) => type === 'activity' && (data as { action: string }).action === 'done')).toMatchObject({ at: later, cause: 'done/r' });
    expect(resumed.events.map(({ action }) => action)).toEqual(expect.arrayContaining(['run.suspended', 'run.resumed', 'activity.done']));
    expect(parseRunBook(JSON.parse(JSON.stringify(resumed)), parseRunState).state).toEqual(resumed.state);
  });

  it('steps nothing when a resumption is repeated after the next suspension', () => {
    const { book } = held();
    const resumed = applyInput(book, definition, kernel.step, { id: 'r', now: later, type: 'resume', by: paul });
    const again = applyInput(resumed.book, definition, kernel.step, { id: 's2', now: later, type: 'suspend', reason: 'wait more', by: paul });
    const repeat = applyInput(again.book, definition, kernel.step, { id: 'r', now: later, type: 'resume', by: paul });
    expect(repeat.answer).toEqual(resumed.answer);
    expect(repeat.book.state.suspended).toMatchObject({ reason: 'wait more' });
  });

  it('tells which variables were edited, not to what', () => {
    const run = start({ perform: () => ({ failed: { code: 'HTTP_UNREACHABLE', message: 'no answer' } }) });
    act(run, 'claim', ana);
    act(run, 'complete', ana, 'done');
    const [incident] = Object.keys(run.book.state.incidents);
    const { book } = applyInput(run.book, definition, kernel.step, { id: 'm', now: later, type: 'incident', incident: incident!, action: 'retry', edits: { secretish: 'value-nobody-reads' }, by: paul });
    const told = book.events.find(({ action }) => action === 'run.variablesEdited');
    expect(told).toMatchObject({ actor: paul, data: { incident, variables: ['secretish'] } });
    expect(JSON.stringify(book.events)).not.toContain('value-nobody-reads');
  });
});
