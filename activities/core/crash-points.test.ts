import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCrashPoints, withCrashPoints, withCrashPointsBeforeBells } from './crash-points.ts';

describe('crash points', () => {
  let folder: string;
  beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'signalbox-points-')); });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('wrap nothing when no folder is named', () => {
    expect(openCrashPoints(undefined)).toBeNull();
    expect(openCrashPoints('')).toBeNull();
    const activities = { writeRun: async () => undefined };
    const engine = { ring: async () => undefined };
    expect(withCrashPoints(activities, null, { writeRun: 'run-written' })).toBe(activities);
    expect(withCrashPointsBeforeBells(engine, null)).toBe(engine);
  });

  it('pass by while no file of their name lies in the folder', async () => {
    const { writeRun, other } = withCrashPoints({ writeRun: async (n: number) => n + 1, other: async () => 'same' }, openCrashPoints(folder), { writeRun: 'run-written' });
    expect(await writeRun(1)).toBe(2);
    expect(await other()).toBe('same');
  });

  it('reach the point after the work, once for one file', async () => {
    const done: string[] = [];
    const { writeRun } = withCrashPoints({ writeRun: async () => { done.push('written'); } }, (point) => { done.push(point); }, { writeRun: 'run-written' });
    await writeRun();
    expect(done).toEqual(['written', 'run-written']);
  });

  it('hold the whole process still, naming it, until it is killed from outside', async () => {
    writeFileSync(join(folder, 'run-written'), '');
    const script = `import { openCrashPoints } from './activities/core/crash-points.ts'; setInterval(() => process.stdout.write('.'), 5); setTimeout(() => openCrashPoints(${JSON.stringify(folder)})('run-written'), 50);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
    const marker = join(folder, `run-written.${child.pid}`);
    while (!existsSync(marker)) await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    expect(existsSync(join(folder, 'run-written'))).toBe(false);
  }, 60_000);
});
