import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { treeBytes } from './memory.ts';

describe('memory of a process', () => {
  it('counts what it started, and nothing of who is gone; unknown where the system does not say', async () => {
    const own = treeBytes(process.pid);
    if (process.platform !== 'linux') return expect(own).toBe(null);
    const child = spawn(process.execPath, ['-e', 'const kept = Buffer.alloc(120e6, 1); console.log("filled"); setInterval(() => kept.length, 1e6)'], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    expect(treeBytes(process.pid)!).toBeGreaterThan(own! + 100e6);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(treeBytes(child.pid!)).toBe(0);
  });
});
