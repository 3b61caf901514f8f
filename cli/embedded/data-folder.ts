/** The data folder: one stack at a time holds it; it remembers the processes it bore, so that a later start can end what a killed one left behind. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CatalogueError } from '#domain/errors';
import type { Log } from './located.ts';
import { lockHolder, tryLock, type LockHolder } from './lock.ts';
import { identityOf, isAlive, processesWithEnv, type ProcessIdentity } from './process-identity.ts';
import { writeWhole } from './write-whole.ts';

/** Set in the environment of every process of a stack; its value tells stacks apart. */
export const stackMark = 'SIGNALBOX_STACK';

export interface HeldDataFolder {
  /** Absolute. */
  path: string;
  /** Value of SIGNALBOX_STACK for processes of this folder. */
  mark: string;
  logFile(component: string): string;
  born(pid: number): void;
  died(pid: number): void;
  /** Ends every process of this folder that still lives, then gives the folder free. */
  release(): Promise<void>;
}

const lockFile = (folder: string): string => join(folder, 'lock');

/** The stack that runs on this folder, or null. */
export const runningOn = (folder: string): LockHolder | null => lockHolder(lockFile(folder));

/** Takes the folder. Throws STACK_RUNNING when a living stack holds it; ends the processes of a dead one first. */
export async function holdDataFolder(folder: string, log: Log): Promise<HeldDataFolder> {
  const path = resolve(folder);
  mkdirSync(join(path, 'logs'), { recursive: true });
  const lock = tryLock(lockFile(path));
  if ('holder' in lock) throw new CatalogueError('STACK_RUNNING', { folder: path, pid: lock.holder.pid, since: lock.holder.since });
  const mark = createHash('sha256').update(path).digest('hex').slice(0, 16);
  const file = join(path, 'processes.json');
  const living = new Map<number, ProcessIdentity>();
  const remember = () => writeWhole(file, JSON.stringify([...living.values()]));
  const left = leftovers(file, mark);
  if (left.length > 0) {
    log.warn(`an earlier start was killed and left ${left.length} process${left.length === 1 ? '' : 'es'}; ending ${left.length === 1 ? 'it' : 'them'}`);
    await endAll(() => leftovers(file, mark));
  }
  remember();
  return {
    path, mark,
    logFile: (component) => join(path, 'logs', `${component}.log`),
    born(pid) { living.set(pid, identityOf(pid)); remember(); },
    died(pid) { living.delete(pid); remember(); },
    async release() {
      await endAll(() => leftovers(file, mark));
      lock.release();
    },
  };
}

/** Recorded processes that still live, and on Linux whatever else carries the mark, such as a browser a worker had opened. */
function leftovers(file: string, mark: string): number[] {
  const recorded = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity[] : [];
  return [...new Set([...recorded.filter(isAlive).map(({ pid }) => pid), ...processesWithEnv(stackMark, mark)])];
}

async function endAll(find: () => number[]): Promise<void> {
  for (const { signal, withinMs } of [{ signal: 'SIGTERM', withinMs: 8_000 }, { signal: 'SIGKILL', withinMs: 5_000 }] as const) {
    const giveUpAt = Date.now() + withinMs;
    for (const pid of find()) send(pid, signal);
    while (find().length > 0 && Date.now() < giveUpAt) await sleep(50);
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
    process.kill(pid, 'SIGCONT');
  } catch {
    // gone meanwhile
  }
}
