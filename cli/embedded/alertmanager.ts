/** The real Alertmanager that tests send alarms through: where it comes from and how one is started on a folder of its own. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StarterSettings } from '#domain/settings';
import { aptUnpack } from './apt.ts';
import { startAttached } from './attached.ts';
import { cached, cacheFolder } from './cache.ts';
import { givenProgram, locateThrough, type Located, type Log, type Miss, type Search } from './located.ts';
import { machineLayers } from './machine.ts';
import { outputOf } from './run-program.ts';
import { alertmanagerFile } from './vendor/files.ts';
import { vendorLayer, vendorPath } from './vendor/layer.ts';

const component = 'Alertmanager';
const cacheName = 'alertmanager-debian-unpacked';
const inPackage = 'usr/bin/prometheus-alertmanager';
/** Where Debian's build looks for its templates, and the same place seen from the folder it is unpacked in: as long to the byte, because it is written over in the program. */
const installedShare = '/usr/share/prometheus/alertmanager';
const unpackedShare = 'usr/share/prometheus//alertmanager';

export function locateAlertmanager(settings: StarterSettings, log: Log, search: Search = {}): Promise<Located> {
  const cache = cacheFolder(settings);
  const vendor = { component, key: 'alertmanager', table: alertmanagerFile, setting: 'SIGNALBOX_MIRROR_ALERTMANAGER', mirror: settings.alertmanagerMirror, cache };
  return locateThrough(component, [
    givenProgram(component, 'SIGNALBOX_ALERTMANAGER_BIN', settings.alertmanagerBin, versionOf),
    ...machineLayers({ component, names: ['prometheus-alertmanager', 'alertmanager'], kept: [vendorPath(vendor), join(cache, cacheName, inPackage)] }, versionOf),
    vendorLayer(vendor, versionOf, log),
    { layer: 'registry', find: () => fromDebian(cache, log) },
  ], log, search);
}

/** Unpacked, not installed: the package would start a service of its own on port 9093. */
async function fromDebian(cache: string, log: Log): Promise<Located | Miss> {
  let refused: Miss | null = null;
  const folder = await cached(cache, cacheName, log, async (draft) => {
    refused = await aptUnpack('prometheus-alertmanager', draft, log);
    if (refused) throw new Error(refused.miss);
    const program = join(draft, inPackage);
    writeFileSync(program, lookingBesideItself(readFileSync(program)));
    await versionOf(program);
  }).catch((thrown: unknown) => {
    refused ??= { miss: thrown instanceof Error ? thrown.message : String(thrown) };
    return null;
  });
  if (folder === null) return refused ?? { miss: 'it could not be unpacked' };
  const path = join(folder, inPackage);
  return { component, layer: 'registry', path, version: await versionOf(path) };
}

/** The program with its compiled-in template folder made relative: started in the folder it is unpacked in, it needs nothing that only an installation puts in place. */
export function lookingBesideItself(program: Buffer): Buffer {
  const moved = Buffer.from(program);
  for (let at = moved.indexOf(installedShare); at >= 0; at = moved.indexOf(installedShare, at)) moved.write(unpackedShare, at, 'latin1');
  return moved;
}

async function versionOf(path: string): Promise<string> {
  const output = await outputOf(path, ['--version']);
  const version = /version (\d+\.\d+\.\d+)/.exec(output)?.[1];
  if (!version) throw new Error(`${path} --version names no version`);
  return version;
}

/** The folder a program lies in as `usr/bin/<program>`; of any other the one three up, which it does not mind. */
const rootOf = (path: string): string => join(path, '../../..');

export interface RunningAlertmanager {
  /** http://127.0.0.1:port */
  address: string;
  pid: number;
  stop(): Promise<void>;
}

/** Starts one with the given configuration (YAML text) in `folder` (absolute) and waits until it is ready. It dies with the caller. Throws COMPONENT_NOT_READY. */
export async function startAlertmanager(located: Located, options: { folder: string; port: number; config: string; externalUrl?: string }): Promise<RunningAlertmanager> {
  mkdirSync(options.folder, { recursive: true });
  const configFile = join(options.folder, 'alertmanager.yml');
  writeFileSync(configFile, options.config, { mode: 0o600 });
  const address = `http://127.0.0.1:${options.port}`;
  const running = await startAttached({
    component, program: located.path ?? '', cwd: rootOf(located.path ?? ''), logFile: join(options.folder, 'alertmanager.log'), readyUrl: `${address}/-/ready`, readyWithinMs: 20_000,
    args: [
      `--config.file=${configFile}`, `--storage.path=${join(options.folder, 'data')}`, `--web.listen-address=127.0.0.1:${options.port}`, '--cluster.listen-address=', '--log.level=info',
      ...(options.externalUrl ? [`--web.external-url=${options.externalUrl}`, '--web.route-prefix=/'] : []),
    ],
  });
  return { address, ...running };
}
