import { describe, expect, it } from 'vitest';
import { createKernel } from '#domain/flow/kernel/kernel';
import { nodeKinds } from '#domain/flow/nodes/index';
import { createVirtualRun } from '#domain/flow/projection/virtual.run';
import { ticketOf } from '#domain/flow/projection/run.book';
import { runIdOf } from '#domain/flow/run.ports';
import type { LogEntry } from '#domain/flow/kernel/kernel.types';
import type { TicketRecord } from '#store/ticket/ticket.repo';
import { contextOf } from '#activities/flow/run.context';
import { ana, company } from '../builders/company.builder.ts';
import { oneTaskFlow, published } from '../builders/flow-file.builder.ts';
import { checkCommands } from '../chaos/checks/commands.check.ts';
import { checkDevice } from '../chaos/checks/device.check.ts';
import { tellInto, type Finding } from '../chaos/checks/finding.ts';
import { checkClocks, checkRun, type RunFacts } from '../chaos/checks/runs.check.ts';
import type { CommandEntry } from '../chaos/ledger.ts';

const kernel = createKernel(nodeKinds);
const at = '2026-03-02T08:00:00.000Z';

/** A run that was claimed and completed, as it would be read back. */
function finished(): { facts: RunFacts; commands: CommandEntry[] } {
  const { file, ref } = published(oneTaskFlow());
  const definition = kernel.compile(file, ref);
  const ticket = { id: 't1', key: 'INC-1', type: 'incident', title: 'Down', description: '', priority: 'P2' as const, team: 'network', requester: 'rita', object: null, fields: {}, openedBy: { kind: 'person' as const, id: 'rita' }, openedAt: at, alarm: null, isDemo: false };
  const run = createVirtualRun({ step: kernel.step, definition, state: kernel.start(definition), input: { ticket, n: 1, definition: ref, start: { at: null, variables: {} } }, context: contextOf(ticket, company.ticketType, company.policies, {}), at });
  run.act({ taskId: 'task1', action: 'claim', taskRevision: 1, actor: ana, data: {}, commandId: 'claim-1' });
  run.act({ taskId: 'task1', action: 'complete', taskRevision: 2, actor: ana, data: { outcome: 'done' }, commandId: 'complete-1' });
  const write = run.takeWrite()!;
  const { book } = run;
  const patch = ticketOf(book);
  const id = runIdOf('t1', 1);
  const command = (name: string, action: string): CommandEntry => ({ id: name, person: 'agent', run: id, task: 'task1', node: 'work', action, outcome: null, tries: 1, answer: 'accepted', code: null, isShown: true });
  return {
    commands: [command('claim-1', 'claim'), command('complete-1', 'complete')],
    facts: {
      record: { id, ticket: 't1', ticketKey: 'INC-1', n: 1, definition: ref, status: book.state.status, seq: write.toSeq, lastEvent: write.toEvent, confirmedSeq: write.toSeq, confirmedEvent: write.toEvent, fence: '', state: book.state, isTentative: false, hasIncident: false, isImported: false, isDemo: false, startedAt: at, updatedAt: at, endedAt: at, lost: null },
      snapshot: { book: { ...book, isDirty: false }, shell: { continuation: 0, fence: null, isParked: false, updates: 2, signals: 0, activities: [], timers: [] } },
      pending: [],
      log: write.log, events: write.events.map((event, index) => ({ ...event, isConfirmed: true, outboxSeq: index + 1 })), isLatest: true, openTasks: 0,
      ticket: { ...ticket, ...patch, clockFacts: book.clocks, run: { id, n: 1, flow: ref.id, version: 1, status: book.state.status, hasIncident: false } } as unknown as TicketRecord,
    },
  };
}

const findings = (check: (tell: ReturnType<typeof tellInto>) => unknown): string[] => {
  const found: Finding[] = [];
  check(tellInto(found, 'promise'));
  return found.map(({ what }) => what);
};
const renumbered = (log: readonly LogEntry[]): LogEntry[] => log.map((entry, index) => ({ ...entry, seq: index + 1 }));

