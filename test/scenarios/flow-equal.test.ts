import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextOf } from '#activities/flow/run.context';
import { givenIdOf } from '#domain/flow/command-id';
import { createKernel } from '#domain/flow/kernel/kernel';
import { foldLog, markingOf } from '#domain/flow/kernel/kernel.marking';
import type { LogEntry, TaskAction, TaskActor } from '#domain/flow/kernel/kernel.types';
import { nodeKinds } from '#domain/flow/nodes/index';
import { createVirtualRun, type VirtualRun } from '#domain/flow/projection/virtual.run';
import { runIdOf } from '#domain/flow/run.ports';
import { withDeadlines } from '#domain/sla/due';
import { workingCalendar } from '#domain/sla/working-time';
import { createRunWriter } from '#store/flow/run.writer';
import { byTeam, flowFile, oneTaskFlow, outcomes, published, type Published } from '../builders/flow-file.builder.ts';
import { ana, ben, company, mia, rita } from '../builders/company.builder.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

const kernel = createKernel(nodeKinds);
const calendar = workingCalendar(company.calendars[0]!);

type Step = { at: string; do: TaskAction; by: TaskActor; outcome?: string; comment?: string; to?: string } | { message: string; key: string | null };
interface Script { name: string; file: ReturnType<typeof flowFile>; steps: Step[] }

