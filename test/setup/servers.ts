/** Vitest's global set-up of the projects that need real servers: one Temporal and one MongoDB for all files of a run, each file with its own namespace and database. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { consoleLog } from '#embedded/console-log';
import { startStack, type Stack } from '#embedded/stack';

declare module 'vitest' {
  export interface ProvidedContext {
    /** host:port of the shared Temporal. */
    temporalAddress: string;
    /** Address of the shared replica set, with a database nobody should use; see freshMongoUri. */
    mongoUri: string;
  }
}

let stack: Stack | null = null;
let dataDir = '';

export async function setup(project: TestProject): Promise<void> {
  dataDir = mkdtempSync(join(tmpdir(), 'signalbox-servers-'));
  stack = await startStack({ dataDir, components: ['temporal', 'mongodb'], database: 'nobody', log: consoleLog(process.stderr, 'servers: ') });
  project.provide('temporalAddress', stack.temporalAddress);
  project.provide('mongoUri', stack.mongoUri);
}

export async function teardown(): Promise<void> {
  await stack?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
