import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/setup/longest-first.ts';

const layers = ['domain', 'store', 'integrations', 'activities', 'workflows', 'worker', 'portal', 'cli', 'tools'];
/** Files share a process and its modules: what is imported once serves all. So a test may not change what others import (no vi.mock, no fixed environment); house.test.ts looks for it. */
const shared = { pool: 'forks', isolate: false } as const;
/** Where nothing is waited for, every core computes; vitest would leave one of them out. */
const computing = { maxWorkers: '100%' } as const;

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      // Threads hand transformed code on without copying it twice: a sixth less of the processor than processes.
      { test: { name: 'unit', ...shared, pool: 'threads', ...computing, include: layers.map((l) => `${l}/**/*.test.{ts,tsx}`).concat('test/architecture/**/*.test.ts', 'test/builders/**/*.test.ts'), exclude: ['**/*.property.test.ts', '**/node_modules/**'],
        // Not a measure of speed: a busy machine is no fault.
        testTimeout: 60_000 } },
      { test: { name: 'property', ...computing, include: ['domain/**/*.property.test.ts', 'integrations/**/*.property.test.ts'], testTimeout: 600_000 } },
      // Three at once: each file has a database, a namespace and servers of its own, and much of their time is waiting.
      { test: { name: 'scenario', ...shared, include: ['test/scenarios/**/*.test.ts'], globalSetup: ['test/setup/servers.ts'], testTimeout: 300_000, hookTimeout: 300_000, maxWorkers: 3, sequence: { groupOrder: 1 } } },
      { test: { name: 'replay', include: ['test/replay/**/*.test.ts'], testTimeout: 120_000 } },
      { test: { name: 'e2e', ...shared, include: ['test/e2e/**/*.test.ts'], globalSetup: ['test/setup/servers.ts'], testTimeout: 240_000, hookTimeout: 600_000, maxWorkers: 3, sequence: { groupOrder: 2 } } },
    ],
  },
});
