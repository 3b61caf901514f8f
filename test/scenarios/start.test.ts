import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DoctorRow } from '../../cli/start/doctor.report.mjs';
import { isAlive, type ProcessIdentity } from '#embedded/process-identity';
import { projectFolder } from '#embedded/project';
import { freshFolder } from '../setup/fresh.ts';

interface Started {
  process: ChildProcess;
  /** Everything it has said so far. */
  said(): string;
  /** Resolves when it has said this. Throws with what it said when it ends first. */
  says(what: RegExp): Promise<RegExpExecArray>;
  ended: Promise<number | null>;
}

/** Nothing given by address, a data folder of its own. */
function environment(folder: string): NodeJS.ProcessEnv {
  const { TEMPORAL_ADDRESS: _temporal, MONGODB_URI: _mongodb, PORT: _port, PUBLIC_URL: _url, ...env } = process.env;
  return { ...env, SIGNALBOX_DATA: folder };
}

/** `signalbox start` as a person calls it. */
function start(folder: string): Started {
  const child = spawn(process.execPath, ['cli/signalbox.mjs', 'start'], { cwd: projectFolder, env: environment(folder), stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  let code: number | null | undefined;
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { text += chunk.toString(); });
  const ended = once(child, 'close').then(([exitCode]) => { code = exitCode as number | null; return code; });
  return {
    process: child, ended, said: () => text,
    async says(what) {
      for (;;) {
        const match = what.exec(text);
        if (match) return match;
        if (code !== undefined) throw new Error(`it ended with ${code} and said:\n${text}`);
        await sleep(50);
      }
    },
  };
}

const recorded = (folder: string) => JSON.parse(readFileSync(join(folder, 'processes.json'), 'utf8')) as ProcessIdentity[];
const commandOf = (pid: number): string => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');

describe('npm start', () => {
  const folder = freshFolder('signalbox-start');
  let running: Started;
  let address = '';
  beforeAll(async () => {
    running = start(folder);
    address = (await running.says(/ready after [\d.]+ s:\s+(\S+)/))[1] ?? '';
    await running.says(/Ctrl-C stops everything/);
  });
  afterAll(async () => {
    running.process.kill('SIGKILL');
    await running.ended;
    while (recorded(folder).some(isAlive)) await sleep(100);
    rmSync(folder, { recursive: true, force: true });
  });

  it('says which layer each server came from, the address, and the demo accounts by role', async () => {
    await running.says(/Browser [\d.]+: layer \d/);
    expect(running.said()).toMatch(/Temporal [\d.]+: layer \d/);
    expect(running.said()).toMatch(/MongoDB [\d.]+: layer \d/);
    for (const role of ['Requester', 'Agent', 'Process owner', 'Manager', 'Administrator']) expect(running.said()).toMatch(new RegExp(`^ {2}${role} +\\S+`, 'm'));
  });

  it('serves the portal at that address', async () => {
    const page = await fetch(address);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<html');
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
  });

  it.each(['portal', 'worker', 'device'])('brings %s back when it is killed', async (name) => {
    const entry = `/${name}.mjs`;
    const killed = recorded(folder).find((one) => isAlive(one) && commandOf(one.pid).includes(entry));
    expect(killed).toBeDefined();
    process.kill(killed?.pid ?? 0, 'SIGKILL');
    await running.says(new RegExp(`${name} is back after [\\d.]+ s`));
    expect(recorded(folder).filter((one) => isAlive(one) && commandOf(one.pid).includes(entry)).map(({ pid }) => pid)).not.toContain(killed?.pid);
  }, 300_000);

  it('lets the doctor look at it while it runs, who finds all well', () => {
    const doctor = spawnSync(process.execPath, ['cli/signalbox.mjs', 'doctor', '--json'], { cwd: projectFolder, env: environment(folder), encoding: 'utf8' });
    const { rows } = JSON.parse(doctor.stdout) as { rows: DoctorRow[] };
    expect(rows.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(rows.find(({ component }) => component === 'Ports')?.detail).toContain(`portal ${new URL(address).port}`);
    expect(rows.find(({ component }) => component === 'Data folder')?.detail).toContain(`process ${running.process.pid}`);
    expect(doctor.status).toBe(0);
  });

  it('refuses a second one on the same folder and says who holds it', async () => {
    const second = start(folder);
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain('STACK_RUNNING');
    expect(second.said()).toContain(String(running.process.pid));
  });

  it('stops everything on Ctrl-C, leaves nothing behind, and comes up again at the same address', async () => {
    const before = recorded(folder);
    running.process.kill('SIGINT');
    expect(await running.ended).toBe(0);
    expect(before.filter(isAlive)).toEqual([]);
    running = start(folder);
    expect((await running.says(/ready after [\d.]+ s:\s+(\S+)/))[1]).toBe(address);
  }, 300_000);
});
