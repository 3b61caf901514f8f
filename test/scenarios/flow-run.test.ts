import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oneTaskFlow } from '../builders/flow-file.builder.ts';
import { ana, ben } from '../builders/company.builder.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

describe('a run on Temporal', () => {
  let world: FlowWorld;
  beforeAll(async () => { world = await flowWorld(); });
  afterAll(async () => { await world.close(); });

  it('opens a ticket with its task, lets an agent claim and complete it, and ends', async () => {
    const flow = await world.publish(oneTaskFlow());
    const runId = await world.open(flow);
    const [task] = await world.tasksOf(runId);
    expect(task).toMatchObject({ teams: ['network'], ticket: { state: 'in-progress', priority: 'P2' } });
    const claimed = await world.act(runId, task!.task, 'claim', ana);
    expect(claimed).toEqual({ answer: { accepted: true, seq: expect.any(Number) as number, taskRevision: 2 }, shown: true });
    const [mine] = await world.tasksOf(runId);
    expect(mine!.task).toMatchObject({ assignee: 'ana', status: 'claimed' });
    expect(await world.act(runId, mine!.task, 'complete', ben, { outcome: 'done' })).toMatchObject({ answer: { accepted: false, code: 'TASK_CLAIMED_BY_OTHER' } });
    expect(await world.act(runId, mine!.task, 'complete', ana, { outcome: 'done' })).toMatchObject({ answer: { accepted: true }, shown: true });
    const ticket = await world.tickets.byId(runId.split('/')[1]!);
    expect(ticket).toMatchObject({ state: 'closed', category: 'closed', assignee: 'ana', run: { status: 'completed', n: 1 } });
    expect(ticket!.clocks.map(({ kind, state }) => ({ kind, state }))).toEqual([{ kind: 'response', state: 'met' }, { kind: 'resolution', state: 'met' }]);
    expect(await world.tasksOf(runId)).toEqual([]);
    await world.eventually(async () => (await world.inspector.status(runId)) === 'completed');
    const run = await world.runs.read(runId);
    expect(run).toMatchObject({ status: 'completed', confirmedSeq: run!.seq, confirmedEvent: run!.lastEvent });
    expect((await world.events(runId)).map((event) => event.action)).toEqual([
      'ticket.opened', 'clock.started', 'clock.started', 'run.started', 'task.opened', 'task.claimed', 'ticket.changed', 'clock.met',
      'task.completed', 'ticket.stateChanged', 'ticket.closed', 'clock.met', 'run.completed',
    ]);
  });
});
