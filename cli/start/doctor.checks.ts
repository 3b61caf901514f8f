/** What `signalbox doctor` looks at, one row each. Looking only: what a start would do about it is told, not done. */
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CatalogueError, errorShape } from '#domain/errors';
import { parseStarterSettings, type SettingSource, type StarterSettings } from '#domain/settings';
import { locateAlertmanager } from '#embedded/alertmanager';
import { locateBrowser } from '#embedded/browser';
import { buildLacks } from '#embedded/builds';
import { cacheFolder } from '#embedded/cache';
import { runningOn } from '#embedded/data-folder';
import { locateKeycloak } from '#embedded/keycloak';
import { silentLog, type Lack, type Located } from '#embedded/located';
import { locateMongod } from '#embedded/mongod';
import { keptPorts, takenPorts, type Ports } from '#embedded/ports';
import { projectFolder } from '#embedded/project';
import { locateTemporal } from '#embedded/temporal';
import { locateTestServer } from '#embedded/test-server';
import { firstRows, type DoctorRow } from './doctor.report.mjs';

/** What a first start may fetch and build, and a portal writes in its first weeks. */
const neededBytes = 2_000_000_000;

/** Every row, in the order in which a person would mend them. Throws SETTING_INVALID. */
export async function lookAround(env: SettingSource): Promise<DoctorRow[]> {
  const settings = parseStarterSettings(env);
  const dataFolder = resolve(projectFolder, settings.dataFolder);
  const looking = { isDry: true };
  return [
    ...firstRows(projectFolder),
    buildRow(buildLacks()),
    ...await Promise.all([
      serverRow('Temporal', 'start', 'SIGNALBOX_TEMPORAL_BIN or TEMPORAL_ADDRESS', locateTemporal(settings, silentLog, looking)),
      serverRow('MongoDB', 'start', 'SIGNALBOX_MONGOD_BIN or MONGODB_URI', locateMongod(settings, silentLog, looking)),
      serverRow('Browser', 'test', 'CHROME_BIN', locateBrowser(settings, silentLog, looking)),
      serverRow('Alertmanager', 'test', 'SIGNALBOX_ALERTMANAGER_BIN', locateAlertmanager(settings, silentLog, looking)),
      serverRow('Temporal test server', 'test', 'SIGNALBOX_TEMPORAL_TEST_SERVER_BIN', locateTestServer(settings, silentLog, looking)),
      serverRow('Keycloak', 'test', 'SIGNALBOX_KEYCLOAK_BIN', locateKeycloak(settings, silentLog, looking)),
    ]),
    await portsRow(dataFolder, settings),
    dataFolderRow(dataFolder),
    diskRow([dataFolder, cacheFolder(settings)]),
  ];
}

const plain = (component: string, state: DoctorRow['state'], detail: string, remedy: string | null = null): DoctorRow => ({ component, neededBy: 'start', layer: null, version: null, state, detail, remedy });

export async function serverRow(component: string, neededBy: DoctorRow['neededBy'], settings: string, search: Promise<Located>): Promise<DoctorRow> {
  try {
    const { layer, version, path, address } = await search;
    return { component, neededBy, layer, version, state: 'ok', detail: path ?? address ?? '', remedy: null };
  } catch (thrown) {
    if (!(thrown instanceof CatalogueError)) throw thrown;
    const { message, hint } = errorShape(thrown.code, thrown.params);
    const isGiven = thrown.code === 'COMPONENT_GIVEN_UNUSABLE';
    return {
      component, neededBy, layer: isGiven ? 'given' : null, version: null, state: lackOf(thrown), detail: message,
      remedy: isGiven ? hint : `${neededBy === 'start' ? 'npm start' : 'npm test'} fetches it where it can (docs/servers.md). Or set ${settings}.`,
    };
  }
}

function lackOf({ params }: CatalogueError): Lack {
  const { lack } = params;
  return lack === 'missing' || lack === 'too old' ? lack : 'broken';
}

export function buildRow(lacks: ReturnType<typeof buildLacks>): DoctorRow {
  const open = Object.entries(lacks).filter(([, lack]) => lack !== null);
  const state = open.some(([, lack]) => lack === 'missing') ? 'missing' : open.length > 0 ? 'too old' : 'ok';
  return plain('Build', state, state === 'ok' ? '.build' : open.map(([what, lack]) => `${what}: ${lack}`).join(', '), state === 'ok' ? null : 'npm start builds it (about half a minute).');
}

/** Ports of servers that were given by address are nobody's business. */
export async function portsRow(dataFolder: string, settings: Pick<StarterSettings, 'port' | 'temporalAddress' | 'mongodbUri'>): Promise<DoctorRow> {
  const { temporalUi: _unused, ...kept } = keptPorts(dataFolder);
  const ports: Partial<Ports> = { ...kept, ...(settings.port === undefined ? {} : { portal: settings.port }) };
  if (settings.temporalAddress) delete ports.temporal;
  if (settings.mongodbUri) delete ports.mongodb;
  const all = Object.entries(ports).map(([use, port]) => `${use} ${port}`).join(', ');
  if (all === '') return plain('Ports', 'ok', 'chosen at the first start');
  if (runningOn(dataFolder)) return plain('Ports', 'ok', `${all}: in use by the Signalbox that runs`);
  const taken = await takenPorts(ports);
  if (taken.length === 0) return plain('Ports', 'ok', all);
  const file = resolve(dataFolder, 'ports.json');
  return plain('Ports', 'broken', `held by another program: ${taken.map((use) => `${use} ${ports[use]}`).join(', ')}`, `Stop that program, or write a free port into ${file} (the portal's also follows PORT).`);
}

export function dataFolderRow(folder: string): DoctorRow {
  const remedy = 'Give this user the right to write there, or set SIGNALBOX_DATA to another folder.';
  const place = nearest(folder);
  try {
    if (!statSync(place).isDirectory()) return plain('Data folder', 'broken', `${place} is no folder`, remedy);
    accessSync(place, constants.W_OK | constants.X_OK);
  } catch {
    return plain('Data folder', 'broken', `${place} cannot be written to`, remedy);
  }
  const running = runningOn(folder);
  return plain('Data folder', 'ok', running ? `${folder}, Signalbox runs on it (process ${running.pid}, since ${running.since})` : existsSync(folder) ? folder : `${folder}, made at the first start`);
}

/** `bytes`: what has to be free on the fullest of the disks these folders lie on. */
export function diskRow(folders: readonly string[], bytes = neededBytes): DoctorRow {
  const [fullest] = folders.map((folder) => ({ folder, free: freeAt(folder) })).sort((one, other) => one.free - other.free);
  const gigabytes = (number: number) => `${(number / 1e9).toFixed(1)} GB`;
  const detail = fullest ? `${gigabytes(fullest.free)} free at ${fullest.folder}` : '';
  if (!fullest || fullest.free >= bytes) return plain('Disk space', 'ok', detail);
  return plain('Disk space', 'missing', `${detail}, ${gigabytes(bytes)} are needed`, 'Free some, or set SIGNALBOX_DATA and SIGNALBOX_CACHE to folders on another disk.');
}

function freeAt(folder: string): number {
  const { bavail, bsize } = statfsSync(nearest(folder));
  return bavail * bsize;
}

/** The folder, or the nearest above it that is there. */
function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}