const scripts: Script[] = [
  { name: 'one task', file: oneTaskFlow('equal-one'), steps: [{ at: 'work', do: 'claim', by: ana }, { at: 'work', do: 'release', by: ana }, { at: 'work', do: 'claim', by: ben }, { at: 'work', do: 'assign', by: mia, to: 'ana' }, { at: 'work', do: 'complete', by: ana, outcome: 'done' }] },
  {
    name: 'question, approval of all, fork and loop',
    file: flowFile('equal-long', {
      start: { kind: 'start', state: 'new' }, tries: { kind: 'assign', config: { set: [{ variable: 'tries', value: '0' }] } },
      triage: { kind: 'task', state: 'in-progress', config: { assignments: [byTeam('network')], outcomes: outcomes('ask', 'fix'), setsAssignee: true } },
      ask: { kind: 'task', state: 'waiting', config: { assignments: [{ by: 'relation', relation: 'requester' }], outcomes: outcomes('answered'), isWithdrawable: true } },
      approve: { kind: 'approval', config: { assignments: [{ by: 'relation', relation: 'teamManager' }, { by: 'person', person: 'ben' }], rule: 'all' } },
      split: { kind: 'parallel' }, left: { kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } }, right: { kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } },
      join: { kind: 'parallel' }, count: { kind: 'assign', config: { set: [{ variable: 'tries', value: 'tries + 1' }] } }, enough: { kind: 'exclusive' }, end: { kind: 'end', state: 'resolved' },
    }, [
      ['start', 'tries'], ['tries', 'triage'], ['triage', 'ask', { outcome: 'ask' }], ['ask', 'triage', { outcome: 'answered' }], ['ask', 'triage', { outcome: 'withdrawn' }], ['triage', 'approve', { outcome: 'fix' }],
      ['approve', 'split', { outcome: 'approved' }], ['approve', 'triage', { outcome: 'rejected' }], ['split', 'left'], ['split', 'right'], ['left', 'join', { outcome: 'done' }], ['right', 'join', { outcome: 'done' }],
      ['join', 'count'], ['count', 'enough'], ['enough', 'end', { condition: 'tries >= 2', order: 1 }], ['enough', 'triage', { isDefault: true }],
    ], { variables: { tries: { type: 'number' } } }),
    steps: [
      { at: 'triage', do: 'claim', by: ana }, { at: 'triage', do: 'complete', by: ana, outcome: 'ask' }, { at: 'ask', do: 'withdraw', by: ana },
      { at: 'triage', do: 'claim', by: ana }, { at: 'triage', do: 'complete', by: ana, outcome: 'ask' }, { at: 'ask', do: 'complete', by: rita, outcome: 'answered' },
      { at: 'triage', do: 'claim', by: ana }, { at: 'triage', do: 'complete', by: ana, outcome: 'fix' }, { at: 'approve', do: 'complete', by: mia, outcome: 'approved' }, { at: 'approve', do: 'complete', by: ben, outcome: 'rejected', comment: 'not now' },
      { at: 'triage', do: 'claim', by: ana }, { at: 'triage', do: 'complete', by: ana, outcome: 'fix' }, { at: 'approve', do: 'complete', by: mia, outcome: 'approved' }, { at: 'approve', do: 'complete', by: ben, outcome: 'approved' },
      { at: 'left', do: 'claim', by: ana }, { at: 'right', do: 'claim', by: ben }, { at: 'right', do: 'complete', by: ben, outcome: 'done' }, { at: 'left', do: 'complete', by: ana, outcome: 'done' },
      { at: 'triage', do: 'claim', by: ben }, { at: 'triage', do: 'complete', by: ben, outcome: 'fix' }, { at: 'approve', do: 'complete', by: mia, outcome: 'approved' },
    ],
  },
  {
    name: 'a boundary that ends a scope',
    file: flowFile('equal-scope', {
      start: { kind: 'start' }, handling: { kind: 'scope' }, begin: { kind: 'start', scope: 'handling' },
      work: { kind: 'task', scope: 'handling', state: 'in-progress', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } }, finish: { kind: 'end', scope: 'handling' },
      recovered: { kind: 'boundary-message', attachedTo: 'handling', config: { message: 'alarm.recovered' } }, end: { kind: 'end', state: 'resolved' },
    }, [['start', 'handling'], ['begin', 'work'], ['work', 'finish', { outcome: 'done' }], ['handling', 'end'], ['recovered', 'end']]),
    steps: [{ at: 'work', do: 'claim', by: ana }, { message: 'alarm.recovered', key: null }],
  },
  {
    name: 'boundaries beside what goes on, an escalation, and an error that climbs two scopes',
    file: flowFile('equal-boundaries', {
      start: { kind: 'start' }, outer: { kind: 'scope' }, begin: { kind: 'start', scope: 'outer' }, inner: { kind: 'scope', scope: 'outer' }, enter: { kind: 'start', scope: 'inner' },
      judge: { kind: 'task', scope: 'inner', config: { assignments: [byTeam('network')], outcomes: outcomes('vip') } }, shout: { kind: 'escalation', scope: 'inner', config: { code: 'VIP' } },
      work: { kind: 'task', scope: 'inner', config: { assignments: [byTeam('network')], outcomes: outcomes('done', 'no') } }, no: { kind: 'error-end', scope: 'inner', config: { code: 'NO' } }, done: { kind: 'end', scope: 'inner' }, finish: { kind: 'end', scope: 'outer' },
      heard: { kind: 'boundary-escalation', attachedTo: 'outer', config: { isInterrupting: false } }, tell: { kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } }, told: { kind: 'end' },
      news: { kind: 'boundary-message', attachedTo: 'outer', config: { message: 'alarm.severity', isInterrupting: false } }, count: { kind: 'assign', config: { set: [{ variable: 'times', value: 'times + 1' }] } }, counted: { kind: 'end' },
      late: { kind: 'boundary-timer', attachedTo: 'outer', config: { value: 'P1D', isInterrupting: false, times: 3 } }, lateEnd: { kind: 'end' },
      wrong: { kind: 'boundary-error', attachedTo: 'outer', config: { code: 'NO', resultVariable: 'why' } }, mend: { kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } }, end: { kind: 'end', state: 'resolved' },
    }, [
      ['start', 'outer'], ['begin', 'inner'], ['enter', 'judge'], ['judge', 'shout', { outcome: 'vip' }], ['shout', 'work'], ['work', 'done', { outcome: 'done' }], ['work', 'no', { outcome: 'no' }], ['inner', 'finish'], ['outer', 'end'],
      ['heard', 'tell'], ['tell', 'told', { outcome: 'done' }], ['news', 'count'], ['count', 'counted'], ['late', 'lateEnd'], ['wrong', 'mend'], ['mend', 'end', { outcome: 'done' }],
    ], { variables: { times: { type: 'number', initial: 0 } } }),
    steps: [
      { at: 'judge', do: 'claim', by: ana }, { at: 'judge', do: 'complete', by: ana, outcome: 'vip' }, { message: 'alarm.severity', key: null }, { at: 'tell', do: 'claim', by: ben }, { message: 'alarm.severity', key: null },
      { at: 'work', do: 'claim', by: ana }, { at: 'work', do: 'complete', by: ana, outcome: 'no' }, { at: 'mend', do: 'claim', by: ana }, { at: 'mend', do: 'complete', by: ana, outcome: 'done' }, { at: 'tell', do: 'complete', by: ben, outcome: 'done' },
    ],
  },
];

/** Without what a clock and chance put there. */
const plain = (log: readonly LogEntry[]): unknown => JSON.parse(JSON.stringify(log.map((entry) => ({ ...entry, cause: givenIdOf(entry.cause) }))).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '*').replaceAll(/"(id|key)":"(t-[\w-]+|INC-\d+)"/g, '"$1":"*"'));

