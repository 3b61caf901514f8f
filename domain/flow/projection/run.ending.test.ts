import { describe, expect, it } from 'vitest';
import { createKernel } from '../kernel/kernel.ts';
import { parseRunState } from '../kernel/kernel.state.ts';
import type { TaskActor } from '../kernel/kernel.types.ts';
import { nodeKinds } from '../nodes/index.ts';
import type { RunContext, RunEnding, RunInput } from '../run.ports.ts';
import { newClock } from '../../sla/clock.ts';
import type { ActorRef } from '../../identity/identity.schema.ts';
import { definitionRef } from '../file/flow.canonical.ts';
import { flowFileSchema } from '../flow.schema.ts';
import { applyInput, openBook, takeBackRun, takeWrite, ticketOf } from './run.book.ts';
import { createVirtualRun, type VirtualRun } from './virtual.run.ts';

const at = '2026-11-27T09:00:00.000Z';
const later = '2026-11-27T09:05:00.000Z';
const kernel = createKernel(nodeKinds);
const file = flowFileSchema.parse({
  formatVersion: 1, key: 'incident', name: { en: 'Incident' },
  forms: { note: { title: { en: 'Note' }, schema: { type: 'object', properties: { cause: { type: 'string' } } } } },
  nodes: {
    start: { kind: 'start', name: { en: 'Start' } },
    handle: { kind: 'scope', name: { en: 'Handle' } },
    begin: { kind: 'start', name: { en: 'Begin' }, scope: 'handle' },
    work: { kind: 'task', name: { en: 'Work' }, scope: 'handle', ticketState: 'in-progress', config: { setsAssignee: true, assignments: [{ by: 'team', team: 'network' }], form: 'note', outcomes: [{ key: 'call', name: { en: 'Call' } }, { key: 'done', name: { en: 'Done' } }] } },
    call: { kind: 'activity', name: { en: 'Repair' }, scope: 'handle', config: { activity: 'http', inputs: { url: 'http://device/' } } },
    handled: { kind: 'end', name: { en: 'Handled' }, scope: 'handle' },
    end: { kind: 'end', name: { en: 'End' }, ticketState: 'closed' },
  },
  edges: { a: { from: 'start', to: 'handle' }, b: { from: 'begin', to: 'work' }, c: { from: 'work', to: 'handled', outcome: 'done' }, d: { from: 'work', to: 'call', outcome: 'call' }, e: { from: 'call', to: 'handled' }, f: { from: 'handle', to: 'end' } },
});
const ref = definitionRef(file, 'incident', 1);
const definition = kernel.compile(file, ref);
const ana: TaskActor = { person: 'ana', name: 'Ana', teams: ['network'], roles: ['agent'], maySupervise: false };
const rita: ActorRef = { kind: 'person', id: 'rita', name: 'Rita' };
const running = { clock: 'running', pauseReason: null, category: 'open' } as const;
const context: RunContext = {
  variables: { object: null, team: null, requester: null },
  clocks: [{ ...newClock({ id: 'usual/resolution', kind: 'resolution', policyId: 'usual', calendarId: 'c', target: 'PT8H' }), switches: { countFrom: 'creation', onReopen: 'restart', dayTarget: 'keepClockTime', pastBreach: 'stays' } }],
  clockStates: { new: running, 'in-progress': running, closed: { clock: 'stopped', pauseReason: null, category: 'closed' }, withdrawn: { clock: 'stopped', pauseReason: null, category: 'cancelled' } },
  initialState: 'new', targets: {},
};
const input: RunInput = {
  ticket: { id: 't1', key: 'INC-1', type: 'incident', title: 'Switch down', description: '', priority: 'P2', team: 'network', requester: 'rita', object: null, fields: {}, openedBy: { kind: 'person', id: 'rita' }, openedAt: at, alarm: null, isDemo: false },
  n: 1, definition: ref, start: { at: null, variables: {} },
};

const start = (): VirtualRun => createVirtualRun({ step: kernel.step, definition, state: kernel.start(definition), input, context, at, perform: () => ({ result: null, afterMs: 60_000 }) });
const task = (run: Pick<VirtualRun, 'book'>) => Object.values(run.book.state.subscriptions).flatMap((wait) => (wait.kind === 'task' ? [wait.task] : []))[0]!;
function act(run: VirtualRun, action: 'claim' | 'complete', outcome?: string): void {
  const { id, revision } = task(run);
  const answer = run.act({ taskId: id, action, taskRevision: revision, actor: ana, data: outcome === undefined ? {} : { outcome, form: { cause: 'A loose plug' } } });
  expect(answer.accepted).toBe(true);
}
/** Ended by Ana's answer, with a word she then takes back. */
function ended(): { run: VirtualRun; ending: RunEnding } {
  const run = start();
  act(run, 'claim');
  act(run, 'complete', 'done');
  return { run, ending: run.takeWrite()!.ending! };
}
function takenBack({ run, ending }: { run: VirtualRun; ending: RunEnding }) {
  const next: RunInput = { ...input, n: 2, previous: { clocks: run.book.clocks, run: 1 }, takenBack: ending };
  return takeBackRun(openBook(next, context, kernel.start(definition)), JSON.parse(JSON.stringify(ending)) as RunEnding, later).book;
}

