/**
 * Alarms through the real portal: posts over HTTP until their 202, and changes until their group has read them; beside bare signalWithStart on the same
 * Temporal in the same run. Portal, worker, Temporal and MongoDB are processes of their own; this process only posts.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NativeConnection, Worker } from '@temporalio/worker';
import { Agent } from 'undici';
import { projectFolder } from '#embedded/project';
import { startStack } from '#embedded/stack';
import { openEngineConnection } from '#integrations/engine/connection';
import { alarmModels } from '#store/alarm/alarm.models';
import { createAlarmSourceRepo } from '#store/alarm/source.repo';
import { openConnection } from '#store/core/connection';
import { createSecretRepo } from '#store/secret/secret.repo';
import { buildWorkflowBundle } from '#worker/bundle';
import { aSource } from '../builders/alarm.builder.ts';
import { bareSignal, bareSignals } from './bare/bare.workflow.ts';
import type { BenchResult } from './bench.ts';

const groups = 100;
const atOnce = 40;
const rounds = 3;
const secret = 'of the bench';

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const round = (value: number): number => Math.round(value * 10) / 10;
const percentile = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/** Runs `work` for every item, so many at once; answers seconds in all and milliseconds of each. */
async function spread<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<{ seconds: number; each: number[] }> {
  const each: number[] = [];
  const queue = [...items];
  const begin = performance.now();
  await Promise.all(Array.from({ length: width }, async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      const from = performance.now();
      await work(item);
      each.push(performance.now() - from);
    }
  }));
  return { seconds: (performance.now() - begin) / 1_000, each };
}

export async function run(): Promise<BenchResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  const stack = await startStack({ dataDir, components: ['temporal', 'mongodb', 'worker', 'portal'], env: { SIGNALBOX_DEMO: 'false', SIGNALBOX_LOG_LEVEL: 'warn' } });
  const database = openConnection(stack.mongoUri, { appName: 'bench' });
  await database.whenConnected;
  const { heads } = alarmModels(database.connection);
  // Groups wait longer than the bench takes: what is measured is the way of an alarm into its group, not the opening of tickets.
  await createAlarmSourceRepo(database.connection).save(aSource({ id: 'bench', secret: { secret: 'source.bench' }, groupWaitSeconds: 3_600, groupIntervalSeconds: 3_600 }));
  await createSecretRepo(database.connection, stack.env['SIGNALBOX_DATA_KEY'] ?? '').store({ name: 'source.bench', use: 'source', hosts: [] }, secret);
  const agent = new Agent({ connections: atOnce, pipelining: 1 });
  let made = 0;

  const alert = (fingerprint: number) => ({
    status: 'firing', fingerprint: `b${fingerprint}`, startsAt: new Date().toISOString(), endsAt: '0001-01-01T00:00:00Z', generatorURL: 'http://prometheus.example/graph?g0.expr=up',
    labels: { alertname: `Bench ${fingerprint % groups}`, instance: `host-${fingerprint}:9100`, job: 'node', severity: fingerprint % 3 === 0 ? 'critical' : 'warning', cluster: 'bench' },
    annotations: { summary: `Disk of host-${fingerprint} is nearly full`, description: 'Less than 5 % of the disk is left. It will be full within the hour.', runbook_url: 'https://runbooks.example/disk' },
  });
  async function post(alerts: readonly ReturnType<typeof alert>[]): Promise<void> {
    const { statusCode, body } = await agent.request({
      origin: stack.address, path: '/api/alarms/bench', method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify({ version: '4', groupKey: '{}', truncatedAlerts: 0, status: 'firing', receiver: 'bench', groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: 'http://alertmanager.example', alerts }),
    });
    const answer = await body.text();
    if (statusCode !== 202) throw new Error(`${statusCode}: ${answer}`);
  }
  /** Posts with a share of alarms that fire already. */
  function posts(count: number, size: number, repeats: number): ReturnType<typeof alert>[][] {
    const known = made;
    return Array.from({ length: count }, () => Array.from({ length: size }, () => alert(known > 0 && Math.random() < repeats ? Math.floor(Math.random() * known) : made++)));
  }
  async function untilRead(): Promise<void> {
    while (await heads.exists({ isPending: true })) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  const figures: Record<string, number> = {};
  try {
    await spread(posts(40, 50, 0), 8, post);
    await untilRead();
    for (const [size, count] of [[1, 1_000], [50, 100]] as const) {
      for (const repeats of [0, 0.9]) {
        const answered: number[] = [];
        const read: number[] = [];
        const p95: number[] = [];
        for (let turn = 0; turn < rounds; turn += 1) {
          const batch = posts(count, size, repeats);
          const begin = performance.now();
          const { seconds, each } = await spread(batch, atOnce, post);
          answered.push((count * size) / seconds);
          p95.push(percentile(each, 0.95));
          await untilRead();
          read.push((count * size) / ((performance.now() - begin) / 1_000));
        }
        const name = `postsOf${size}_repeats${repeats * 100}`;
        figures[`${name}_answeredPerSecond`] = round(median(answered));
        figures[`${name}_readByGroupPerSecond`] = round(median(read));
        figures[`${name}_p95Ms`] = round(median(p95));
      }
    }
    figures['bareSignalWithStartPerSecond'] = round(await bare(stack.temporalAddress, stack.temporalNamespace));
    figures['changesToBareRatio'] = round((figures['postsOf1_repeats0_readByGroupPerSecond'] ?? 0) / (figures['bareSignalWithStartPerSecond'] ?? 1) * 10) / 10;
  } finally {
    await agent.close();
    await database.close();
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  return {
    name: 'alarms', figures,
    method: `Posts of 1 (1,000) and 50 (100) alarms over HTTP, ${atOnce} at once, spread over ${groups} groups, with 0 % and 90 % repeats; answered: until every 202, which is after the majority write; readByGroup: until every change was passed by its group's cursor. `
      + `Bare: signalWithStart to ${groups} workflows that ignore it, ${atOnce} at once, same Temporal, with the worker of this process. Medians of ${rounds}.`,
  };
}

/** signalWithStart alone: what every change would cost if each rang its own bell. */
async function bare(address: string, namespace: string): Promise<number> {
  const { codePath } = await buildWorkflowBundle({ entry: join(projectFolder, 'test/bench/bare/bare.workflow.ts'), outFile: join(projectFolder, '.build/bench-bare.js'), sources: [] });
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({ connection, namespace, taskQueue: 'bench', workflowBundle: { codePath } });
  const running = worker.run();
  const { client, close } = openEngineConnection({ address, namespace });
  const rates: number[] = [];
  for (let turn = 0; turn < rounds; turn += 1) {
    const { seconds } = await spread(Array.from({ length: 1_000 }, (_, at) => at), atOnce, async (at) => {
      await client.workflow.signalWithStart(bareSignals, { workflowId: `bare-${turn}-${at % groups}`, taskQueue: 'bench', signal: bareSignal, signalArgs: [] });
    });
    rates.push(1_000 / seconds);
  }
  worker.shutdown();
  await running;
  await close();
  await connection.close();
  return median(rates);
}
