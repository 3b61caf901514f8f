/** Reads the token log: what the overlay, the log view and the reconciler show and compare. */
import type { Connection } from 'mongoose';
import type { Json } from '#domain/values';
import type { LogEntry } from '#domain/flow/kernel/kernel.types';
import { afterCursor, cursorOf, sortOf, type SortKey } from '../core/page-cursor.ts';
import { runModels, type TokenLogRow } from './run.model.ts';

export interface TokenLogRepo {
  /** Entries after `afterSeq` (0: from the first), in order. */
  page(runId: string, afterSeq: number, limit: number): Promise<LogEntry[]>;
  /** The same for a reader who pages, in order or the newest first. Throws REQUEST_INVALID for a cursor that is none. */
  list(runId: string, page: { cursor?: string | undefined; limit: number; isNewestFirst?: boolean }): Promise<{ items: LogEntry[]; next: string | null }>;
  /** How often tokens came to each node and along each edge. */
  visited(runId: string): Promise<{ nodes: Record<string, number>; edges: Record<string, number> }>;
  /** Number of entries and the last seq; equal when none is missing. */
  extent(runId: string): Promise<{ count: number; lastSeq: number }>;
}

const orderOf = (isNewestFirst: boolean): readonly SortKey[] => [{ field: 'seq', order: isNewestFirst ? -1 : 1, is: 'number' }];
const entryOf = ({ seq, at, type, token, node, scope, edge, cause, by, data }: TokenLogRow): LogEntry =>
  ({ seq, at, type, token, node, scope, edge, cause, by, ...(data === null ? {} : { data: JSON.parse(data) as Json }) });

export function createTokenLogRepo(connection: Connection): TokenLogRepo {
  const { tokenLog } = runModels(connection);
  return {
    page: async (runId, afterSeq, limit) => (await tokenLog.find({ run: runId, seq: { $gt: afterSeq } }).sort({ seq: 1 }).limit(limit).lean<TokenLogRow[]>().exec()).map(entryOf),
    async list(runId, { cursor, limit, isNewestFirst = false }) {
      const order = orderOf(isNewestFirst);
      const rows = await tokenLog.find({ run: runId, ...(cursor ? afterCursor(order, cursor) : {}) }).sort(sortOf(order)).limit(limit + 1).lean<TokenLogRow[]>().exec();
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return { items: rows.slice(0, limit).map(entryOf), next: last === undefined ? null : cursorOf(order, last) };
    },
    async visited(runId) {
      const rows = await tokenLog.aggregate<{ _id: { node: string; edge: string | null }; times: number }>([
        { $match: { run: runId, type: 'enter' } }, { $group: { _id: { node: '$node', edge: '$edge' }, times: { $sum: 1 } } },
      ]).exec();
      const nodes: Record<string, number> = {};
      const edges: Record<string, number> = {};
      for (const { _id: { node, edge }, times } of rows) {
        nodes[node] = (nodes[node] ?? 0) + times;
        if (edge !== null) edges[edge] = (edges[edge] ?? 0) + times;
      }
      return { nodes, edges };
    },
    async extent(runId) {
      const [found] = await tokenLog.aggregate<{ count: number; lastSeq: number }>([{ $match: { run: runId } }, { $group: { _id: null, count: { $sum: 1 }, lastSeq: { $max: '$seq' } } }]).exec();
      return { count: found?.count ?? 0, lastSeq: found?.lastSeq ?? 0 };
    },
  };
}
