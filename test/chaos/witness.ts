/** Remembers what was once confirmed: events and log entries that outbox, audit and webhooks may have read. At the end each must still stand, word for word. */
import type { Connection } from 'mongoose';
import { openConnection } from '#store/core/connection';

export interface Witness {
  /** Everything seen confirmed, as text by id. */
  readonly events: ReadonlyMap<string, string>;
  readonly log: ReadonlyMap<string, string>;
  looks(): number;
  stop(): Promise<void>;
}

const lookEveryMs = 900;
/** What confirmation itself and the outbox put on an event afterwards. */
export const asRead = (event: Record<string, unknown>): string => JSON.stringify({ ...event, isConfirmed: undefined, outboxSeq: undefined });

/** Reads with majority concern, as whoever acts on it must: what a crash of MongoDB could still take back is no testimony. */
export function startWitness(mongoUri: string): Witness {
  const mongo = openConnection(mongoUri, { appName: 'chaos-witness', selectionTimeoutMs: 2_000 });
  const events = new Map<string, string>();
  const log = new Map<string, string>();
  let isStopped = false;
  let looks = 0;

  async function look(connection: Connection): Promise<void> {
    const majority = { readConcern: { level: 'majority' as const }, timeoutMS: 5_000 };
    const confirmed = await connection.collection('events').find({ isConfirmed: true }, majority).toArray();
    for (const event of confirmed) if (!events.has(String(event._id))) events.set(String(event._id), asRead(event));
    const runs = await connection.collection<{ _id: string; confirmedSeq: number }>('runs').find({}, { ...majority, projection: { confirmedSeq: 1 } }).toArray();
    await Promise.all(runs.map(async ({ _id, confirmedSeq }) => {
      for (const entry of await connection.collection('tokenLog').find({ run: _id, seq: { $lte: confirmedSeq } }, majority).toArray()) if (!log.has(String(entry._id))) log.set(String(entry._id), JSON.stringify(entry));
    }));
    looks += 1;
  }

  const running = (async () => {
    await mongo.whenConnected;
    while (!isStopped) {
      await look(mongo.connection).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  })();
  return {
    events, log, looks: () => looks,
    async stop() {
      isStopped = true;
      await running;
      await mongo.close();
    },
  };
}
