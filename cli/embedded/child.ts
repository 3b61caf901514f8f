/** One supervised process: started, probed until ready, started again when it dies, stopped with a time limit. Order among processes is the stack's. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CatalogueError } from '#domain/errors';
import type { Log } from './located.ts';
import { tailOf, trimLog } from './log-files.ts';

export type ComponentName = 'temporal' | 'mongodb' | 'worker' | 'portal' | 'device';

export interface ChildSpec {
  name: ComponentName;
  command: string;
  args: string[];
  /** Added to the environment. */
  env: Record<string, string>;
  cwd?: string;
  readyWithinMs: number;
  stopSignal: NodeJS.Signals;
  /** After this a stop becomes SIGKILL. */
  stopWithinMs: number;
  /** Before every start. */
  prepare?: () => Promise<void>;
  /** Resolves when the process does its work; throws while it does not. Called again and again. */
  becomeReady: (process: { pid: number; hasSaidReady: boolean }) => Promise<void>;
}

/** What the stack lends to a child: where its output goes, its environment, who is told of each birth and death. */
export interface ChildSurroundings {
  log: Log;
  logFile: string;
  env: Record<string, string>;
  onBirth(pid: number): void;
  onDeath(pid: number): void;
}

/** First pause before a crashed process is started again; doubled per crash in a row. A process killed from outside comes back after the first pause. */
const firstPauseMs = 200;
const longestPauseMs = 30_000;
/** A process that lived this long has not crashed "in a row". */
const steadyAfterMs = 20_000;

export class SupervisedChild {
  readonly name: ComponentName;
  /** Times it was started again after dying on its own. */
  restarts = 0;
  #process: ChildProcess | null = null;
  #isWanted = false;
  #ready: Promise<void> | null = null;
  #crashesInARow = 0;
  #isKilledFromOutside = false;
  #died: Promise<void> = Promise.resolve();
  readonly #spec: ChildSpec;
  readonly #around: ChildSurroundings;

  constructor(spec: ChildSpec, around: ChildSurroundings) {
    this.name = spec.name;
    this.#spec = spec;
    this.#around = around;
  }

  /** Pid of the living process, or null between a death and the next start. */
  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  /** Starts it and resolves when it is ready. Throws COMPONENT_NOT_READY when it ends by itself or stays silent; when it is killed from outside meanwhile it is started once more. */
  async start(): Promise<void> {
    if (this.#isWanted) return this.ready();
    this.#isWanted = true;
    this.#crashesInARow = 0;
    this.#ready = this.#launch().catch(async (thrown: unknown) => {
      if (!this.#isWanted || !this.#isKilledFromOutside) throw thrown;
      await this.#launch();
    });
    try {
      await this.#ready;
    } catch (thrown) {
      await this.stop();
      throw thrown;
    }
  }

