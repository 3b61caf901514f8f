/** The Temporal server: where its program comes from and how the embedded one is started. Its namespaces are prepared in temporal-namespace.ts. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CatalogueError } from '#domain/errors';
import type { StarterSettings } from '#domain/settings';
import { cached, cacheFolder } from './cache.ts';
import type { ChildSpec } from './child.ts';
import { bar } from './console-log.ts';
import { findGo } from './go.ts';
import { givenProgram, locateThrough, type Located, type Log, type Miss, type Search } from './located.ts';
import { machineLayers } from './machine.ts';
import { outputOf, runProgram } from './run-program.ts';
import { prepareNamespace } from './temporal-namespace.ts';
import { reachableTcp } from './readiness.ts';
import { temporalFile } from './vendor/files.ts';
import { vendorLayer, vendorPath } from './vendor/layer.ts';

const component = 'Temporal';
/** The last tag of the CLI that `go install` accepts (later ones have a replace directive); it holds server 1.29. */
const cliTag = 'v1.5.1';
const cacheName = 'temporal-cli-1.5.1';
const oldestServer = [1, 28] as const;
/** Packages `go install -v` names for this tag when Go has built nothing before, its own library included; for the progress bar only. */
const packagesToCompile = 1_300;
const buildTimeoutMs = 25 * 60_000;

export function locateTemporal(settings: StarterSettings, log: Log, search: Search = {}): Promise<Located> {
  const cache = cacheFolder(settings);
  const vendor = { component, key: 'temporal', table: temporalFile, setting: 'SIGNALBOX_MIRROR_TEMPORAL', mirror: settings.temporalMirror, cache };
  return locateThrough(component, [
    { layer: 'given', find: () => givenAddress(settings.temporalAddress) },
    givenProgram(component, 'SIGNALBOX_TEMPORAL_BIN', settings.temporalBin, serverVersion),
    ...machineLayers({ component, names: ['temporal'], kept: [vendorPath(vendor), join(cache, cacheName, 'temporal')] }, serverVersion),
    vendorLayer(vendor, serverVersion, log),
    { layer: 'registry', find: () => goInstall(cache, log) },
  ], log, search);
}

async function givenAddress(address: string | undefined): Promise<Located | Miss> {
  if (!address) return { miss: 'TEMPORAL_ADDRESS is not set' };
  const colon = address.lastIndexOf(':');
  if (!await reachableTcp(address.slice(0, colon), Number(address.slice(colon + 1)), 3_000)) {
    throw new CatalogueError('COMPONENT_GIVEN_UNUSABLE', { setting: 'TEMPORAL_ADDRESS', component, reason: `nothing answers at ${address}` });
  }
  return { component, layer: 'given', address, version: 'as given' };
}

/** "1.29.1". Throws when the program does not run or its server is too old for what the flows use (priority and fairness). */
async function serverVersion(path: string): Promise<string> {
  const output = await outputOf(path, ['--version']);
  const version = /Server (\d+)\.(\d+)\.(\d+)/.exec(output);
  if (!version) throw new Error(`${path} --version names no server: ${output.trim().slice(0, 80)}`);
  const [, major, minor] = version.map(Number) as [number, number, number];
  if (major < oldestServer[0] || (major === oldestServer[0] && minor < oldestServer[1])) {
    throw new CatalogueError('COMPONENT_TOO_OLD', { path, found: `Temporal server ${version[0].slice(7)}`, needed: oldestServer.join('.') });
  }
  return version[0].slice(7);
}

/** Layer 4: the Go module proxy. Its checksum database vouches for the sources. */
async function goInstall(cache: string, log: Log): Promise<Located | Miss> {
  const go = await findGo();
  if ('miss' in go) return go;
  const folder = await cached(cache, cacheName, log, async (draft) => {
    const { program, env } = await go.ready(draft, log);
    const built = { ...env, GOFLAGS: `${process.env['GOFLAGS'] ?? ''} -ldflags=-s`.trim(), CGO_ENABLED: '0' };
    // One small question first: a proxy that refuses says so in seconds, the build would take its time over it.
    const asked = await runProgram(program, ['list', '-m', `github.com/temporalio/cli@${cliTag}`], { env: built, timeoutMs: 30_000 });
    if (asked.code !== 0) throw new Error(`the Go module proxy refused: ${asked.output.trim().split('\n').slice(-1)[0]?.slice(0, 200) ?? 'no answer within 30 s'} (let Go reach one by GOPROXY, or set SIGNALBOX_TEMPORAL_BIN or TEMPORAL_ADDRESS)`);
    log.info('Temporal is built from the Go module proxy, once: about 4 minutes on two cores, less when Go has built it before');
    let downloads = 0;
    let compiled = 0;
    await outputOf(program, ['install', '-v', `github.com/temporalio/cli/cmd/temporal@${cliTag}`], {
      env: { ...built, GOBIN: draft }, timeoutMs: buildTimeoutMs,
      onLine(line) {
        if (line.startsWith('go: downloading')) log.progress(`Temporal: ${downloads += 1} modules downloaded`);
        else log.progress(`Temporal: ${bar(compiled += 1, packagesToCompile)} ${compiled} packages compiled`);
      },
    });
    await rm(join(draft, 'unpacked'), { recursive: true, force: true });
    await serverVersion(join(draft, 'temporal'));
  });
  const path = join(folder, 'temporal');
  return { component, layer: 'registry', path, version: await serverVersion(path) };
}

/** The embedded server on its file and port: settings measured in the runtime notes (docs/decisions/0031). Ready when its default namespace is prepared. */
export function temporalChild(located: Located, dataFolder: string, ports: { temporal: number; temporalUi: number }): ChildSpec {
  const address = `127.0.0.1:${ports.temporal}`;
  const dynamic = {
    // The default of 20 polls a second holds activities in a row at 11/s.
    'history.transferProcessorMaxPollRPS': 2000, 'history.timerProcessorMaxPollRPS': 2000, 'history.visibilityProcessorMaxPollRPS': 2000,
    'system.enableActivityEagerExecution': true, 'matching.useNewMatcher': true, 'matching.enableFairness': true,
  };
  return {
    name: 'temporal', command: located.path ?? '',
    args: [
      'server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', String(ports.temporal), '--db-filename', join(dataFolder, 'temporal.db'),
      '--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=1', '--log-level', 'error',
      ...Object.entries(dynamic).flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${JSON.stringify(value)}`]),
    ],
    env: { GOGC: '400' }, readyWithinMs: 60_000, stopSignal: 'SIGTERM', stopWithinMs: 10_000,
    becomeReady: () => prepareNamespace(address, 'default'),
  };
}
