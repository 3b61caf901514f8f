/** A server that lives as long as whoever started it: begun on a log of its own, waited for, ended with its whole process group; should its caller die, it dies too. */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CatalogueError } from '#domain/errors';
import { tailOf } from './log-files.ts';
import { expectOk } from './readiness.ts';
import { startWatchdog } from './watchdog.ts';

export interface AttachedSpec {
  component: string;
  /** Absolute path. */
  program: string;
  args: readonly string[];
  /** Absolute path of the folder it is started in. */
  cwd: string;
  env?: Readonly<Record<string, string>>;
  /** Absolute path; what it prints is added to it. */
  logFile: string;
  /** Answers 2xx when it is ready. */
  readyUrl: string;
  readyWithinMs: number;
  /** Lines of the log told when it does not come up. */
  toldLines?: number;
}

export interface Attached { pid: number; stop(): Promise<void> }

/** Resolves when it is ready. Throws COMPONENT_NOT_READY; nothing is left running then. */
export async function startAttached(spec: AttachedSpec): Promise<Attached> {
  const output = openSync(spec.logFile, 'a');
  const child = spawn(spec.program, spec.args, { cwd: spec.cwd, env: { ...process.env, ...spec.env }, stdio: ['ignore', output, output], detached: true });
  closeSync(output);
  const pid = child.pid ?? 0;
  const watchdog = startWatchdog();
  if (pid > 0) watchdog.born(pid);
  const died = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  const signal = (name: NodeJS.Signals): void => {
    try {
      if (pid > 0) process.kill(-pid, name);
    } catch {
      // already gone
    }
  };
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      signal('SIGTERM');
      await Promise.race([died, sleep(5_000, undefined, { ref: false })]);
    }
    // Also what the program itself began and did not take along.
    signal('SIGKILL');
    await died;
    if (pid > 0) watchdog.died(pid);
    watchdog.dismiss();
  };
  for (const giveUpAt = Date.now() + spec.readyWithinMs; ;) {
    try {
      await expectOk(spec.readyUrl);
      return { pid, stop };
    } catch (thrown) {
      if (child.exitCode !== null || pid === 0 || Date.now() > giveUpAt) {
        await stop();
        throw new CatalogueError('COMPONENT_NOT_READY', { component: spec.component, reason: `${String(thrown)}; ${tailOf(spec.logFile, spec.toldLines ?? 3)}`, log: spec.logFile });
      }
      await sleep(100);
    }
  }
}