function virtual(flow: Published, input: ReturnType<FlowWorld['inputOf']>): VirtualRun {
  const definition = kernel.compile(flow.file, flow.ref);
  const team = company.teams[0]!;
  const requester = company.people.find((person) => person.id === 'rita')!;
  const variables = { object: null, team: { id: team.id, name: { ...team.name } as Record<string, string>, lead: team.lead, manager: team.manager }, requester: { id: requester.id, name: requester.name, manager: requester.manager } };
  return createVirtualRun({
    step: kernel.step, definition, state: kernel.start(definition), input, context: contextOf(input.ticket, company.ticketType, company.policies, variables), at: input.ticket.openedAt,
    derive: (facts, at) => withDeadlines(facts, calendar, at),
  });
}

describe('the same script', () => {
  let world: FlowWorld;
  beforeAll(async () => { world = await flowWorld(); });
  afterAll(async () => { await world?.close(); });

  async function play(flow: Published, script: Script, isRestarted: boolean) {
    const runId = await world.open(flow);
    // What was accepted is shown at once, or, where the machine is busy, a little later.
    const isWritten = (index: number) => world.eventually(async () => (await world.log.page(runId, 0, 10_000)).some((entry) => givenIdOf(entry.cause) === `step-${index}`));
    for (const [index, step] of script.steps.entries()) {
      if (isRestarted && index % 3 === 1) {
        await world.stopWorkers();
        await world.startWorkers();
      }
      if ('message' in step) {
        await world.engine.sendMessage(runId, { id: `step-${index}`, name: step.message, key: step.key, data: {}, by: { kind: 'machine', id: 'machine' } });
        await isWritten(index);
        continue;
      }
      const task = (await world.tasksOf(runId)).find((open) => open.task.node === step.at);
      expect(await world.act(runId, task!.task, step.do, step.by, { outcome: step.outcome, comment: step.comment, to: step.to }, `step-${index}`), `step ${index}`).toMatchObject({ answer: { accepted: true } });
      await isWritten(index);
    }
    return runId;
  }

  function playInMemory(run: VirtualRun, script: Script): void {
    for (const [index, step] of script.steps.entries()) {
      if ('message' in step) { run.send({ id: `step-${index}`, name: step.message, key: step.key }); continue; }
      const task = Object.values(run.book.state.subscriptions).flatMap((wait) => (wait.kind === 'task' && wait.node === step.at ? [wait.task] : []))[0]!;
      const data = { ...(step.outcome === undefined ? {} : { outcome: step.outcome }), ...(step.comment === undefined ? {} : { comment: step.comment }), ...(step.to === undefined ? {} : { to: step.to }) };
      expect(run.act({ commandId: `step-${index}`, taskId: task.id, action: step.do, taskRevision: task.revision, actor: step.by, data }), `step ${index}`).toMatchObject({ accepted: true });
    }
  }

  it.each(scripts)('$name: the kernel in memory, the run on Temporal and the run after restarts leave the same log', async (script) => {
    const flow = await world.publish(script.file);
    const inMemory = virtual(flow, world.inputOf(flow));
    playInMemory(inMemory, script);
    const expected = plain(inMemory.book.log);
    const once = await play(flow, script, false);
    const again = await play(flow, script, true);
    for (const runId of [once, again]) {
      const log = await world.log.page(runId, 0, 10_000);
      expect(plain(log)).toEqual(expected);
      expect(foldLog(log)).toEqual(markingOf((await world.runs.read(runId))!.state));
      expect((await world.events(runId)).map(({ action }) => action)).toEqual(inMemory.book.events.map(({ action }) => action));
    }
  });

  it('goes on as a workflow from where the virtual clock left it, as after continue-as-new', async () => {
    const script = scripts[1]!;
    const flow = published(script.file);
    const input = world.inputOf(flow, { openedAt: new Date(Date.now() - 3 * 86_400_000).toISOString(), isDemo: true });
    const run = virtual(flow, input);
    run.advanceTo(new Date(Date.now() - 2 * 86_400_000).toISOString());
    playInMemory(run, { ...script, steps: script.steps.slice(0, 6) });
    const writer = createRunWriter(world.database.connection);
    for (let write = run.takeWrite(); write !== null; write = run.takeWrite()) await writer.write(write, []);
    await writer.confirm([run.written()]);
    const runId = runIdOf(input.ticket.id, 1);
    expect(await world.engine.startRun({ ...input, resumed: run.carried() })).toMatchObject({ answer: { accepted: true }, shown: true });
    await world.finish(runId, ana, 'fix');
    const log = await world.log.page(runId, 0, 10_000);
    expect(log.map((entry) => entry.seq)).toEqual(log.map((_, index) => index + 1));
    expect(foldLog(log)).toEqual(markingOf((await world.runs.read(runId))!.state));
    const ticket = (await world.tickets.byId(input.ticket.id))!;
    expect(ticket).toMatchObject({ isDemo: true, isImported: false, assignee: 'ana' });
    expect(ticket.clockFacts.find((clock) => clock.kind === 'resolution')).toMatchObject({ startedAt: input.ticket.openedAt, state: 'breached' });
  });
});
