/** Messages between runs on real Temporal and MongoDB: before, during and after the wait, too late, twice, for two, and when whoever carries one dies. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMessagePost } from '#activities/flow/message-post';
import { CatalogueError } from '#domain/errors';
import type { FlowEngine } from '#domain/flow/engine.ports';
import type { Vars } from '#domain/flow/kernel/kernel.types';
import { createMessageRepo, type MessageRepo } from '#store/flow/message.repo';
import { createMessageWaitRepo } from '#store/flow/message-wait.repo';
import { ana } from '../builders/company.builder.ts';
import type { Published } from '../builders/flow-file.builder.ts';
import { drawFlow } from '../builders/flow/flow.draw.ts';
import type { DyingSender } from './dying-sender.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

let world: FlowWorld;
let messages: MessageRepo;
let [waiting, waitingTwice]: Published[] = [];

const machine = { kind: 'machine', id: 'courier' } as const;
const parcel = { message: 'parcel.arrived', key: '=number', resultVariable: 'parcel' };

beforeAll(async () => {
  world = await flowWorld();
  messages = createMessageRepo(world.database.connection);
  waiting = await world.publish(drawFlow({ start: 'start', wait: { kind: 'wait-message', config: parcel }, end: 'end' }, ['start -> wait', 'wait -> end'], { key: 'waiting', variables: { number: { type: 'text' } } } as never));
  waitingTwice = await world.publish(drawFlow({ start: 'start', one: { kind: 'wait-message', config: parcel }, two: { kind: 'wait-message', config: { ...parcel, resultVariable: 'second' } }, end: 'end' }, ['start -> one', 'one -> two', 'two -> end'], { key: 'waiting-twice', variables: { number: { type: 'text' } } } as never));
});
afterAll(async () => { await world?.close(); });

const postBy = (engine: Pick<FlowEngine, 'deliverMessage'> = world.engine) => createMessagePost({ messages, waits: createMessageWaitRepo(world.database.connection), engine, nowMs: () => Date.now() });
const message = (key: string, given: { id?: string; data?: Vars; ttlMs?: number } = {}) => ({ id: `test/${randomUUID()}`, name: 'parcel.arrived', key, data: { weight: 3 }, ttlMs: 3_600_000, by: machine, ...given });
/** Answers when the keeper has looked for messages the run waits for: from then on only who sends one carries it. */
async function open(flow: Published, key: string): Promise<string> {
  const runId = await world.open(flow, { variables: { number: key } });
  await world.eventually(async () => !(await begun()).some(({ run }) => run === runId));
  return runId;
}
const begun = () => createMessageWaitRepo(world.database.connection).begun(1_000);
const varsOf = async (runId: string) => (await world.runs.read(runId))!.state.scopes['s0']!.vars;
const isOver = (runId: string) => world.eventually(async () => (await world.runs.read(runId))?.status === 'completed');
const isOpen = async (runId: string) => (await world.runs.read(runId))!.status === 'running';
const fresh = (): string => randomUUID();
/** What the run's log says it took. */
const taken = async (runId: string) => (await world.log.page(runId, 0, 200)).filter(({ type, data }) => type === 'message' && (data as { action: string }).action === 'received');

