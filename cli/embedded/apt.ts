/** Debian's package archive as a layer: installs a package when root, or unpacks its program without installing it. Nothing here runs on systems without apt. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log, Miss } from './located.ts';
import { findOnPath, isRoot, runProgram } from './run-program.ts';

const listsFolder = '/var/lib/apt/lists';
const listsOldAfterMs = 24 * 3_600_000;
const quiet = { DEBIAN_FRONTEND: 'noninteractive' };

/** Installs, refreshing the package lists first when they are missing or a day old. Null when it worked. */
export async function aptInstall(packages: string[], log: Log): Promise<Miss | null> {
  const remedy = `Run: apt-get install ${packages.join(' ')}`;
  if (!findOnPath(['apt-get'])) return { miss: 'this system has no apt-get' };
  if (!isRoot()) return { miss: 'installing a Debian package needs root', remedy };
  await refreshLists(log);
  log.info(`${packages.join(', ')} ${packages.length === 1 ? 'is' : 'are'} installed from Debian's archive, once`);
  const { code, output } = await runProgram('apt-get', ['install', '-y', '--no-install-recommends', '-o', 'Acquire::Retries=2', '-o', 'Acquire::http::Timeout=20', '-o', 'DPkg::Lock::Timeout=120', ...packages], {
    env: quiet, timeoutMs: 15 * 60_000, onLine: (line) => log.progress(`apt: ${line}`),
  });
  return code === 0 ? null : { miss: `apt-get ended with ${code}: ${lastLine(output)}`, remedy };
}

/** Unpacks a package into a folder without installing it, so that no service is started and no root is needed. Null when it worked. */
export async function aptUnpack(name: string, folder: string, log: Log): Promise<Miss | null> {
  const remedy = `Run: apt-get install ${name}`;
  if (!findOnPath(['apt-get']) || !findOnPath(['dpkg-deb'])) return { miss: 'this system has no apt-get' };
  if (isRoot()) await refreshLists(log);
  log.info(`${name} is unpacked from Debian's archive, once`);
  const fetched = await runProgram('apt-get', ['download', '-o', 'Acquire::Retries=2', '-o', 'Acquire::http::Timeout=20', '-o', 'APT::Sandbox::User=root', name], { cwd: folder, env: quiet, timeoutMs: 5 * 60_000 });
  const file = readdirSync(folder).find((entry) => entry.endsWith('.deb'));
  if (fetched.code !== 0 || !file) return { miss: `apt-get download ended with ${fetched.code}: ${lastLine(fetched.output)}`, remedy };
  const unpacked = await runProgram('dpkg-deb', ['-x', join(folder, file), folder], { timeoutMs: 60_000 });
  return unpacked.code === 0 ? null : { miss: `dpkg-deb ended with ${unpacked.code}: ${lastLine(unpacked.output)}`, remedy };
}

async function refreshLists(log: Log): Promise<void> {
  const hasLists = existsSync(listsFolder) && readdirSync(listsFolder).some((name) => /_Packages/.test(name));
  if (hasLists && Date.now() - statSync(listsFolder).mtimeMs < listsOldAfterMs) return;
  log.info('the package lists of Debian\'s archive are refreshed');
  await runProgram('apt-get', ['update', '-o', 'Acquire::Retries=2', '-o', 'Acquire::http::Timeout=20'], { env: quiet, timeoutMs: 5 * 60_000, onLine: (line) => log.progress(`apt: ${line}`) });
}

const lastLine = (output: string): string => output.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
