/** What benches share: medians, percentiles, work at a fixed concurrency, and the bare workflows on the same Temporal. */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { consoleLog } from '#embedded/console-log';
import { startStack, type Stack, type StackOptions } from '#embedded/stack';
import { prepareNamespace } from '#embedded/temporal-namespace';
import { dataConverter } from '#integrations/engine/data-converter';
import { buildWorkflowBundle } from '#worker/bundle';

export const median = (values: readonly number[]): number => percentile(values, 0.5);
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
export const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits));

/** SIGNALBOX_BENCH_SCALE=0.1 tries a bench out quickly; figures worth keeping are taken at 1. */
export const scaled = (count: number): number => Math.max(2, Math.round(count * Number(process.env['SIGNALBOX_BENCH_SCALE'] ?? 1)));

export interface Timed { perSecond: number; p50Ms: number; p95Ms: number }

/** Does every piece of work, so many at once; each piece tells how long its parts took. */
export async function atOnce<T>(work: readonly T[], concurrency: number, perform: (one: T) => Promise<number[]>): Promise<Timed> {
  const queue = [...work];
  const times: number[] = [];
  const began = performance.now();
  await Promise.all(Array.from({ length: concurrency }, async () => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) times.push(...await perform(one));
  }));
  const seconds = (performance.now() - began) / 1000;
  return { perSecond: times.length / seconds, p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95) };
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** A stack in a folder of its own that is removed afterwards; everything in real processes. */
export async function withStack<T>(options: Omit<StackOptions, 'dataDir'>, work: (stack: Stack) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  const stack = await startStack({ ...options, dataDir, log: consoleLog(process.stderr, 'bench: '), env: { SIGNALBOX_DEMO_TICKETS: 'false', SIGNALBOX_LOG_LEVEL: 'warn', ...options.env } });
  try {
    return await work(stack);
  } finally {
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

export interface Bare { client: Client; stop(): Promise<void> }

/** The bare workflows in a namespace and a worker process of their own. */
export async function startBare(stack: Stack): Promise<Bare> {
  const namespace = 'bare';
  await prepareNamespace(stack.temporalAddress, namespace);
  const folder = fileURLToPath(new URL('./bare/', import.meta.url));
  const outFile = fileURLToPath(new URL('../../.build/bench-bare-bundle.js', import.meta.url));
  const { codePath } = await buildWorkflowBundle({ entry: join(folder, 'bare.workflow.ts'), outFile, sources: [folder] });
  const worker = fork(join(folder, 'bare.worker.ts'), { execArgv: ['--import', 'tsx'], env: { ...process.env, TEMPORAL_ADDRESS: stack.temporalAddress, BENCH_NAMESPACE: namespace, BENCH_BUNDLE: codePath, NO_PROXY: '127.0.0.1,localhost' } });
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('exit', (code) => reject(new Error(`the bare worker ended with ${String(code)}`)));
  });
  const connection = await Connection.connect({ address: stack.temporalAddress });
  return {
    client: new Client({ connection, namespace, dataConverter }),
    async stop() {
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      worker.disconnect();
      await ended;
      await connection.close();
    },
  };
}