describe('a message', () => {
  it('that is sent during the wait is taken at once, with what it carries', async () => {
    const key = fresh();
    const runId = await open(waiting!, key);
    expect(await postBy().send(message(key))).toMatchObject({ state: 'delivered', run: runId, isRepeat: false });
    await isOver(runId);
    expect(await varsOf(runId)).toMatchObject({ parcel: { weight: 3 } });
  });

  it('that is sent before the wait is kept, and taken within a second when somebody waits', async () => {
    const key = fresh();
    const sent = message(key);
    expect(await postBy().send(sent)).toMatchObject({ state: 'kept', run: null });
    const runId = await open(waiting!, key);
    await isOver(runId);
    await world.eventually(async () => (await messages.read(sent.id))?.state === 'delivered');
    expect(await messages.read(sent.id)).toMatchObject({ run: runId, target: null });
    const [awaitedAt = '', takenAt = ''] = (await world.log.page(runId, 0, 200)).filter(({ type }) => type === 'message').map(({ at }) => at);
    expect(Date.parse(takenAt) - Date.parse(awaitedAt)).toBeLessThan(10_000);
  });

  it('that is sent after the wait is over is kept for the next who waits', async () => {
    const key = fresh();
    const first = await open(waiting!, key);
    await postBy().send(message(key));
    await isOver(first);
    const late = message(key);
    expect(await postBy().send(late)).toMatchObject({ state: 'kept' });
    const next = await open(waiting!, key);
    await isOver(next);
    await world.eventually(async () => (await messages.read(late.id))?.run === next);
  });

  it('is kept no longer than its sender said', async () => {
    const key = fresh();
    const [brief, none] = [message(key, { ttlMs: 3_000 }), message(key, { ttlMs: 0 })];
    expect(await postBy().send(none)).toMatchObject({ state: 'expired' });
    expect(await postBy().send(brief)).toMatchObject({ state: 'kept' });
    await world.eventually(async () => (await messages.read(brief.id))?.state === 'expired');
    const runId = await open(waiting!, key);
    const nowOnly = message(key, { ttlMs: 0, data: { weight: 9 } });
    expect(await postBy().send(nowOnly)).toMatchObject({ state: 'delivered', run: runId });
    await isOver(runId);
    expect(await varsOf(runId)).toMatchObject({ parcel: { weight: 9 } });
  });

  it('waits until a suspended run that waits for it is resumed', async () => {
    const key = fresh();
    const runId = await open(waiting!, key);
    const by = { kind: 'person', id: 'ana' } as const;
    expect(await world.engine.suspendRun(runId, { id: randomUUID(), reason: 'The scale is mended', by })).toMatchObject({ answer: { accepted: true } });
    const sent = message(key);
    expect(await postBy().send(sent)).toMatchObject({ state: 'kept' });
    expect(await world.engine.resumeRun(runId, { id: randomUUID(), by })).toMatchObject({ answer: { accepted: true } });
    await isOver(runId);
    expect(await varsOf(runId)).toMatchObject({ parcel: { weight: 3 } });
  });

  it('with another key leaves the wait alone', async () => {
    const key = fresh();
    const runId = await open(waiting!, key);
    expect(await postBy().send(message(fresh()))).toMatchObject({ state: 'kept' });
    expect(await isOpen(runId)).toBe(true);
    await postBy().send(message(key));
    await isOver(runId);
  });

  it('that is sent twice by one id is one, also where the run waits for another', async () => {
    const key = fresh();
    const runId = await open(waitingTwice!, key);
    const sent = message(key);
    const fates = await Promise.all([postBy().send(sent), postBy().send(sent), postBy().send(sent)]);
    expect(fates.map(({ isRepeat }) => isRepeat).toSorted()).toEqual([false, true, true]);
    expect(await postBy().send(sent)).toMatchObject({ state: 'delivered', run: runId, isRepeat: true });
    expect(await taken(runId)).toHaveLength(1);
    expect(await isOpen(runId)).toBe(true);
    await postBy().send(message(key, { data: { weight: 4 } }));
    await isOver(runId);
    expect(await varsOf(runId)).toMatchObject({ parcel: { weight: 3 }, second: { weight: 4 } });
  });

  it('that two wait for comes to the one that has waited longest, and the next to the other', async () => {
    const key = fresh();
    const [first, second] = [await open(waiting!, key), await open(waiting!, key)];
    expect(await postBy().send(message(key))).toMatchObject({ run: first });
    expect(await isOpen(second)).toBe(true);
    expect(await postBy().send(message(key))).toMatchObject({ run: second });
    await Promise.all([isOver(first), isOver(second)]);
  });

  it('is refused where too many are kept already, and sent when there is room again; one that is known is answered all the same', async () => {
    const rows = world.database.connection.collection('messages');
    const known = message(fresh());
    await postBy().send(known);
    await rows.insertMany(Array.from({ length: 10_000 }, (_, n) => ({ _id: `crowd/${n}`, state: 'pending', kind: 'message', name: 'crowd', key: null, target: null, lookAt: null, expiresAt: '9999-01-01T00:00:00.000Z', forgetAt: new Date('9999-01-01') })) as never[]);
    const sent = message(fresh());
    await expect(postBy().send(sent)).rejects.toMatchObject({ code: 'MESSAGES_TOO_MANY' });
    expect([await messages.read(sent.id), await postBy().send(known)]).toMatchObject([null, { state: 'kept', isRepeat: true }]);
    await rows.deleteMany({ name: 'crowd' });
    expect(await postBy().send(sent)).toMatchObject({ state: 'kept', isRepeat: false });
  });

  it('finds its run however often that continues as new, and is still known there', async () => {
    const key = fresh();
    const steps = [1, 2, 3, 4, 5, 6].map((n) => `wait${n}`);
    const flow = await world.publish(drawFlow({ start: 'start', ...Object.fromEntries(steps.map((step) => [step, { kind: 'wait-message', config: { ...parcel, resultVariable: step } }])), end: 'end' }, ['start', ...steps].map((from, at) => `${from} -> ${steps[at] ?? 'end'}`), { key: 'waits-long', variables: { number: { type: 'text' } } } as never));
    const runId = await world.open(flow, { variables: { number: key }, settings: { maxUpdates: 2 } });
    const sent = steps.map((_, n) => message(key, { data: { weight: n } }));
    for (const one of sent.slice(0, 5)) expect(await postBy().send(one)).toMatchObject({ state: 'delivered', run: runId });
    await world.eventually(async () => ((await world.inspector.snapshot(runId))?.shell.continuation ?? 0) >= 2);
    // As if nobody had noted that the first was taken.
    expect(await world.engine.deliverMessage(runId, { id: `message/${sent[0]!.id}/1`, name: 'parcel.arrived', key, data: { weight: 99 }, by: machine, isForOne: true })).toMatchObject({ answer: { accepted: true } });
    expect([(await taken(runId)).length, await isOpen(runId)]).toEqual([5, true]);
    await postBy().send(sent[5]!);
    await isOver(runId);
    expect(await varsOf(runId)).toMatchObject(Object.fromEntries(steps.map((step, weight) => [step, { weight }])));
  });

  it('of which many come while many begin to wait finds each its own', async () => {
    const key = fresh();
    const [ids, sent] = [await Promise.all(Array.from({ length: 8 }, () => open(waiting!, key))), Array.from({ length: 12 }, (_, n) => message(key, { data: { weight: n } }))];
    const late = Promise.all(Array.from({ length: 4 }, () => open(waiting!, key)));
    await Promise.all(sent.map((one) => postBy().send(one)));
    const runs = [...ids, ...await late];
    await Promise.all(runs.map(isOver));
    const weights = await Promise.all(runs.map(async (runId) => ((await varsOf(runId))['parcel'] as { weight: number }).weight));
    expect(weights.toSorted((a, b) => a - b)).toEqual(sent.map((_, n) => n));
    expect(await Promise.all(runs.map(async (runId) => (await taken(runId)).length))).toEqual(runs.map(() => 1));
  });
});

