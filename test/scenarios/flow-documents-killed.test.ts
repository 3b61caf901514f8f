/** A worker that is killed between adding a flow's document and saying so: the next one goes on with the file that is there. Real processes, a real kill. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startStack, type Stack } from '#embedded/stack';
import { createEventRepo } from '#store/audit/event.repo';
import { eventModel } from '#store/audit/event.model';
import { fileModels } from '#store/file/file.model';
import { createFileRepo } from '#store/file/file.repo';
import { drawFlow } from '../builders/flow/flow.draw.ts';
import { eventually } from '../setup/eventually.ts';
import { flowWorldOn, type FlowWorld } from '../setup/flow-world.ts';
import { freshFolder, freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';

vi.setConfig({ testTimeout: 240_000 });
let world: FlowWorld;
let worker: Stack | null = null;
const folder = freshFolder('signalbox-killed');
const points = join(folder, 'points');
let env: Record<string, string>;
const startWorker = async (): Promise<Stack> => startStack({ dataDir: folder, components: ['worker'], env: { ...env, SIGNALBOX_CRASH_POINTS: points } });

beforeAll(async () => {
  mkdirSync(points, { recursive: true });
  env = { MONGODB_URI: freshMongoUri('killed'), TEMPORAL_ADDRESS: temporalAddress(), TEMPORAL_NAMESPACE: await freshNamespace('killed') };
  world = await flowWorldOn({ temporalAddress: temporalAddress(), namespace: env['TEMPORAL_NAMESPACE']!, mongoUri: env['MONGODB_URI']!, hasWorkers: false });
  worker = await startWorker();
});
afterAll(async () => {
  await worker?.stop();
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('the ticket has one file, one event of it, and no bytes of a second one', async () => {
  const { connection } = world.database;
  const flow = await world.publish(drawFlow({ start: 'start', step: { kind: 'activity', config: { activity: 'document', resultVariable: 'came', timeoutSeconds: 50, retrySeconds: 0.2 } as never }, end: 'end' }, ['start -> step', 'step -> end'], { key: 'killed-paper' } as never));
  writeFileSync(join(points, 'effect-performed'), '');
  const runId = await world.open(flow);
  // It stands still there, with the file added and its answer not told.
  const [stood] = await eventually(async () => { const found = readdirSync(points).filter((name) => name.startsWith('effect-performed.')); return found.length > 0 ? found : null; }, { withinMs: 60_000 });
  expect(Number(stood!.split('.')[1])).toBe(worker!.pid('worker'));
  const ticket = runId.split('/')[1]!;
  const files = createFileRepo(connection, createEventRepo(connection));
  const [before] = await files.ofTicket(ticket, true);
  await worker!.kill('worker');
  await worker!.stop();
  worker = await startWorker();
  const run = await eventually(async () => { const found = await world.runs.read(runId); return found?.status === 'completed' ? found : null; }, { withinMs: 120_000 });
  expect(run.state.scopes['s0']!.vars['came']).toEqual({ file: before!.id, name: before!.name, pages: expect.any(Number) as number });
  expect((await files.ofTicket(ticket, true)).map(({ id }) => id)).toEqual([before!.id]);
  expect(await eventModel(connection).countDocuments({ action: 'file.added', 'refs.id': ticket }).exec()).toBe(1);
  expect(await fileModels(connection).loose.countDocuments().exec()).toBe(0);
});
