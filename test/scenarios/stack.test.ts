import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive, processesWithEnv, type ProcessIdentity } from '#embedded/process-identity';
import { projectFolder } from '#embedded/project';
import { startStack, type Stack } from '#embedded/stack';
import { patienceMs } from '../setup/eventually.ts';
import { freshFolder } from '../setup/fresh.ts';

const servers = ['temporal', 'mongodb'] as const;

/** What a data folder says it bore and that still lives. */
const living = (folder: string): number[] =>
  (JSON.parse(readFileSync(join(folder, 'processes.json'), 'utf8')) as ProcessIdentity[]).filter(isAlive).map(({ pid }) => pid);

/** A stack held by a process of its own, as `signalbox start` is. */
async function stackElsewhere(folder: string): Promise<{ pid: number; kill: (signal: NodeJS.Signals) => Promise<void> }> {
  const script = `import { startStack } from ${JSON.stringify(join(projectFolder, 'cli/embedded/stack.ts'))};
    const stack = await startStack({ dataDir: ${JSON.stringify(folder)}, components: ['temporal', 'mongodb'] });
    process.on('SIGTERM', () => { void stack.stop().then(() => process.exit(0)); });
    console.log('up');`;
  const holder = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { cwd: projectFolder, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(holder, 'exit');
  await once(createInterface({ input: holder.stdout }), 'line');
  return { pid: holder.pid ?? 0, kill: async (signal) => { holder.kill(signal); await ended; } };
}

describe('a stack on its data folder', () => {
  const folder = freshFolder();
  let stack: Stack;
  beforeAll(async () => { stack = await startStack({ dataDir: folder, components: servers }); });
  afterAll(async () => {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is the only one: a second start says who holds the folder', async () => {
    await expect(startStack({ dataDir: folder, components: servers })).rejects.toMatchObject({ code: 'STACK_RUNNING', params: { pid: process.pid } });
    expect(stack.pid('mongodb')).not.toBeNull();
  });

  it('brings a killed server back with what was written before', async () => {
    const connection = await mongoose.createConnection(stack.mongoUri, { serverSelectionTimeoutMS: patienceMs }).asPromise();
    try {
      await connection.collection('kept').insertOne({ name: 'before' }, { writeConcern: { w: 'majority', j: true } });
      const [mongod, temporal] = [stack.pid('mongodb'), stack.pid('temporal')];
      await Promise.all([stack.kill('mongodb'), stack.kill('temporal')]);
      await Promise.all([stack.ready('mongodb'), stack.ready('temporal')]);
      expect(stack.pid('mongodb')).not.toBe(mongod);
      expect(stack.pid('temporal')).not.toBe(temporal);
      expect(await connection.collection('kept').findOne({ name: 'before' })).not.toBeNull();
    } finally {
      await connection.close();
    }
  });

  it('lets a server be taken away and given back', async () => {
    await stack.stopComponent('mongodb');
    expect(stack.pid('mongodb')).toBeNull();
    await stack.startAgain('mongodb');
    expect(stack.pid('mongodb')).not.toBeNull();
  });
});

describe('the processes of a stack', () => {
  it('end with it, and the next start finds the same ports', async () => {
    const folder = freshFolder();
    try {
      const first = await startStack({ dataDir: folder, components: servers });
      const pids = servers.map((name) => first.pid(name));
      await first.stop();
      expect(pids.filter((pid) => pid !== null && processesWithEnv('SIGNALBOX_DATA', folder).includes(pid))).toEqual([]);
      const second = await startStack({ dataDir: folder, components: servers });
      await second.stop();
      expect(second.ports).toEqual(first.ports);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('end when their supervisor is killed', async () => {
    const folder = freshFolder();
    try {
      const elsewhere = await stackElsewhere(folder);
      expect(living(folder)).toHaveLength(2);
      await elsewhere.kill('SIGKILL');
      while (living(folder).length > 0) await sleep(100);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('that outlived supervisor and watchdog are ended by the next start', async () => {
    const folder = freshFolder();
    try {
      const elsewhere = await stackElsewhere(folder);
      const orphans = living(folder);
      // The watchdog is the supervisor's only other child: a shell.
      const watchdogs = readFileSync(`/proc/${elsewhere.pid}/task/${elsewhere.pid}/children`, 'utf8').trim().split(' ').map(Number).filter((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'sh');
      expect(watchdogs).toHaveLength(1);
      for (const pid of watchdogs) process.kill(pid, 'SIGKILL');
      await elsewhere.kill('SIGKILL');
      expect(living(folder)).toEqual(orphans);
      const next = await startStack({ dataDir: folder, components: servers });
      expect(living(folder).filter((pid) => orphans.includes(pid))).toEqual([]);
      await next.stop();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
