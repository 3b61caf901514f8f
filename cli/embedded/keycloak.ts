/** The real Keycloak that the tests sign in at: where it comes from and how one is started, with nothing kept after it. A portal in earnest names its own by KEYCLOAK_URL. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { StarterSettings } from '#domain/settings';
import { startAttached } from './attached.ts';
import { cached, cacheFolder } from './cache.ts';
import { findJava } from './java.ts';
import { givenProgram, locateThrough, type Located, type Log, type Miss, type Search } from './located.ts';
import { machineLayers } from './machine.ts';
import { outputOf } from './run-program.ts';
import { keycloakFile } from './vendor/files.ts';
import { vendorLayer, vendorPath } from './vendor/layer.ts';

const component = 'Keycloak';
const oldestJava = 17;
const buildTimeoutMs = 5 * 60_000;
/** Starting takes 15 s on two idle cores, several times that on busy ones. */
const readyWithinMs = 4 * 60_000;

export function locateKeycloak(settings: StarterSettings, log: Log, search: Search = {}): Promise<Located> {
  const cache = cacheFolder(settings);
  const source = { component, key: 'keycloak', table: keycloakFile, setting: 'SIGNALBOX_MIRROR_MAVEN', mirror: settings.mavenMirror, cache };
  const versionOf = (path: string): Promise<string> => Promise.resolve(/keycloak-(\d[\w.]*)/.exec(dirname(dirname(path)))?.[1] ?? 'as given');
  return locateThrough(component, [
    givenProgram(component, 'SIGNALBOX_KEYCLOAK_BIN', settings.keycloakBin, versionOf),
    ...machineLayers({ component, names: ['kc.sh'], kept: [vendorPath(source)] }, versionOf),
    vendorLayer(source, versionOf, log),
  ], log, search);
}

export interface RunningKeycloak {
  /** http://127.0.0.1:port */
  address: string;
  /** Leads its process group. */
  pid: number;
  /** Of its administrator in the realm `master`; gone with it. */
  admin: { username: string; password: string };
  stop(): Promise<void>;
}

export interface KeycloakOptions { folder: string; port: number; password: string; settings: StarterSettings; log: Log }

/** One with an empty database in memory, on the loopback address. Throws COMPONENT_NOT_READY, also where no Java is found. */
export async function startKeycloak(located: Located, { folder, port, password, settings, log }: KeycloakOptions): Promise<RunningKeycloak> {
  const program = located.path ?? '';
  const cache = cacheFolder(settings);
  const found = await findJava({ component, oldest: oldestJava, remedy: 'Name a Java by the PATH.', cache }, log);
  const env = { JAVA: javaIn(found), JAVA_OPTS_APPEND: '-Xmx512m', KC_BOOTSTRAP_ADMIN_USERNAME: 'admin', KC_BOOTSTRAP_ADMIN_PASSWORD: password };
  await built(program, located, cache, env, log);
  mkdirSync(folder, { recursive: true });
  const address = `http://127.0.0.1:${port}`;
  const running = await startAttached({
    component, program, cwd: dirname(dirname(program)), env, logFile: join(folder, 'keycloak.log'), readyUrl: `${address}/realms/master`, readyWithinMs, toldLines: 8,
    args: ['start', '--optimized', '--http-enabled=true', '--hostname-strict=false', '--cache=local', '--http-host=127.0.0.1', `--http-port=${port}`],
  });
  return { address, admin: { username: 'admin', password }, ...running };
}

function javaIn(found: { java: string } | Miss): string {
  if ('java' in found) return found.java;
  throw new Error(`${component} needs Java ${oldestJava}: ${found.miss}. ${found.remedy ?? ''}`);
}

/** Keycloak builds itself for a kind of database once, into its own folder: half a minute. An empty folder beside it in the cache says that it was done. */
async function built(program: string, located: Located, cache: string, env: Record<string, string>, log: Log): Promise<void> {
  if (located.layer === 'given') return;
  await cached(cache, `keycloak-${located.version}-built`, log, async () => {
    log.info('Keycloak builds itself, once: about half a minute');
    await outputOf(program, ['build', '--db=dev-mem'], { env, timeoutMs: buildTimeoutMs });
  });
}
