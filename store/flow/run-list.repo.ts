/** Finds runs, and what a person must mend in them, over all tickets. Which tickets a reader may see is a filter handed in, as for tickets themselves: a run is seen with its ticket. */
import type { Connection } from 'mongoose';
import type { RightsFilter } from '#domain/identity/rights';
import type { IncidentMark, RunPhase } from '#domain/flow/run.phase';
import { incidentMarksOf, nodesOf, phaseOf } from '#domain/flow/run.phase';
import { parseRunState } from '#domain/flow/kernel/kernel.state';
import { afterCursor, cursorOf, sortOf, type SortKey } from '../core/page-cursor.ts';
import { ticketModels } from '../ticket/ticket.model.ts';
import { wordFilters } from '../ticket/ticket.repo.ts';
import { runModels, type RunRow } from './run.model.ts';

export type RunSort = 'updated' | 'started' | 'oldest';
export interface RunQuery {
  /** From filterFor, over tickets; `{}` is everything. */
  rights: RightsFilter;
  /** Words; each must begin a word of the ticket's key or title. */
  q?: string;
  flow?: string; version?: number;
  /** A step where a token stands; one where an incident is, for incidents. */
  node?: string;
  phases?: readonly RunPhase[];
  /** Started before this instant; of incidents: open since before it. */
  before?: string;
  /** Of incidents. */
  code?: string;
}
export type ListedRun = Pick<RunRow, 'ticket' | 'ticketKey' | 'n' | 'definition' | 'status' | 'seq' | 'startedAt' | 'updatedAt' | 'endedAt' | 'lost'> & { id: string; phase: RunPhase; nodes: string[]; incidents: IncidentMark[] };
export interface ListedIncident { run: ListedRun; incident: IncidentMark }
type Page<T> = { items: T[]; next: string | null };

export interface RunListRepo {
  /** Throws REQUEST_INVALID for a cursor that is none. */
  list(query: RunQuery & { sort?: RunSort }, page: { cursor?: string | undefined; limit: number }): Promise<Page<ListedRun>>;
  /** How many runs each phase has under the same filter; null where counting them would take too long. */
  counts(query: RunQuery): Promise<Partial<Record<RunPhase, number>> | null>;
  /** Open incidents, the longest open first. */
  incidents(query: RunQuery, page: { cursor?: string | undefined; limit: number }): Promise<Page<ListedIncident> & { total: number | null }>;
  /** How often the run has stopped at each of these steps, by `<run> <node>`. */
  stops(at: readonly { run: string; node: string }[]): Promise<Map<string, number>>;
  /** Gives rows from before there was a list what it finds them by; each once. */
  fillIn(): Promise<void>;
}

const orders: Record<RunSort, readonly SortKey[]> = {
  updated: [{ field: 'updatedAt', order: -1 }, { field: '_id', order: -1 }],
  started: [{ field: 'startedAt', order: -1 }, { field: '_id', order: -1 }],
  oldest: [{ field: 'startedAt', order: 1 }, { field: '_id', order: 1 }],
};
const incidentOrder: readonly SortKey[] = [{ field: 'incidents.at', order: 1 }, { field: '_id', order: 1 }, { field: 'incidents.id', order: 1 }];
/** Tickets that are named one by one to the database; where a reader may see more, but not all, each run's own is looked at. */
const mostNamed = 20_000;
const listed = { state: 0 } as const;

const listedOf = ({ _id, phase = 'waiting', nodes = [], incidents = [], ticket, ticketKey, n, definition, status, seq, startedAt, updatedAt, endedAt, lost }: RunRow): ListedRun =>
  ({ id: _id, phase, nodes, incidents, ticket, ticketKey, n, definition, status, seq, startedAt, updatedAt, endedAt, lost });

const runFilter = ({ flow, version, node, phases, before }: RunQuery): Record<string, unknown> => ({
  ...(flow === undefined ? {} : { 'definition.id': flow }), ...(version === undefined ? {} : { 'definition.version': version }), ...(node === undefined ? {} : { nodes: node }),
  ...(phases === undefined ? {} : { phase: { $in: [...phases] } }), ...(before === undefined ? {} : { startedAt: { $lt: before } }),
});
const and = (...parts: readonly (Record<string, unknown> | null)[]): Record<string, unknown> => {
  const said = parts.filter((part): part is Record<string, unknown> => part !== null && Object.keys(part).length > 0);
  return said.length === 0 ? {} : said.length === 1 ? said[0]! : { $and: said };
};

