/** Starts as people do, `signalbox start`'s own stack: with an empty data folder, and again; until the portal answers and until its home can be used. What a first load weighs, by page. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildServer, buildWeb, buildWorkflows } from '#embedded/builds';
import { silentLog } from '#embedded/located';
import { projectFolder } from '#embedded/project';
import { startStack } from '#embedded/stack';
import { pageLoads } from '#embedded/web-load';
import type { BenchResult } from './bench.ts';
import { watchedBrowser } from './browser.parts.ts';

const rounds = 3;
const median = (values: readonly number[]): number => Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!);

/** Milliseconds until every component is ready, and until the home of somebody who signs in then can be used, with nothing cached. */
async function started(dataDir: string): Promise<{ readyMs: number; homeMs: number }> {
  const from = performance.now();
  const stack = await startStack({ dataDir, env: { SIGNALBOX_LOG_LEVEL: 'error' } });
  try {
    const readyMs = performance.now() - from;
    const browser = await watchedBrowser(stack.address, 'agent');
    const { ms } = await browser.first('/', '#page section').finally(() => browser.close());
    return { readyMs, homeMs: ms };
  } finally {
    await stack.stop();
  }
}

export async function run(): Promise<BenchResult> {
  await buildWeb(silentLog);
  await Promise.all([buildServer(silentLog), buildWorkflows(silentLog)]);
  const [cold, warm]: [{ readyMs: number; homeMs: number }[], { readyMs: number; homeMs: number }[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-bench-start-'));
    try {
      cold.push(await started(dataDir));
      warm.push(await started(dataDir));
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
  const loads = pageLoads(join(projectFolder, '.build/web'));
  return {
    name: 'start',
    method: `The whole stack (Temporal, MongoDB, worker, device, portal, demonstration company) ${rounds} times with an empty data folder (cold) and again with the same (warm), programs fetched and code built before; medians. Home: from the start of the navigation, signed in, browser cache empty, until it stands and nothing is loading, right after the start. Bytes: what a page imports at once, gzipped, from the manifest of the build.`,
    figures: {
      coldReadyMs: median(cold.map(({ readyMs }) => readyMs)), coldHomeMs: median(cold.map(({ homeMs }) => homeMs)), warmReadyMs: median(warm.map(({ readyMs }) => readyMs)), warmHomeMs: median(warm.map(({ homeMs }) => homeMs)),
      homeFirstBytesGzip: loads.home.bytes, listFirstBytesGzip: loads.list.bytes, ticketFirstBytesGzip: loads.ticket.bytes, homeFiles: loads.home.files.length,
    },
  };
}