describe('an ending that is taken back', () => {
  it('is left by a person who answers last, and by one who withdraws the ticket', () => {
    expect(ended().ending).toMatchObject({ word: 'answer', by: { id: 'ana' }, left: { state: 'closed', category: 'closed' }, state: { status: 'running' } });
    const run = start();
    run.cancel('It works again', rita);
    expect(run.takeWrite()!.ending).toMatchObject({ word: 'cancel', by: { id: 'rita' }, left: { state: 'withdrawn' } });
  });

  it('is none where a machine ended the run, or was at work when a person did', () => {
    const machine = start();
    act(machine, 'claim');
    act(machine, 'complete', 'call');
    machine.advanceTo(later);
    expect(machine.book.state.status).toBe('completed');
    expect(machine.takeWrite()!.ending).toBeUndefined();
    const beside = start();
    act(beside, 'claim');
    act(beside, 'complete', 'call');
    beside.cancel('Never mind', rita);
    expect(beside.takeWrite()!.ending).toBeUndefined();
  });

  it('goes on as the next run with the same task, whoever has it, and what was typed as its draft', () => {
    const book = takenBack(ended());
    expect(book).toMatchObject({ runId: 'run/t1/2', state: { status: 'running', endedAt: null } });
    expect(task({ book })).toMatchObject({ node: 'work', assignee: 'ana', status: 'claimed', draft: { cause: 'A loose plug' } });
    expect(ticketOf(book)).toMatchObject({ state: 'in-progress', category: 'open', assignee: 'ana', closedAt: null, resolvedAt: null });
    expect(parseRunState(JSON.parse(JSON.stringify(book.state)))).toEqual(book.state);
  });

  it('tells the truth: who took it back, and that the ticket and its clock run on', () => {
    const { events } = takenBack(ended());
    expect(events.map(({ action, actor, data }) => [action, actor.id, data['takenBack'] ?? null])).toEqual([
      ['ticket.reopened', 'ana', 'answer'], ['ticket.stateChanged', 'ana', null], ['clock.resumed', 'clock', null],
    ]);
    expect(events[1]).toMatchObject({ before: 'closed', after: 'in-progress' });
  });

  it('gives no new time: the clock goes on from where it was started, whatever reopening would do to it', () => {
    const { clocks } = takenBack(ended());
    expect(clocks[0]).toMatchObject({ state: 'running', startedAt: at, stoppedAt: null });
    expect(clocks[0]!.revision).toBeGreaterThan(ended().run.book.clocks[0]!.revision);
  });

  it('begins a log of its own without gaps, from which its scopes, tokens and tasks can be told', () => {
    const book = takenBack(ended());
    const write = takeWrite(book, { continuation: 0, historyLength: 1, startedAtMs: 0, write: 1 }, later);
    expect(write).toMatchObject({ fromSeq: 1, isOpening: true, n: 2 });
    expect(write.log.map(({ seq }) => seq)).toEqual(write.log.map((_, index) => index + 1));
    expect(write.toSeq).toBe(write.log.length);
    expect(write.log.map(({ type, node }) => `${type} ${node ?? '-'}`)).toEqual(['start -', 'enter handle', 'wait handle', 'scopeOpened handle', 'enter work', 'task work', 'wait work']);
    expect(new Set(write.log.map(({ cause, by }) => `${cause} ${by?.id}`))).toEqual(new Set(['takenBack/2 ana']));
  });

  it('can be ended again, and again be taken back', () => {
    const book = takenBack(ended());
    const { id, revision } = task({ book });
    const again = applyInput(book, definition, kernel.step, { id: 'by/ana/again', now: later, type: 'task', taskId: id, action: 'complete', taskRevision: revision, actor: ana, data: { outcome: 'done', form: {} } });
    expect(again.answer.accepted).toBe(true);
    expect(again.book).toMatchObject({ state: { status: 'completed' }, ending: { by: { id: 'ana' } } });
    expect(again.book.log.at(-1)!.seq).toBe(again.book.log.length);
  });
});
