/** Vitest's global set-up of the projects that need real servers: one Temporal and one MongoDB for all files of a run, each file with its own namespace and database. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { consoleLog } from '#embedded/console-log';
import { startStack } from '#embedded/stack';

declare module 'vitest' {
  export interface ProvidedContext {
    /** host:port of the shared Temporal. */
    temporalAddress: string;
    /** Address of the shared replica set, with a database nobody should use; see freshMongoUri. */
    mongoUri: string;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-servers-'));
  const stack = await startStack({ dataDir, components: ['temporal', 'mongodb'], database: 'nobody', log: consoleLog(process.stderr, 'servers: ') });
  project.provide('temporalAddress', stack.temporalAddress);
  project.provide('mongoUri', stack.mongoUri);
  return async () => {
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
