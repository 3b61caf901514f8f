/** The demonstration tickets where their making is cut off between a ticket and its run, and gone on with later. */
import { rmSync } from 'node:fs';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedOnce } from '#activities/demo/seed-once';
import { stories } from '#activities/demo/stories';
import { startStack, type Stack } from '#embedded/stack';
import { openEngineConnection, type EngineConnection } from '#integrations/engine/connection';
import { createFlowEngine } from '#integrations/engine/engine';
import { createRunInspector } from '#integrations/engine/inspector';
import { createRunRepo } from '#store/flow/run.repo';
import { differenceOf } from '#worker/reconciler';
import { freshFolder } from '../setup/fresh.ts';

const everything = stories.finished.length + stories.open.length;
const said = [...stories.finished, ...stories.open].flatMap((story) => story.steps.filter((step) => step.do === 'say'));
const quiet = { info: () => undefined, warn: () => undefined };

describe('the seed', () => {
  const folder = freshFolder('signalbox-seed');
  let stack: Stack;
  let database: Connection;
  let engine: EngineConnection;
  beforeAll(async () => {
    stack = await startStack({ dataDir: folder, components: ['temporal', 'mongodb', 'worker', 'portal'], env: { SIGNALBOX_LOG_LEVEL: 'error', SIGNALBOX_DEMO_TICKETS: 'false' } });
    database = await mongoose.createConnection(stack.mongoUri).asPromise();
    engine = openEngineConnection({ address: stack.temporalAddress, namespace: stack.temporalNamespace });
  });
  afterAll(async () => {
    await engine?.close();
    await database?.close();
    await stack?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const count = (name: string, filter: object = {}): Promise<number> => database.collection(name).countDocuments(filter);

  it('is whole, each ticket once and each open one a run that stands as it is shown, after it was cut off and begun again an hour later', async () => {
    const real = createFlowEngine(engine);
    let starts = 0;
    let isStopping = false;
    const dying = { startRun: (input: Parameters<typeof real.startRun>[0]) => {
      if (++starts <= 3) return real.startRun(input);
      isStopping = true;
      return Promise.reject(new Error('killed before the run was started'));
    } };
    const begunAt = Date.now();
    await seedOnce({ connection: database, engine: dying, nowMs: () => begunAt, log: quiet, isStopping: () => isStopping });
    expect(await count('tickets')).toBe(stories.finished.length + 4);

    await seedOnce({ connection: database, engine: real, nowMs: () => begunAt + 3_600_000, log: quiet, isStopping: () => false });
    expect([await count('tickets'), (await database.collection('tickets').distinct('key')).length, await count('comments')]).toEqual([everything, everything, said.length]);
    const inspector = createRunInspector(engine);
    const runs = createRunRepo(database);
    const open = await runs.running(null, 100);
    expect(open).toHaveLength(stories.open.length);
    for (const row of open) await expect.poll(() => differenceOf(row, { runs, inspector }), { timeout: 30_000, message: row.id }).toBe(null);
  });
});
