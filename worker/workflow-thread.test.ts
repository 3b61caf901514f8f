import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const file = fileURLToPath(new URL('./workflow-thread.mjs', import.meta.url));

/** What the thread of a workflow finds: whether stores of AsyncLocalStorage live through awaits, and whether the SDK's hook is taken. */
const inThread = `
import { AsyncLocalStorage } from 'node:async_hooks';
import v8 from 'node:v8';
let isHooked = true;
try { v8.promiseHooks.createHook({ init() {}, settled() {} }); } catch { isHooked = false; }
const store = new AsyncLocalStorage();
const seen = await store.run('outer', async () => {
  await null;
  const inner = await store.run('inner', async () => { await new Promise((done) => setTimeout(done, 1)); return store.getStore(); });
  return [inner, store.getStore()];
});
console.log(JSON.stringify({ isHooked, seen }));
`;

function threadSays(env: Record<string, string>): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'thread-'));
  try {
    writeFileSync(join(folder, 'thread.mjs'), inThread);
    writeFileSync(join(folder, 'main.mjs'), "import { Worker } from 'node:worker_threads';\nnew Worker(new URL('./thread.mjs', import.meta.url));\n");
    return JSON.parse(execFileSync(process.execPath, ['--import', file, join(folder, 'main.mjs')], { encoding: 'utf8', env: { ...process.env, ...env } }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the thread of workflows', () => {
  it('takes no hook that collects stacks, and keeps what AsyncLocalStorage holds over every await', () => {
    expect(threadSays({})).toEqual({ isHooked: false, seen: ['inner', 'outer'] });
  });
  it('collects stacks when it is asked to', () => {
    expect(threadSays({ SIGNALBOX_WORKFLOW_STACKS: 'true' })).toEqual({ isHooked: true, seen: ['inner', 'outer'] });
  });
});