export function createRunListRepo(connection: Connection, most = mostNamed): RunListRepo {
  const { runs, tokenLog } = runModels(connection);
  const { tickets } = ticketModels(connection);

  /** How the tickets that may be seen are told: all of them, named, or by a look at each run's own. */
  async function seen({ rights, q }: RunQuery): Promise<{ filter: Record<string, unknown> | null; look: Record<string, unknown>[] }> {
    const wanted = and(rights as Record<string, unknown>, ...(q === undefined ? [] : wordFilters(q)));
    if (Object.keys(wanted).length === 0) return { filter: null, look: [] };
    const ids = (await tickets.find(wanted, { _id: 1 }).limit(most + 1).lean<{ _id: string }[]>().exec()).map(({ _id }) => _id);
    if (ids.length <= most) return { filter: { ticket: { $in: ids } }, look: [] };
    return { filter: null, look: [
      { $lookup: { from: 'tickets', localField: 'ticket', foreignField: '_id', pipeline: [{ $match: wanted }, { $project: { _id: 1 } }], as: 'seen' } },
      { $match: { 'seen.0': { $exists: true } } }, { $unset: 'seen' },
    ] };
  }

  return {
    async list(query, { cursor, limit }) {
      const keys = orders[query.sort ?? 'updated'];
      const from = cursor ? afterCursor(keys, cursor) : null;
      const { filter, look } = await seen(query);
      const rows = await runs.aggregate<RunRow>([{ $match: and(runFilter(query), filter, from) }, { $sort: sortOf(keys) }, ...look as never[], { $limit: limit + 1 }, { $project: listed }]).exec();
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return { items: rows.slice(0, limit).map(listedOf), next: last === undefined ? null : cursorOf(keys, last) };
    },
    async counts(query) {
      const { filter, look } = await seen(query);
      if (look.length > 0) return null;
      const { phases: _phases, ...rest } = query;
      const rows = await runs.aggregate<{ _id: RunPhase; count: number }>([{ $match: and(runFilter(rest), filter) }, { $group: { _id: '$phase', count: { $sum: 1 } } }]).exec();
      return Object.fromEntries(rows.map(({ _id, count }) => [_id, count]));
    },
    async incidents(query, { cursor, limit }) {
      const { node, before, code, phases: _phases, ...rest } = query;
      const { filter, look } = await seen(query);
      const about = and(node === undefined ? null : { 'incidents.node': node }, code === undefined ? null : { 'incidents.code': code }, before === undefined ? null : { 'incidents.at': { $lt: before } });
      const open = [{ $match: and({ hasIncident: true, status: 'running' }, runFilter(rest), filter) }, ...look, { $project: listed }, { $unwind: '$incidents' }, { $match: about }];
      const from = cursor ? [{ $match: afterCursor(incidentOrder, cursor) }] : [];
      const [rows, counted] = await Promise.all([
        runs.aggregate<Omit<RunRow, 'incidents'> & { incidents: IncidentMark }>([...open, ...from, { $sort: sortOf(incidentOrder) }, { $limit: limit + 1 }] as never[]).exec(),
        cursor ? null : runs.aggregate<{ count: number }>([...open, { $count: 'count' }] as never[]).exec(),
      ]);
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return {
        items: rows.slice(0, limit).map(({ incidents, ...row }) => ({ run: listedOf({ ...row, incidents: [incidents] }), incident: incidents })),
        next: last === undefined ? null : cursorOf(incidentOrder, last), total: counted === null ? null : counted[0]?.count ?? 0,
      };
    },
    async stops(at) {
      if (at.length === 0) return new Map();
      const rows = await tokenLog.aggregate<{ _id: { run: string; node: string }; times: number }>([
        { $match: { $or: at.map(({ run, node }) => ({ run, type: 'incident', node })), data: { $regex: '"action":"opened"' } } },
        { $group: { _id: { run: '$run', node: '$node' }, times: { $sum: 1 } } },
      ]).exec();
      return new Map(rows.map(({ _id: { run, node }, times }) => [`${run} ${node}`, times]));
    },
    async fillIn() {
      for await (const row of runs.find({ phase: { $exists: false } }, { state: 1, fence: 1, lost: 1 }).lean<RunRow>().cursor({ batchSize: 100 })) {
        const state = parseRunState(JSON.parse(row.state));
        // A run that has written meanwhile has given it itself.
        await runs.updateOne({ _id: row._id, fence: row.fence, phase: { $exists: false } }, { $set: { phase: row.lost ? 'incident' : phaseOf(state), nodes: nodesOf(state), incidents: incidentMarksOf(state) } });
      }
    },
  };
}