describe('a message whose carrier dies', () => {
  it.each(['written', 'aimed', 'taken'] as const)('with its process, when it was just %s, is taken once all the same, by the run that has waited longest', async (when) => {
    const key = fresh();
    const [runId, other] = [await open(waitingTwice!, key), await open(waiting!, key)];
    const sent = message(key);
    const child = spawn(process.execPath, ['--import', 'tsx', 'test/scenarios/dying-sender.ts', JSON.stringify({ address: world.temporalAddress, namespace: world.namespace, mongoUri: world.mongoUri, message: sent, when } satisfies DyingSender)], { stdio: 'ignore' });
    expect(await new Promise((resolve) => { child.once('exit', (_code, signal) => resolve(signal)); })).toBe('SIGKILL');
    const left = await messages.read(sent.id);
    expect([left?.state, left?.target?.run, (await taken(runId)).length]).toEqual(['pending', when === 'written' ? undefined : runId, when === 'taken' ? 1 : 0]);
    await world.eventually(async () => (await messages.read(sent.id))?.state === 'delivered', 60_000);
    expect(await messages.read(sent.id)).toMatchObject({ run: runId, attempt: 1 });
    expect([(await taken(runId)).length, await isOpen(runId), await isOpen(other)]).toEqual([1, true, true]);
  });

  it('after it was written is delivered by somebody else', async () => {
    const key = fresh();
    const runId = await open(waiting!, key);
    const sent = message(key);
    const at = new Date();
    await messages.addMessage(sent, at.toISOString(), new Date(at.getTime() + 1_500).toISOString());
    await isOver(runId);
    await world.eventually(async () => (await messages.read(sent.id))?.state === 'delivered');
  });

  it('after the run has taken it, is not taken a second time by the run\'s next wait, nor by another run', async () => {
    const key = fresh();
    const [runId, other] = [await open(waitingTwice!, key), await open(waiting!, key)];
    let calls = 0;
    const dying = postBy({ deliverMessage: async (run, news) => {
      await world.engine.deliverMessage(run, news);
      calls += 1;
      throw new CatalogueError('SERVICE_UNAVAILABLE', { service: 'Temporal' });
    } });
    const sent = message(key);
    expect(await dying.send(sent)).toMatchObject({ state: 'kept', run: null });
    expect([calls, (await messages.read(sent.id))?.target?.run]).toEqual([1, runId]);
    await world.eventually(async () => (await messages.read(sent.id))?.state === 'delivered');
    expect(await messages.read(sent.id)).toMatchObject({ run: runId, attempt: 1 });
    expect([(await taken(runId)).length, await isOpen(runId), await isOpen(other)]).toEqual([1, true, true]);
  });

  it('is known by the log of a run that took it and ended before anybody noted so', async () => {
    const key = fresh();
    const [runId, other] = [await open(waiting!, key), await open(waiting!, key)];
    const sent = message(key);
    const dying = postBy({ deliverMessage: async (run, news) => {
      await world.engine.deliverMessage(run, news);
      await world.eventually(() => world.engine.hasEnded(run));
      throw new CatalogueError('RUN_OVER', { status: 'completed' });
    } });
    expect(await dying.send(sent)).toMatchObject({ state: 'delivered', run: runId });
    expect(await isOpen(other)).toBe(true);
  });

  it('goes to the next who waits when the run ends while it is on its way', async () => {
    const key = fresh();
    const [first, second] = [await open(waiting!, key), await open(waiting!, key)];
    const slow = postBy({ deliverMessage: async (run, news) => {
      if (run === first) await world.engine.cancelRun(first, { id: fresh(), reason: 'no longer needed', by: { kind: 'person', id: ana.person } });
      return world.engine.deliverMessage(run, news);
    } });
    const sent = message(key);
    expect(await slow.send(sent)).toMatchObject({ state: 'delivered', run: second });
    expect(await messages.read(sent.id)).toMatchObject({ attempt: 2 });
    await isOver(second);
    expect(await taken(first)).toEqual([]);
  });

  it('is kept when the only run ends on its way, and reaches one that waits later', async () => {
    const key = fresh();
    const first = await open(waiting!, key);
    const slow = postBy({ deliverMessage: async (run, news) => {
      await world.engine.cancelRun(run, { id: fresh(), reason: 'no longer needed', by: { kind: 'person', id: ana.person } });
      return world.engine.deliverMessage(run, news);
    } });
    const sent = message(key);
    expect(await slow.send(sent)).toMatchObject({ state: 'kept' });
    const later = await open(waiting!, key);
    await isOver(later);
    await world.eventually(async () => (await messages.read(sent.id))?.run === later);
    expect(await taken(first)).toEqual([]);
  });
});

