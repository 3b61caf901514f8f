/** One change stream over some collections, kept alive: it resumes where it was, and says so when it could not. What a change means is the listener's. */
import type { Connection, mongo } from 'mongoose';

export interface Change {
  collection: string;
  operation: 'insert' | 'update' | 'replace' | 'delete';
  id: string;
  /** The row as it is now (not as of the change); null for deletes and rows gone since. */
  row: Record<string, unknown> | null;
}

export interface ChangeFeedOptions {
  collections: readonly string[];
  /** Collections of which only the id matters, for their rows are large: `row` is null. */
  nameless?: readonly string[];
  /** Collections of which only removals matter (sessions): rows are not read. */
  removalsOf?: readonly string[];
  onChange: (change: Change) => void;
  /** Changes may have been missed: everything shown should be read anew. Not called when the stream resumed. */
  onGap: () => void;
  onFault?: (fault: unknown) => void;
}

/** Starts at once; resolves when the stream first stands, so that a change after it is seen. */
export async function watchChanges(connection: Connection, options: ChangeFeedOptions): Promise<{ stop(): Promise<void> }> {
  let isStopped = false;
  let resumeAfter: unknown = null;
  let current: mongo.ChangeStream | null = null;
  let pause: { end: () => void } | null = null;
  let hasStood: () => void = () => undefined;
  const firstStand = new Promise<void>((resolve) => { hasStood = resolve; });
  const pipeline = [
    { $match: { $or: [
      { 'ns.coll': { $in: [...options.collections, ...(options.nameless ?? [])] }, operationType: { $in: ['insert', 'update', 'replace', 'delete'] } },
      { 'ns.coll': { $in: [...(options.removalsOf ?? [])] }, operationType: 'delete' },
    ] } },
    { $set: { fullDocument: { $cond: [{ $in: ['$ns.coll', [...(options.nameless ?? [])]] }, '$$REMOVE', '$fullDocument'] } } },
  ];
  const once = async () => {
    const database = connection.db;
    if (!database) throw new Error('not connected yet');
    const stream = database.watch(pipeline, { fullDocument: 'updateLookup', maxAwaitTimeMS: 1_000, ...(resumeAfter ? { resumeAfter } : {}) });
    current = stream;
    try {
      // The first empty batch proves that the server opened the stream, and brings a token to resume from even if nothing ever happens.
      for (let isFirst = true; !isStopped; isFirst = false) {
        const event = await stream.tryNext();
        resumeAfter = stream.resumeToken ?? resumeAfter;
        if (isFirst) hasStood();
        if (event) deliver(event as unknown as RawChange, options);
      }
    } finally {
      current = null;
      await stream.close().catch(() => undefined);
    }
  };
  const loop = (async () => {
    while (!isStopped) {
      try {
        await once();
      } catch (fault) {
        if (isStopped) return;
        options.onFault?.(fault);
        if (isHistoryLost(fault)) {
          resumeAfter = null;
          options.onGap();
        }
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, 500);
          pause = { end: () => { clearTimeout(timer); resolve(); } };
        });
      }
    }
  })();
  await firstStand;
  return {
    async stop() {
      isStopped = true;
      pause?.end();
      await (current as mongo.ChangeStream | null)?.close().catch(() => undefined);
      await loop;
    },
  };
}

interface RawChange { ns?: { coll?: string }; operationType: Change['operation']; documentKey?: { _id: unknown }; fullDocument?: Record<string, unknown> | null }

function deliver(event: RawChange, options: ChangeFeedOptions): void {
  try {
    options.onChange({ collection: event.ns?.coll ?? '', operation: event.operationType, id: String(event.documentKey?._id), row: event.fullDocument ?? null });
  } catch (fault) {
    options.onFault?.(fault);
  }
}

/** ChangeStreamHistoryLost, InvalidResumeToken, a token of another database. */
const isHistoryLost = (fault: unknown): boolean => {
  const code = typeof fault === 'object' && fault !== null && 'code' in fault ? fault.code : null;
  return code === 286 || code === 260 || code === 280;
};
