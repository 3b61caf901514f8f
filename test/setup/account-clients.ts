/** A portal with its worker for a scenario, and people who are signed in to it, by account. */
import { rmSync } from 'node:fs';
import mongoose from 'mongoose';
import { afterAll, beforeAll } from 'vitest';
import { startStack, type Stack } from '#embedded/stack';
import { portalClient, type PortalClient } from '../builders/portal-client.ts';
import { freshFolder, freshMongoUri, freshNamespace, temporalAddress } from './fresh.ts';

export interface AccountClients {
  /** Signed in on first use; one session an account. */
  as(account: string): Promise<PortalClient>;
  /** A further session of an account: another device. */
  again(account: string): Promise<PortalClient>;
  database(): mongoose.Connection;
}

/** Registers the portal with the test file that calls it. */
export function accountClients(name: string): AccountClients {
  const folder = freshFolder(`signalbox-${name}`);
  const known = new Map<string, Promise<PortalClient>>();
  let stack: Stack;
  let database: mongoose.Connection;
  beforeAll(async () => {
    const mongoUri = freshMongoUri(name);
    stack = await startStack({
      dataDir: folder, components: ['worker', 'portal'],
      env: { MONGODB_URI: mongoUri, TEMPORAL_ADDRESS: temporalAddress(), TEMPORAL_NAMESPACE: await freshNamespace(name), SIGNALBOX_LOG_LEVEL: 'error', SIGNALBOX_DEMO_TICKETS: 'false' },
    });
    database = await mongoose.createConnection(mongoUri).asPromise();
  });
  afterAll(async () => {
    await database?.dropDatabase();
    await database?.close();
    await stack?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const again = async (account: string): Promise<PortalClient> => {
    const client = portalClient(stack.address);
    await client.signIn(account);
    return client;
  };
  return {
    again, database: () => database,
    as(account) {
      const client = known.get(account) ?? again(account);
      known.set(account, client);
      return client;
    },
  };
}