describe('what holds a storm to its word', () => {
  it('finds nothing in a run that is whole', () => {
    const { facts, commands } = finished();
    expect(findings((tell) => checkRun(tell, facts))).toEqual([]);
    expect(findings((tell) => checkCommands(tell, commands, new Map([[facts.record.id, facts.log]])))).toEqual([]);
    expect(findings((tell) => checkClocks(tell, { ticket: facts.ticket!, runs: [facts], pausedStates: new Set(['waiting']) }))).toEqual([]);
  });

  const damages: [string, (facts: RunFacts) => RunFacts, RegExp][] = [
    ['a lost log entry', (facts) => ({ ...facts, log: facts.log.filter(({ type }) => type !== 'leave') }), /its log has/],
    ['a doubled log entry', (facts) => ({ ...facts, log: [...facts.log, facts.log.at(-1)!] }), /its log has/],
    ['a log that tells another story under the right numbers', (facts) => { const log = facts.log.filter(({ type }) => type !== 'consume'); return { ...facts, log: renumbered(log), record: { ...facts.record, seq: log.length } }; }, /folding its log differs/],
    ['a state that is not the workflow\'s', (facts) => ({ ...facts, record: { ...facts.record, state: { ...facts.record.state, counters: { ...facts.record.state.counters, token: 99 } } } }), /its stored state differs/],
    ['a lost event', (facts) => ({ ...facts, events: facts.events.slice(1) }), /events numbered/],
    ['a claim that was told twice', (facts) => ({ ...facts, events: facts.events.map((event) => (event.action === 'task.opened' ? { ...event, action: 'task.claimed' as const } : event)) }), /task claims: 1 in the log, 2 told/],
    ['an event nobody confirmed', (facts) => ({ ...facts, events: facts.events.map((event, index) => (index === 2 ? { ...event, isConfirmed: false } : event)) }), /never confirmed/],
    ['an event the outbox missed', (facts) => ({ ...facts, events: facts.events.map((event) => ({ ...event, outboxSeq: undefined })) }), /number in the outbox/],
    ['a run that is stuck', (facts) => ({ ...facts, record: { ...facts.record, status: 'running' } }), /is stuck/],
    ['a write that fails each time', (facts) => ({ ...facts, pending: [{ activity: 'writeParked', attempt: 9, lastFailure: 'duplicate key' }] }), /writeParked, try 9; .* duplicate key/],
    ['a task that was left', (facts) => ({ ...facts, openTasks: 1 }), /1 open tasks/],
    ['another clock on the ticket', (facts) => ({ ...facts, ticket: { ...facts.ticket!, clockFacts: facts.ticket!.clockFacts.slice(1) } }), /clocks differ/],
    ['an instant that a replay has otherwise', (facts) => ({ ...facts, ticket: { ...facts.ticket!, clockFacts: facts.ticket!.clockFacts.map((clock) => ({ ...clock, stoppedAt: '2026-03-02T08:00:10.000Z' })) } }), /clocks differ/],
    ['a workflow that does not answer', (facts) => ({ ...facts, snapshot: null }), /does not answer/],
  ];
  it.each(damages)('finds %s', (_name, damage, expected) => {
    expect(findings((tell) => checkRun(tell, damage(finished().facts)))).toEqual(expect.arrayContaining([expect.stringMatching(expected)]));
  });

  it('finds commands that were lost, done twice, or done although refused', () => {
    const { facts, commands } = finished();
    const told = (log: readonly LogEntry[], answer: CommandEntry['answer'] = 'accepted') => findings((tell) => checkCommands(tell, commands.map((command) => ({ ...command, answer })), new Map([[facts.record.id, log]])));
    expect(told(facts.log.filter(({ cause }) => cause !== 'claim-1'))).toEqual([expect.stringContaining('is not in the log')]);
    expect(told([...facts.log, ...facts.log.filter(({ cause, type }) => cause === 'claim-1' && type === 'task')])).toEqual([expect.stringContaining('2 times')]);
    expect(told(facts.log, 'refused')).toEqual([expect.stringContaining('was refused'), expect.stringContaining('was refused')]);
  });

  it('finds clocks that were paused while the ticket was not waiting', () => {
    const { facts } = finished();
    const clockFacts = facts.ticket!.clockFacts.map((clock) => ({ ...clock, pauses: [{ from: at, to: '2026-03-02T09:00:00.000Z', reason: 'waiting', holdId: 'state' }] }));
    expect(findings((tell) => checkClocks(tell, { ticket: { ...facts.ticket!, clockFacts }, runs: [facts], pausedStates: new Set(['waiting']) }))).toEqual(expect.arrayContaining([expect.stringContaining('pauses differ')]));
  });

  it('finds repairs that no run decided and repairs that never arrived, and counts repeats without complaint', () => {
    const entry = (action: string, effect: string): LogEntry => ({ seq: 1, at, type: 'activity', token: null, node: null, scope: null, edge: null, cause: 'x', by: null, data: { effect, action, activity: 'http' } });
    const logs = new Map([['run/t/1', [entry('started', 'e1'), entry('done', 'e1'), entry('started', 'e2'), entry('done', 'e2')]]]);
    const repairs = [{ key: 'run/t/1/e1', interface: 2, at, times: 3 }, { key: 'run/t/1/e9', interface: 2, at, times: 1 }];
    expect(findings((tell) => checkDevice(tell, repairs, logs))).toEqual([expect.stringContaining('no log'), expect.stringContaining('never reached')]);
    expect(checkDevice(() => undefined, repairs, logs)).toEqual({ keys: 2, calls: 4, repeatedKeys: 1, mostCallsOfOneKey: 3 });
  });
});
