/** The cache folder of fetched programs: one folder per program and version, filled under a lock into a temporary name and renamed, so that a half fetched one is never used. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StarterSettings } from '#domain/settings';
import type { Log } from './located.ts';
import { isAlive, startOf } from './process-identity.ts';
import { tryLock } from './lock.ts';

/** Absolute path of the cache folder: SIGNALBOX_CACHE, else `signalbox` in the user's cache folder. */
export function cacheFolder(settings: Pick<StarterSettings, 'cacheFolder'>): string {
  if (settings.cacheFolder) return resolve(settings.cacheFolder);
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'signalbox');
}

/**
 * The folder `<cache>/<name>`, filled by `fill(temporaryFolder)` when it is not there yet. A second start waits for the first to finish.
 * Whatever `fill` throws leaves the cache as it was.
 */
export async function cached(cache: string, name: string, log: Log, fill: (folder: string) => Promise<void>): Promise<string> {
  const target = join(cache, name);
  mkdirSync(cache, { recursive: true });
  let isWaiting = false;
  for (;;) {
    if (existsSync(target)) return target;
    const lock = tryLock(join(cache, `${name}.lock`));
    if ('release' in lock) {
      try {
        if (existsSync(target)) return target;
        dropAbandoned(cache, name);
        const draft = join(cache, `${name}.part.${process.pid}.${startOf(process.pid) ?? '0'}`);
        mkdirSync(draft, { recursive: true });
        try {
          await fill(draft);
          renameSync(draft, target);
        } finally {
          rmSync(draft, { recursive: true, force: true });
        }
        return target;
      } finally {
        lock.release();
      }
    }
    if (!isWaiting) log.info(`${name} is being fetched by another start (process ${lock.holder.pid}); waiting for it`);
    isWaiting = true;
    await sleep(300);
  }
}

/** Removes what interrupted fetches of this name left. */
function dropAbandoned(cache: string, name: string): void {
  for (const entry of readdirSync(cache)) {
    if (!entry.startsWith(`${name}.part.`)) continue;
    const [pid, startedAt] = entry.slice(`${name}.part.`.length).split('.');
    if (!isAlive({ pid: Number(pid), startedAt: startedAt ?? '' })) rmSync(join(cache, entry), { recursive: true, force: true });
  }
}
