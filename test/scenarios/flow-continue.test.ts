import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenIdOf } from '#domain/flow/command-id';
import { foldLog, markingOf } from '#domain/flow/kernel/kernel.marking';
import { byTeam, flowFile, outcomes } from '../builders/flow-file.builder.ts';
import { ana, ben, rita } from '../builders/company.builder.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

const fork = () => flowFile('fork', {
  start: { kind: 'start', state: 'in-progress' }, split: { kind: 'parallel' },
  work: { kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } },
  wait: { kind: 'timer', config: { mode: 'duration', value: 'PT6S' } },
  join: { kind: 'parallel' }, end: { kind: 'end', state: 'resolved' },
}, [['start', 'split'], ['split', 'work'], ['split', 'wait'], ['work', 'join', { outcome: 'done' }], ['wait', 'join'], ['join', 'end']]);

describe('a run that continues as new', () => {
  let world: FlowWorld;
  let device: Server;
  const calls: string[] = [];
  beforeAll(async () => {
    device = createServer((request, response) => {
      calls.push(String(request.headers['idempotency-key']));
      setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{"isUp":true}'), 2_500);
    });
    await new Promise<void>((resolve) => device.listen(0, '127.0.0.1', resolve));
    world = await flowWorld({ allowedLoopback: [`127.0.0.1:${(device.address() as AddressInfo).port}`], timeoutMs: 30_000 });
  });
  afterAll(async () => {
    await world?.close();
    device?.close();
  });

  const whole = async (runId: string) => {
    const { count, lastSeq } = await world.log.extent(runId);
    expect(count).toBe(lastSeq);
    const run = (await world.runs.read(runId))!;
    expect(foldLog(await world.log.page(runId, 0, 10_000))).toEqual(markingOf(run.state));
    const events = await world.events(runId);
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    return run;
  };

  it('loses no command, no answer and no timer, however often it does', async () => {
    const flow = await world.publish(fork());
    const runId = await world.open(flow, { settings: { maxUpdates: 3 } });
    const commands: string[] = [];
    let fired = false;
    for (let round = 0; round < 10; round++) {
      for (const action of ['claim', 'release'] as const) {
        const [task] = await world.tasksOf(runId);
        const id = `round-${round}-${action}`;
        const result = await world.act(runId, task!.task, action, round % 2 === 0 ? ana : ben, {}, id);
        expect(result).toMatchObject({ answer: { accepted: true }, shown: true });
        commands.push(id);
      }
    }
    expect((await world.inspector.snapshot(runId))!.shell.continuation).toBeGreaterThanOrEqual(5);
    const repeated = await world.act(runId, (await world.tasksOf(runId))[0]!.task, 'claim', ana, {}, 'round-0-claim');
    expect(repeated.answer).toMatchObject({ accepted: true });
    const log = await world.log.page(runId, 0, 10_000);
    for (const command of commands) expect(log.filter((entry) => entry.type === 'task' && givenIdOf(entry.cause) === command), command).toHaveLength(1);
    fired = (await world.eventually(async () => (await world.log.page(runId, 0, 10_000)).find((entry) => entry.type === 'timer' && (entry.data as { action: string }).action === 'fired'))) !== undefined;
    expect(fired).toBe(true);
    await world.finish(runId, ana);
    await world.eventually(async () => (await world.tickets.byId(runId.split('/')[1]!))?.state === 'resolved');
    await world.eventually(async () => (await world.inspector.status(runId)) === 'completed');
    await whole(runId);
    await world.confirmed(runId);
  });

  it('waits for a running activity, which is called once', async () => {
    const flow = await world.publish(flowFile('slow', {
      start: { kind: 'start', state: 'in-progress' }, split: { kind: 'parallel' },
      work: { kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } },
      call: { kind: 'activity', config: { activity: 'http', inputs: { method: 'POST', url: `http://127.0.0.1:${(device.address() as AddressInfo).port}/slow` }, timeoutSeconds: 20, maxAttempts: 3, retrySeconds: 1 } },
      join: { kind: 'parallel' }, end: { kind: 'end', state: 'resolved' },
    }, [['start', 'split'], ['split', 'work'], ['split', 'call'], ['work', 'join', { outcome: 'done' }], ['call', 'join'], ['join', 'end']]));
    calls.length = 0;
    const runId = await world.open(flow, { settings: { maxUpdates: 2 } });
    for (let round = 0; round < 3; round++) {
      for (const action of ['claim', 'release'] as const) expect(await world.act(runId, (await world.tasksOf(runId))[0]!.task, action, ana)).toMatchObject({ answer: { accepted: true } });
    }
    await world.finish(runId, ana);
    await world.eventually(async () => (await world.tickets.byId(runId.split('/')[1]!))?.state === 'resolved');
    expect(calls).toHaveLength(1);
    await whole(runId);
  });

  it('takes messages and refusals into account, and keeps the clocks and search attributes', async () => {
    const flow = await world.publish(flowFile('told', {
      start: { kind: 'start', state: 'waiting' }, hear: { kind: 'wait-message', config: { message: 'reply' } },
      work: { kind: 'task', state: 'in-progress', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } }, end: { kind: 'end', state: 'closed' },
    }, [['start', 'hear'], ['hear', 'work'], ['work', 'end', { outcome: 'done' }]]));
    const runId = await world.open(flow, { settings: { maxSignals: 5 } });
    for (let continuation = 1; continuation <= 3; continuation++) {
      for (let index = 0; index < 6; index++) await world.engine.sendMessage(runId, { id: `noise-${continuation}-${index}`, name: 'alarm.firing', key: null, data: {}, by: { kind: 'machine', id: 'alarms' } });
      await world.eventually(async () => (await world.inspector.snapshot(runId))!.shell.continuation >= continuation, 40_000);
    }
    await world.engine.sendMessage(runId, { id: 'reply-1', name: 'reply', key: null, data: {}, by: { kind: 'person', id: 'rita' } });
    const [task] = await world.eventually(async () => { const tasks = await world.tasksOf(runId); return tasks.length > 0 ? tasks : null; });
    expect(await world.act(runId, task!.task, 'claim', rita)).toMatchObject({ answer: { accepted: false, code: 'TASK_NOT_YOURS' } });
    await world.finish(runId, ben);
    const ticket = (await world.tickets.byId(runId.split('/')[1]!))!;
    expect(ticket.clockFacts.find((clock) => clock.kind === 'resolution')!.pauses).toHaveLength(1);
    await whole(runId);
  });
});
