import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SupervisedChild, type ChildSpec } from './child.ts';
import { silentLog } from './located.ts';

let folder = '';
let child: SupervisedChild | null = null;
const births: number[] = [];
const deaths: number[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signalbox-child-'));
  births.length = 0;
  deaths.length = 0;
});
afterEach(async () => {
  await child?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A supervised Node process that runs this code. */
function supervised(code: string, spec: Partial<ChildSpec> = {}): SupervisedChild {
  child = new SupervisedChild({
    name: 'worker', command: process.execPath, args: ['-e', code], env: {}, readyWithinMs: 10_000, stopSignal: 'SIGTERM', stopWithinMs: 1_000,
    becomeReady: async ({ hasSaidReady }) => { if (!hasSaidReady) throw new Error('it has not said ready'); }, ...spec,
  }, { log: silentLog, logFile: join(folder, 'child.log'), env: {}, onBirth: (pid) => births.push(pid), onDeath: (pid) => deaths.push(pid) });
  return child;
}
const ready = "process.send('ready'); setInterval(() => {}, 1000);";
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a supervised process', () => {
  it('is started again, as another process, when it is killed', async () => {
    const one = supervised(ready);
    await one.start();
    const first = one.pid;
    await one.kill();
    await one.ready();
    expect(one.pid).not.toBe(first);
    expect(one.restarts).toBe(1);
    expect({ births, deaths }).toEqual({ births: [first, one.pid], deaths: [first] });
  });

  it('comes back after many kills in a row', async () => {
    const one = supervised(ready);
    await one.start();
    for (let turn = 0; turn < 5; turn += 1) {
      await one.kill();
      await one.ready();
    }
    expect(one.restarts).toBe(5);
  }, 20_000);

  it('stays down when it is stopped', async () => {
    const one = supervised(ready);
    await one.start();
    const pid = one.pid ?? 0;
    await one.stop();
    expect(one.pid).toBeNull();
    expect(isAlive(pid)).toBe(false);
    expect(one.restarts).toBe(0);
  });

  it('is killed when it does not stop, even while frozen', async () => {
    const one = supervised(`process.on('SIGTERM', () => {}); ${ready}`);
    await one.start();
    const pid = one.pid ?? 0;
    await one.kill('SIGSTOP');
    await one.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('is refused, with its last words kept, when it ends before it is ready', async () => {
    const one = supervised("console.error('the port is taken'); process.exit(3);");
    await expect(one.start()).rejects.toMatchObject({ code: 'COMPONENT_NOT_READY', params: { reason: 'it ended (exit code 3)' } });
    expect(readFileSync(join(folder, 'child.log'), 'utf8')).toContain('the port is taken');
    expect(one.pid).toBeNull();
  });

  it('that is killed from outside while it starts is started once more', async () => {
    const one = supervised("setTimeout(() => process.send('ready'), 300); setInterval(() => {}, 1000);");
    const started = one.start();
    while (one.pid === null) await new Promise((resolve) => setTimeout(resolve, 5));
    await one.kill();
    await started;
    expect(births).toHaveLength(2);
    expect(one.pid).toBe(births[1]);
  });

  it('is refused when it does not become ready in time, and nothing is left of it', async () => {
    const one = supervised('setInterval(() => {}, 1000);', { readyWithinMs: 300 });
    await expect(one.start()).rejects.toMatchObject({ code: 'COMPONENT_NOT_READY' });
    expect(births.filter(isAlive)).toEqual([]);
  });

  it('pauses longer after each crash of its own, so that a broken one does not spin', async () => {
    const counter = join(folder, 'starts');
    writeFileSync(counter, '');
    const mayGo = join(folder, 'may-go');
    // Ready, then gone once its first start has been seen: a crash loop.
    const one = supervised(`const fs = require('fs'); fs.appendFileSync(${JSON.stringify(counter)}, Date.now() + '\\n'); process.send('ready', () => setInterval(() => { if (fs.existsSync(${JSON.stringify(mayGo)})) process.exit(1); }, 250));`);
    await one.start();
    writeFileSync(mayGo, '');
    while (readFileSync(counter, 'utf8').trim().split('\n').length < 4) await new Promise((resolve) => setTimeout(resolve, 50));
    await one.stop();
    const at = readFileSync(counter, 'utf8').trim().split('\n').map(Number);
    const gaps = at.slice(1).map((instant, index) => instant - (at[index] ?? 0));
    // Pauses of at least 0.4, 0.8 and 1.6 s are waited for; how much longer a start takes is the machine's affair.
    expect(gaps.map((gap, index) => gap >= 400 * 2 ** index)).toEqual([true, true, true]);
  }, 30_000);
});
