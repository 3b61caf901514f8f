/** One portal process of its own, without worker, device or built pages: for tests of the server alone. Keeps its log as text, so that a test can look for what must not be there. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildServer } from '#embedded/builds';
import { silentLog } from '#embedded/located';
import { freePort } from '#embedded/ports';
import { projectFolder } from '#embedded/project';

export interface PortalProcess {
  address: string;
  env: Readonly<Record<string, string>>;
  log(): string;
  /** Ends it with the signal and waits until it is gone. */
  end(signal?: NodeJS.Signals): Promise<void>;
  /** Up again on the same port, with the same secrets. */
  start(): Promise<void>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

/** Secrets every portal of one installation shares. */
export const portalSecrets = (): Record<string, string> => ({
  SIGNALBOX_SESSION_SECRET: randomBytes(32).toString('hex'), SIGNALBOX_IDP_CLIENT_SECRET: randomBytes(32).toString('hex'), SIGNALBOX_DATA_KEY: randomBytes(32).toString('hex'),
});

const page = '<!doctype html><html><head><meta property="csp-nonce" nonce="%CSP_NONCE%"><title>Signalbox</title></head><body><div id="root"></div></body></html>';

/** Ready when this resolves. `env` goes over the defaults; without secrets in it, new ones are made. The demonstration has no tickets unless asked for. */
export async function startPortalProcess(env: Readonly<Record<string, string>>): Promise<PortalProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-portal-'));
  mkdirSync(join(folder, 'web/assets'), { recursive: true });
  writeFileSync(join(folder, 'web/index.html'), page);
  writeFileSync(join(folder, 'web/assets/app-1a2b3c4d.js'), 'export {};\n');
  const port = Number(env['PORT'] ?? await freePort());
  const full: Record<string, string> = { ...portalSecrets(), SIGNALBOX_DATA: folder, SIGNALBOX_WEB_FOLDER: join(folder, 'web'), PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, TEMPORAL_ADDRESS: '127.0.0.1:1', SIGNALBOX_DEMO_TICKETS: 'false', ...env };
  const { NODE_OPTIONS: _options, ...inherited } = process.env;
  const { portal: entry } = await buildServer(silentLog);
  let child: ChildProcess | null = null;
  let log = '';
  const running: PortalProcess = {
    address: full['PUBLIC_URL']!, env: full, log: () => log,
    async start() {
      const born = spawn(process.execPath, [entry], { cwd: projectFolder, env: { ...inherited, ...full }, stdio: ['ignore', 'pipe', 'pipe'] });
      child = born;
      const closed = once(born, 'close');
      for (const stream of [born.stdout, born.stderr]) stream.on('data', (chunk: Buffer) => { log += chunk.toString('utf8'); });
      for (const deadline = Date.now() + 60_000; ;) {
        const isUp = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(2_000) }).then((answer) => answer.ok, () => false);
        if (isUp) return;
        // What it said last is read before it is told.
        if (born.exitCode !== null) await closed;
        if (born.exitCode !== null || Date.now() > deadline) throw new Error(`the portal did not come up (exit code ${born.exitCode}):\n${log.slice(-3_000)}`);
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
    },
    async end(signal = 'SIGTERM') {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
    async remove() {
      await running.end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await running.start();
  } catch (fault) {
    await running.remove();
    throw fault;
  }
  return running;
}