  /** Resolves when the process that now runs, or the next one, is ready. */
  async ready(): Promise<void> {
    for (;;) {
      if (!this.#isWanted) throw new CatalogueError('COMPONENT_NOT_READY', { component: this.name, reason: 'it is stopped', log: this.#around.logFile });
      const current = this.#ready;
      const isUp = await Promise.resolve(current).then(() => true, () => false);
      if (isUp && current === this.#ready && this.#process) return;
      await sleep(20);
    }
  }

  /** Asks it to end, kills it when it does not, and leaves it down. */
  async stop(): Promise<void> {
    this.#isWanted = false;
    await this.#end(this.#spec.stopSignal);
  }

  /** Ends it in order and starts it again; resolves when it is ready. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Sends a signal to the process itself. With SIGKILL it resolves when the process is gone; the supervisor brings it back. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const died = this.#died;
    if (!this.#process) return;
    this.#process.kill(signal);
    if (signal === 'SIGKILL') await died;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (!child?.pid) return;
    const died = this.#died;
    child.kill(signal);
    child.kill('SIGCONT');
    const isGone = await Promise.race([died.then(() => true), sleep(this.#spec.stopWithinMs, false, { ref: false })]);
    if (!isGone) {
      this.#around.log.warn(`${this.name} did not stop within ${this.#spec.stopWithinMs / 1000} s and is killed`);
      child.kill('SIGKILL');
    }
    await died;
  }

  async #launch(): Promise<void> {
    const { command, args, env, cwd, prepare } = this.#spec;
    await prepare?.();
    trimLog(this.#around.logFile);
    const output = openSync(this.#around.logFile, 'a');
    // Its own process group: Ctrl-C reaches only the supervisor, which stops everything in order.
    const child = spawn(command, args, { cwd, env: { ...this.#around.env, ...env }, stdio: command === process.execPath ? ['ignore', output, output, 'ipc'] : ['ignore', output, output], detached: true });
    closeSync(output);
    let hasSaidReady = false;
    let isReady = false;
    child.on('message', (message) => { if (message === 'ready') hasSaidReady = true; });
    const bornAt = Date.now();
    let reasonOfDeath: string | null = null;
    this.#process = child;
    this.#died = new Promise((resolve) => {
      const end = (reason: string, isKilledFromOutside: boolean) => {
        if (reasonOfDeath !== null) return;
        reasonOfDeath = reason;
        this.#isKilledFromOutside = isKilledFromOutside;
        if (child.pid) this.#around.onDeath(child.pid);
        if (this.#process === child) this.#process = null;
        resolve();
        if (this.#isWanted && isReady) this.#comeBack(reason, isKilledFromOutside, Date.now() - bornAt);
      };
      child.once('error', (error) => end(error.message, false));
      child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`, signal === 'SIGKILL' || signal === 'SIGTERM'));
    });
    if (child.pid) this.#around.onBirth(child.pid);
    const giveUpAt = Date.now() + this.#spec.readyWithinMs;
    let lastReason = 'it said nothing';
    for (;;) {
      if (reasonOfDeath !== null) throw this.#notReady(`it ended (${String(reasonOfDeath)})`);
      try {
        await this.#spec.becomeReady({ pid: child.pid ?? 0, hasSaidReady });
        if (reasonOfDeath === null) {
          isReady = true;
          return;
        }
      } catch (thrown) {
        lastReason = thrown instanceof Error ? thrown.message : String(thrown);
      }
      if (Date.now() > giveUpAt) throw this.#notReady(`${lastReason}, after ${this.#spec.readyWithinMs / 1000} s`);
      await sleep(100);
    }
  }

  #notReady(reason: string): CatalogueError {
    const lastLines = tailOf(this.#around.logFile, 15);
    if (lastLines && this.#isWanted) this.#around.log.warn(`last lines of ${this.name}:\n${lastLines}`);
    return new CatalogueError('COMPONENT_NOT_READY', { component: this.name, reason, log: this.#around.logFile });
  }

  /** Starts it again until it stays, or until nobody wants it. */
  #comeBack(reason: string, isKilledFromOutside: boolean, livedMs: number): void {
    this.#crashesInARow = isKilledFromOutside || livedMs > steadyAfterMs ? 0 : this.#crashesInARow + 1;
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** this.#crashesInARow);
    this.#around.log.warn(`${this.name} died (${reason}); it is started again${pauseMs > 1_000 ? ` in ${Math.round(pauseMs / 1000)} s, after ${this.#crashesInARow} crashes in a row; its log: ${this.#around.logFile}` : ''}`);
    const deadAt = Date.now();
    this.#ready = (async () => {
      await sleep(pauseMs);
      if (!this.#isWanted) return;
      this.restarts += 1;
      try {
        await this.#launch();
        this.#around.log.info(`${this.name} is back after ${((Date.now() - deadAt) / 1000).toFixed(1)} s`);
      } catch (thrown) {
        await this.#end('SIGKILL');
        if (this.#isWanted) this.#comeBack(thrown instanceof CatalogueError ? String(thrown.params['reason']) : String(thrown), false, 0);
        throw thrown;
      }
    })();
    this.#ready.catch(() => undefined);
  }
}
