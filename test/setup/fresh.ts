/** Names nobody else uses on the shared servers: a namespace, a database, a folder per test file. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { prepareNamespace } from '#embedded/temporal-namespace';

const unique = (prefix: string): string => `${prefix}-${randomBytes(5).toString('hex')}`;

/** host:port of the shared Temporal. */
export const temporalAddress = (): string => inject('temporalAddress');

/** A namespace of its own with retention and search attributes; ready when this resolves (about a second). */
export async function freshNamespace(prefix = 'test'): Promise<string> {
  const namespace = unique(prefix);
  await prepareNamespace(temporalAddress(), namespace);
  return namespace;
}

/** Address of an empty database of its own on the shared replica set. */
export const freshMongoUri = (prefix = 'test'): string => inject('mongoUri').replace(/\/nobody\?/, `/${unique(prefix)}?`);

/** An empty folder for a stack of its own. */
export const freshFolder = (prefix = 'signalbox'): string => mkdtempSync(join(tmpdir(), `${prefix}-`));
