import { defineConfig } from 'vitest/config';

const layers = ['domain', 'store', 'integrations', 'activities', 'workflows', 'worker', 'portal', 'cli', 'tools'];
/** Files of unit tests share a process and its modules: what is imported once serves all. So a test may not change what others import (no vi.mock, no fixed environment); house.test.ts looks for it. */
const shared = { pool: 'forks', isolate: false } as const;

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', ...shared, include: layers.map((l) => `${l}/**/*.test.{ts,tsx}`).concat('test/architecture/**/*.test.ts', 'test/builders/**/*.test.ts'), exclude: ['**/*.property.test.ts', '**/node_modules/**'] } },
      { test: { name: 'property', include: ['domain/**/*.property.test.ts'], testTimeout: 600_000 } },
      // Two at once: each file has a database, a namespace and processes of its own, and most of their time is waiting.
      { test: { name: 'scenario', include: ['test/scenarios/**/*.test.ts'], globalSetup: ['test/setup/servers.ts'], testTimeout: 120_000, hookTimeout: 300_000, maxWorkers: 2, sequence: { groupOrder: 1 } } },
      { test: { name: 'replay', include: ['test/replay/**/*.test.ts'], testTimeout: 120_000 } },
      { test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], globalSetup: ['test/setup/servers.ts'], testTimeout: 240_000, hookTimeout: 600_000, fileParallelism: false, sequence: { groupOrder: 2 } } },
    ],
  },
});
