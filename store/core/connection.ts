/** The connection to MongoDB: opened once, tried again until it stands, majority writes. What to do while it is away is the caller's. */
import mongoose, { type Connection } from 'mongoose';

/** Named here for the layers above: only the store speaks to MongoDB, others hand its connection on. */
export type { ClientSession, Connection } from 'mongoose';
export type MongoClient = mongoose.mongo.MongoClient;

export interface ConnectionOptions {
  /** Shown in the server's log. */
  appName: string;
  /** Milliseconds a command waits for a server before it fails with "away". Default 3,000. */
  selectionTimeoutMs?: number;
  /** Told about every failed first attempt. */
  onAway?: (fault: unknown) => void;
}

export interface OpenedConnection {
  connection: Connection;
  /** Resolves when MongoDB was reached for the first time. Never rejects before `close`. */
  whenConnected: Promise<void>;
  /** True while no server takes writes, and has not for as long as a command waits for one. What comes before that may still be answered. */
  isAway(): boolean;
  close(): Promise<void>;
}

/** Opens at once and keeps trying every second; models may be made on the connection before it stands. */
export function openConnection(uri: string, options: ConnectionOptions): OpenedConnection {
  const connection = mongoose.createConnection();
  connection.set('bufferCommands', false);
  connection.on('error', () => undefined);
  let isClosed = false;
  let wake: () => void = () => undefined;
  const selectionTimeoutMs = options.selectionTimeoutMs ?? 3_000;
  const presence = createPresence(selectionTimeoutMs);
  const attempts = async () => {
    while (!isClosed) {
      try {
        await connection.openUri(uri, { autoIndex: false, autoCreate: false, appName: options.appName, serverSelectionTimeoutMS: selectionTimeoutMs, writeConcern: { w: 'majority', wtimeout: 10_000 }, maxPoolSize: 50 });
        presence.follow(connection.getClient());
        return;
      } catch (fault) {
        options.onAway?.(fault);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, 1_000);
          wake = () => { clearTimeout(timer); resolve(); };
        });
      }
    }
  };
  return {
    connection,
    whenConnected: attempts(),
    isAway: presence.isAway,
    close: async () => {
      isClosed = true;
      wake();
      await connection.close(true).catch(() => undefined);
    },
  };
}

/**
 * Whether there is a server that takes writes, from what the driver tells of its servers. Not from mongoose's readyState: that calls a connection lost after 20 s
 * without a heartbeat, which a machine that slept or was very busy has, too, and refuses what the driver would have answered.
 */
export function createPresence(graceMs: number, nowMs: () => number = () => performance.now()): { follow(client: Pick<MongoClient, 'on'>): void; isAway(): boolean } {
  let goneSinceMs: number | null = -Infinity;
  return {
    follow(client) {
      goneSinceMs = null;
      client.on('topologyDescriptionChanged', ({ newDescription: { servers } }) => {
        const isThere = [...servers.values()].some(({ isWritable }) => isWritable);
        goneSinceMs = isThere ? null : goneSinceMs ?? nowMs();
      });
    },
    isAway: () => goneSinceMs !== null && nowMs() - goneSinceMs >= graceMs,
  };
}
