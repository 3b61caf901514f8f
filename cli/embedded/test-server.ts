/** Temporal's test server, which skips the time nobody needs: for tests only. Where its program comes from; the SDK's testing package starts it. */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { StarterSettings } from '#domain/settings';
import { cached, cacheFolder } from './cache.ts';
import { bar } from './console-log.ts';
import { findJava } from './java.ts';
import { givenProgram, locateThrough, type Located, type Log, type Miss, type Search } from './located.ts';
import { machineLayers } from './machine.ts';
import { jarPath, testServerJars, testServerVersion } from './test-server.jars.ts';
import { reasonOf, usualLimits, vendorAt, type Vendor } from './vendor/http.ts';

const component = 'Temporal test server';
const cacheName = `temporal-test-server-${testServerVersion}`;
const program = 'temporal-test-server';
/** The jars are made for Java 8; older than 11 is kept by nobody. */
const oldestJava = 11;
const remedy = `Set SIGNALBOX_TEMPORAL_TEST_SERVER_BIN to a temporal-test-server program.`;
const mostTries = 3;

export function locateTestServer(settings: StarterSettings, log: Log, search: Search = {}): Promise<Located> {
  const cache = cacheFolder(settings);
  const versionOf = (path: string): Promise<string> => Promise.resolve(path.startsWith(cache) ? testServerVersion : 'as found');
  return locateThrough(component, [
    givenProgram(component, 'SIGNALBOX_TEMPORAL_TEST_SERVER_BIN', settings.testServerBin, versionOf),
    ...machineLayers({ component, names: [program], kept: [join(cache, cacheName, program)] }, versionOf),
    { layer: 'registry', find: () => fromMaven(settings, cache, log) },
  ], log, search);
}

async function fromMaven({ mavenMirror }: StarterSettings, cache: string, log: Log): Promise<Located | Miss> {
  if (mavenMirror === 'off') return { miss: 'SIGNALBOX_MIRROR_MAVEN is off' };
  const found = await findJava({ component: `the ${component}`, oldest: oldestJava, remedy, cache }, log);
  if ('miss' in found) return found;
  try {
    const folder = await cached(cache, cacheName, log, async (draft) => {
      await fetchJars(vendorAt(mavenMirror, usualLimits), draft, log);
      await writeFile(join(draft, program), starting(found.java), { mode: 0o755 });
    });
    return { component, layer: 'registry', path: join(folder, program), version: testServerVersion };
  } catch (thrown) {
    return { miss: reasonOf(thrown), remedy: `Let this machine reach a Maven repository, directly, through HTTPS_PROXY, or at a mirror named by SIGNALBOX_MIRROR_MAVEN. Or: ${remedy}` };
  }
}

/** The server logs through a library that is silent without a backend, and says so at each start: what it says goes nowhere. A `java` that went away since is looked for on the PATH. */
const starting = (java: string): string => `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
java='${java.replaceAll("'", `'\\''`)}'
[ -x "$java" ] || java=java
exec "$java" -cp "$here/lib/*" io.temporal.testserver.TestServer "$@" 2>/dev/null
`;

async function fetchJars(maven: Vendor, draft: string, log: Log): Promise<void> {
  const jars = Object.entries(testServerJars);
  log.info(`${component} ${testServerVersion} is fetched from ${maven.address}: ${jars.length} files, about 37 MB, once`);
  await mkdir(join(draft, 'lib'));
  for (const [index, [coordinates, sha256]] of jars.entries()) {
    const path = jarPath(coordinates);
    log.progress(`${component}: ${bar(index, jars.length)} ${basename(path)}`);
    await writeFile(join(draft, 'lib', basename(path)), await jarOf(maven, path, sha256));
  }
}

/** The file, which is the one we know. Throws what is wrong with the last try. */
async function jarOf(maven: Vendor, path: string, sha256: string): Promise<Buffer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await onceOf(maven, path, sha256);
    } catch (thrown) {
      if (tries === mostTries) throw thrown;
    }
  }
}

async function onceOf(maven: Vendor, path: string, sha256: string): Promise<Buffer> {
  const answer = await maven.ask(path);
  if ('noAnswer' in answer) throw new Error(answer.noAnswer);
  if (answer.status !== 200) {
    answer.drop();
    throw new Error(`${maven.address}/${path} answers ${answer.status}`);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.body) chunks.push(chunk);
  const jar = Buffer.concat(chunks);
  const found = createHash('sha256').update(jar).digest('hex');
  if (found !== sha256) throw new Error(`${basename(path)} is not the file we know (SHA-256 ${found.slice(0, 16)}...)`);
  return jar;
}