describe('a flow', () => {
  it('sends to another that waits already, and to one that waits later; the key tells them apart', async () => {
    const sending = await world.publish(drawFlow({ start: 'start', send: { kind: 'throw-message', config: { message: 'parcel.arrived', key: '=number', data: { weight: '=3 + 4' } } }, over: { kind: 'message-end', config: { message: 'parcel.arrived', key: '=number', data: { weight: 8 } } } }, ['start -> send', 'send -> over'], { key: 'sending', variables: { number: { type: 'text' } } } as never));
    const key = fresh();
    const [first, stranger] = [await open(waiting!, key), await open(waiting!, fresh())];
    const sender = await open(sending, key);
    await Promise.all([isOver(first), isOver(sender)]);
    const second = await open(waiting!, key);
    await isOver(second);
    expect([await varsOf(first), await varsOf(second), await isOpen(stranger)]).toMatchObject([{ parcel: { weight: 7 } }, { parcel: { weight: 8 } }, true]);
  });

  it('sends to another part of itself', async () => {
    const flow = await world.publish(drawFlow({ start: 'start', split: 'parallel', wait: { kind: 'wait-message', config: parcel }, send: { kind: 'throw-message', config: { message: 'parcel.arrived', key: '=number' } }, join: 'parallel', end: 'end' }, ['start -> split', 'split -> wait', 'split -> send', 'wait -> join', 'send -> join', 'join -> end'], { key: 'to-itself', variables: { number: { type: 'text' } } } as never));
    await isOver(await open(flow, fresh()));
  });

  it('tells a signal to all who wait for it now, in this run and in others, and to nobody later', async () => {
    const name = `over.${fresh()}`;
    const listening = await world.publish(drawFlow({ start: 'start', wait: { kind: 'wait-message', config: { message: name, resultVariable: 'heard' } }, end: 'end' }, ['start -> wait', 'wait -> end'], { key: 'listening' }));
    const telling = await world.publish(drawFlow({ start: 'start', split: 'parallel', wait: { kind: 'wait-message', config: { message: name } }, ready: 'task', tell: { kind: 'signal-end', config: { signal: name, data: { by: '="tower"' } } }, end: 'end' }, ['start -> split', 'split -> wait', 'split -> ready', 'ready.done -> tell', 'wait -> end'], { key: 'telling' }));
    const runs = await Promise.all(Array.from({ length: 9 }, () => world.open(listening)));
    const teller = await world.open(telling);
    await world.finish(teller, ana);
    await Promise.all([...runs, teller].map(isOver));
    expect(await Promise.all(runs.map(async (runId) => (await varsOf(runId))['heard']))).toEqual(runs.map(() => ({ by: 'tower' })));
    const late = await world.open(listening);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await isOpen(late)).toBe(true);
  });

  it('whose signal cannot reach a run now reaches it as soon as it can, and tells nobody twice', async () => {
    const name = `over.${fresh()}`;
    const listening = await world.publish(drawFlow({ start: 'start', one: { kind: 'wait-message', config: { message: name } }, two: { kind: 'wait-message', config: { message: name } }, end: 'end' }, ['start -> one', 'one -> two', 'two -> end'], { key: 'listening-twice' }));
    const [reached, away] = [await world.open(listening), await world.open(listening)];
    const half = postBy({ deliverMessage: async (run, news) => {
      const told = run === away ? null : await world.engine.deliverMessage(run, news);
      if (told === null) throw new CatalogueError('SERVICE_UNAVAILABLE', { service: 'Temporal' });
      return told;
    } });
    const id = `test/${fresh()}`;
    expect(await half.tell({ id, name, data: {}, by: machine })).toEqual({ id, told: 1, left: 1, isRepeat: false });
    await world.eventually(async () => (await messages.read(id))?.state === 'delivered');
    expect(await postBy().tell({ id, name, data: {}, by: machine })).toEqual({ id, told: 2, left: 0, isRepeat: true });
    expect([(await taken(reached)).length, (await taken(away)).length]).toEqual([1, 1]);
  });

  it('of which alarms\' own messages are none of the post\'s', async () => {
    await expect(postBy().send({ ...message('g1'), name: 'alarm.recovered' })).rejects.toMatchObject({ code: 'MESSAGE_NAME_KEPT' });
    await expect(postBy().send(message('k', { data: { much: 'x'.repeat(61_000) } }))).rejects.toMatchObject({ code: 'MESSAGE_TOO_LARGE' });
  });
});
