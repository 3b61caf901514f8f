import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cached } from './cache.ts';
import { silentLog } from './located.ts';
import { tryLock } from './lock.ts';
import { projectFolder } from './project.ts';

let cache = '';
beforeEach(() => { cache = mkdtempSync(join(tmpdir(), 'signalbox-cache-')); });
afterEach(() => rmSync(cache, { recursive: true, force: true }));

/** Pid of a process that has ended. */
const deadPid = (): number => Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));

describe('the cache of fetched programs', () => {
  it('fetches once and then finds', async () => {
    let fetches = 0;
    const fill = async (folder: string) => { fetches += 1; writeFileSync(join(folder, 'server'), 'program'); };
    await cached(cache, 'server-1', silentLog, fill);
    expect(readFileSync(join(await cached(cache, 'server-1', silentLog, fill), 'server'), 'utf8')).toBe('program');
    expect(fetches).toBe(1);
  });

  it('lets two starts at once fetch once', async () => {
    let fetches = 0;
    const fill = async (folder: string) => { fetches += 1; await sleep(200); writeFileSync(join(folder, 'server'), 'program'); };
    const folders = await Promise.all([cached(cache, 'server-1', silentLog, fill), cached(cache, 'server-1', silentLog, fill)]);
    expect(new Set(folders).size).toBe(1);
    expect(fetches).toBe(1);
  });

  it('shows nothing of a fetch that failed, and the next one starts anew', async () => {
    await expect(cached(cache, 'server-1', silentLog, async (folder) => { writeFileSync(join(folder, 'server'), 'half'); throw new Error('refused'); })).rejects.toThrow('refused');
    expect(readdirSync(cache)).toEqual([]);
    await cached(cache, 'server-1', silentLog, async (folder) => writeFileSync(join(folder, 'server'), 'whole'));
    expect(readFileSync(join(cache, 'server-1/server'), 'utf8')).toBe('whole');
  });

  it('clears away what a killed fetch left, lock included', async () => {
    const pid = deadPid();
    mkdirSync(join(cache, `server-1.part.${pid}.123`));
    writeFileSync(join(cache, 'server-1.lock'), JSON.stringify({ pid, startedAt: '123', since: '2026-01-01T00:00:00.000Z' }));
    await cached(cache, 'server-1', silentLog, async (folder) => writeFileSync(join(folder, 'server'), 'whole'));
    expect(readdirSync(cache)).toEqual(['server-1']);
  });
});

describe('a lock file', () => {
  it('is held by one process until it lets go', () => {
    const first = tryLock(join(cache, 'lock'));
    expect(tryLock(join(cache, 'lock'))).toMatchObject({ holder: { pid: process.pid } });
    if ('release' in first) first.release();
    expect(tryLock(join(cache, 'lock'))).toHaveProperty('release');
  });

  it('is taken over from a process that was killed', async () => {
    const script = `import { tryLock } from ${JSON.stringify(join(projectFolder, 'cli/embedded/lock.ts'))}; tryLock(${JSON.stringify(join(cache, 'lock'))}); console.log('held'); setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { cwd: projectFolder, stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    expect(tryLock(join(cache, 'lock'))).toMatchObject({ holder: { pid: holder.pid } });
    const ended = new Promise((resolve) => holder.once('exit', resolve));
    holder.kill('SIGKILL');
    await ended;
    expect(tryLock(join(cache, 'lock'))).toHaveProperty('release');
    expect(existsSync(join(cache, 'lock'))).toBe(true);
  }, 20_000);
});
