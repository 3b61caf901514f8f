/**
 * One headless browser, kept warm between documents and replaced now and then: it opens nothing by itself, knows no secret of this process, and ends with it
 * (it hangs on a pipe). What is done with a page of it is page-print.ts's.
 */
import { tmpdir } from 'node:os';
import type { Browser } from 'puppeteer-core';
import { CatalogueError } from '#domain/errors';
import { makeFontConfig, type FontConfig } from './font-config.ts';
import { treeBytes } from './memory.ts';

export interface WarmBrowserOptions {
  /** Path of a Chromium or Chrome. Throws DOCUMENT_BROWSER_MISSING when there is none; asked before every start of one. */
  find(): string;
  log: { warn(facts: object, message: string): void };
  limits?: Partial<BrowserLimits>;
}
export interface BrowserLimits {
  /** Documents after which it is replaced. Default 100. */
  documents: number;
  /** It is ended after so long without one, milliseconds. Default 5 minutes. */
  idleMs: number;
  /** It is killed when it takes more, bytes that its processes have for themselves. Default 1.5 GB. Known on Linux only. */
  bytes: number;
}
const usual: BrowserLimits = { documents: 100, idleMs: 300_000, bytes: 1_500_000_000 };

export interface WarmBrowser {
  /** Does something with the browser, starting one when there is none. Throws DOCUMENT_BROWSER_MISSING, DOCUMENT_BROWSER_TOO_OLD; DOCUMENT_BROWSER_LOST for whatever failed while it ended. */
  use<T>(work: (browser: Browser) => Promise<T>): Promise<T>;
  /** Process id of the one that runs; null without one. */
  pid(): number | null;
  /** Kills it, because it hangs. The next use starts another. */
  kill(): void;
  close(): Promise<void>;
}

/** The first that numbers pages in the margin (CSS margin boxes). */
const oldest = 131;
const watchMs = 500;

interface Held { browser: Browser; made: number; inUse: number; isOld: boolean }

export function createWarmBrowser({ find, log, limits = {} }: WarmBrowserOptions): WarmBrowser {
  const limit = { ...usual, ...limits };
  let current: Promise<Held> | null = null;
  let running: Held | null = null;
  let idle: NodeJS.Timeout | undefined;
  let isRootTold = false;
  let fonts: FontConfig | null = null;

  async function start(): Promise<Held> {
    const isRoot = process.getuid?.() === 0;
    if (isRoot && !isRootTold) {
      isRootTold = true;
      log.warn({}, 'the browser that makes PDFs runs without its sandbox, because this process runs as root; run the worker as another user');
    }
    const path = find();
    // Loaded with the first document: most processes make none.
    const { default: puppeteer } = await import('puppeteer-core');
    const browser = await puppeteer.launch({
      executablePath: path, headless: true, pipe: true, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false, timeout: 30_000, protocolTimeout: 90_000, env: { ...surroundings(), ...(fonts ??= makeFontConfig()).env },
      args: [...quiet, ...(isRoot ? ['--no-sandbox'] : [])],
    }).catch((thrown: unknown) => {
      log.warn({ fault: String(thrown).slice(0, 500) }, 'the browser that makes PDFs did not start');
      throw new CatalogueError('DOCUMENT_BROWSER_LOST');
    });
    const version = /\d+/.exec(await browser.version())?.[0] ?? '0';
    if (Number(version) < oldest) {
      await browser.close();
      throw new CatalogueError('DOCUMENT_BROWSER_TOO_OLD', { version, needed: oldest });
    }
    const held: Held = { browser, made: 0, inUse: 0, isOld: false };
    running = held;
    browser.once('disconnected', () => {
      held.isOld = true;
      if (running === held) running = current = null;
    });
    return held;
  }

  async function hold(): Promise<Held> {
    clearTimeout(idle);
    current ??= start();
    const mine = current;
    try {
      const held = await mine;
      if (held.isOld || !held.browser.connected) {
        if (current === mine) current = null;
        return await hold();
      }
      held.inUse += 1;
      held.made += 1;
      if (held.made >= limit.documents) retire(held);
      return held;
    } catch (thrown) {
      if (current === mine) current = null;
      throw thrown;
    }
  }

  /** Nobody takes it any more; whoever has it ends first. */
  function retire(held: Held): void {
    held.isOld = true;
    if (running === held) running = current = null;
  }

  async function giveBack(held: Held): Promise<void> {
    held.inUse -= 1;
    if (held.isOld && held.inUse === 0) await held.browser.close().catch(() => undefined);
    else if (held.inUse === 0) idle = setTimeout(() => { retire(held); void held.browser.close().catch(() => undefined); }, limit.idleMs).unref();
  }

  /** With all its processes: what was started may be a script that would leave the browser behind. It leads a group of its own but on Windows. */
  function killOf(held: Held): void {
    const started = held.browser.process();
    if (started?.pid === undefined) return;
    try {
      process.kill(-started.pid, 'SIGKILL');
    } catch {
      started.kill('SIGKILL');
    }
  }
  function watch(held: Held): NodeJS.Timeout {
    const pid = held.browser.process()?.pid;
    return setInterval(() => {
      const bytes = pid === undefined ? null : treeBytes(pid);
      if (bytes === null || bytes <= limit.bytes) return;
      log.warn({ bytes, limit: limit.bytes }, 'the browser that makes PDFs takes too much memory and is ended');
      retire(held);
      killOf(held);
    }, watchMs).unref();
  }

  return {
    async use(work) {
      const held = await hold();
      const watching = watch(held);
      try {
        return await work(held.browser);
      } catch (thrown) {
        throw thrown instanceof CatalogueError || !isLoss(thrown, held.browser) ? thrown : new CatalogueError('DOCUMENT_BROWSER_LOST');
      } finally {
        clearInterval(watching);
        await giveBack(held);
      }
    },
    pid: () => running?.browser.process()?.pid ?? null,
    kill() {
      const held = running;
      if (held === null) return;
      retire(held);
      killOf(held);
    },
    async close() {
      clearTimeout(idle);
      const last = await current?.catch(() => null);
      current = running = null;
      if (last) await last.browser.close().catch(() => killOf(last));
      fonts?.remove();
      fonts = null;
    },
  };
}

/** Whether it failed because the browser or its page ended: the pipe may close a moment before the process is known to be gone. */
const isLoss = (thrown: unknown, browser: Browser): boolean => !browser.connected || (thrown instanceof Error && (['TargetCloseError', 'ConnectionClosedError'].includes(thrown.name) || /crashed|closed/i.test(thrown.message)));

/** What a browser needs to start; nothing else of this process, whose environment holds keys. */
function surroundings(): Record<string, string> {
  const kept = ['PATH', 'LANG', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'LD_LIBRARY_PATH'];
  return { HOME: tmpdir(), ...Object.fromEntries(kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]!]]))) };
}

const quiet = [
  '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--disable-extensions', '--disable-default-apps', '--mute-audio',
  // A page that asks for something in spite of everything finds nobody.
  '--host-resolver-rules=MAP * ~NOTFOUND', '--no-proxy-server', '--font-render-hinting=none',
];
