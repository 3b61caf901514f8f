import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { treeBytes } from './memory.ts';

/** Holds 120 MB and says so. */
const filled = 'const kept = Buffer.alloc(120e6, 1); console.log(process.pid); setInterval(() => kept.length, 1e6)';
/** Starts one that does, in which nothing else happens meanwhile. */
const starter = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(filled)}], { stdio: 'inherit' }); setInterval(() => 0, 1e6)`;

describe('memory of a process', () => {
  it('counts what it started, and nothing of who is gone; unknown where the system does not say', async () => {
    if (process.platform !== 'linux') return expect(treeBytes(process.pid)).toBe(null);
    const child = spawn(process.execPath, ['-e', starter], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [said] = await once(child.stdout, 'data') as [Buffer];
    const grandchild = Number(String(said));
    expect(treeBytes(grandchild)!).toBeGreaterThan(100e6);
    expect(treeBytes(child.pid!)!).toBeGreaterThan(treeBytes(grandchild)!);
    process.kill(grandchild, 'SIGKILL');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(treeBytes(child.pid!)).toBe(0);
  });
});
