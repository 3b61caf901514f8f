/** Reads open tasks: the inbox of a person, the tasks of a ticket, one task. Writing is the run's. */
import type { Connection } from 'mongoose';
import type { InboxSort } from '#domain/ticket/inbox';
import type { Priority } from '#domain/ticket/ticket.schema';
import type { RightsFilter } from '#domain/identity/rights';
import type { RoleKey } from '#domain/identity/identity.schema';
import { afterCursor, cursorOf, sortOf, type SortKey } from '../core/page-cursor.ts';
import { ticketModels, type TaskRow } from './ticket.model.ts';
import { containing } from '../core/pattern.ts';

export type TaskRecord = Omit<TaskRow, '_id'> & { id: string };

/** Whose inbox. */
export interface InboxOf { person: string; /** People whose approvals are offered to them too. */ standsInFor?: readonly string[]; teams: readonly string[]; roles: readonly RoleKey[] }
export interface InboxQuery {
  of: InboxOf;
  /** mine: asked of the person by name, through a role, or claimed by them. team: offered to one of their teams and claimed by nobody else. */
  scope: 'mine' | 'team';
  kind?: 'task' | 'approval';
  /** Words that the ticket's key or title has, each of them. */
  q?: string;
  priorities?: readonly Priority[];
  /** Default: oldest. */
  sort?: InboxSort;
  rights: RightsFilter;
}

export interface TaskRepo {
  /** `<runId>#<taskId>` */
  byId(id: string): Promise<TaskRecord | null>;
  /** Open tasks of a ticket, oldest first. */
  ofTicket(ticketId: string): Promise<TaskRecord[]>;
  ofTickets(ticketIds: readonly string[]): Promise<TaskRecord[]>;
  /** Approvals that wait, of every ticket, in the order of their ids; those behind `after`, at most `limit`. */
  openApprovals(after: string | null, limit: number): Promise<TaskRecord[]>;
  /** Throws REQUEST_INVALID for a cursor that is none. */
  inbox(query: InboxQuery, page: { cursor?: string; limit: number }): Promise<{ items: TaskRecord[]; nextCursor: string | null }>;
  counts(of: InboxOf, rights: RightsFilter): Promise<{ mine: number; team: number; approvals: number }>;
  /** Gives tasks from before rights asked for it the object of their ticket; each once. */
  nameObjects(): Promise<void>;
}

const orders: Record<NonNullable<InboxQuery['sort']>, readonly SortKey[]> = {
  oldest: [{ field: 'openedAt', order: 1 }, { field: '_id', order: 1 }], newest: [{ field: 'openedAt', order: -1 }, { field: '_id', order: -1 }],
  priority: [{ field: 'ticket.priority', order: 1 }, { field: 'openedAt', order: 1 }, { field: '_id', order: 1 }],
};
const recordOf = ({ _id, ...rest }: TaskRow): TaskRecord => ({ id: _id, ...rest });

/** An inbox holds what is open: its words are looked for row by row, and anywhere, as in Chinese no word has a beginning. */
const wordsOf = (q: string): Record<string, unknown>[] => q.split(/\s+/).filter(Boolean).slice(0, 10).map((word) => {
  const has = containing(word);
  return { $or: [{ 'ticket.title': has }, { 'ticket.key': has }] };
});

function filterOf({ of, scope, kind, q, priorities, rights }: InboxQuery): Record<string, unknown> {
  const isMine = { $or: [{ 'task.assignee': of.person }, { people: of.person, 'task.assignee': null }, { roles: { $in: [...of.roles] }, 'task.assignee': null }, ...(of.standsInFor?.length ? [{ people: { $in: [...of.standsInFor] }, 'task.kind': 'approval', 'ticket.requester': { $ne: of.person } }] : [])] };
  const isTeams = { teams: { $in: [...of.teams] }, 'task.assignee': null };
  return { $and: [scope === 'mine' ? isMine : isTeams, ...(kind === undefined ? [] : [{ 'task.kind': kind }]), ...(q === undefined ? [] : wordsOf(q)), ...(priorities === undefined ? [] : [{ 'ticket.priority': { $in: [...priorities] } }]), ...(Object.keys(rights).length === 0 ? [] : [rights as Record<string, unknown>])] };
}

export function createTaskRepo(connection: Connection): TaskRepo {
  const { tasks } = ticketModels(connection);
  const many = async (filter: Record<string, unknown>): Promise<TaskRecord[]> => (await tasks.find(filter).sort({ openedAt: 1, _id: 1 }).lean<TaskRow[]>().exec()).map(recordOf);
  return {
    async byId(id) {
      const row = await tasks.findById(id).lean<TaskRow>().exec();
      return row === null ? null : recordOf(row);
    },
    ofTicket: (ticketId) => many({ 'ticket.id': ticketId }),
    ofTickets: (ticketIds) => many({ 'ticket.id': { $in: [...ticketIds] } }),
    openApprovals: async (after, limit) => (await tasks.find({ 'task.kind': 'approval', ...(after === null ? {} : { _id: { $gt: after } }) }).sort({ _id: 1 }).limit(limit).lean<TaskRow[]>().exec()).map(recordOf),
    async inbox(query, { cursor, limit }) {
      const filter = filterOf(query);
      const order = orders[query.sort ?? 'oldest'];
      const rows = await tasks.find(cursor === undefined ? filter : { $and: [filter, afterCursor(order, cursor)] }).sort(sortOf(order)).limit(limit + 1).lean<TaskRow[]>().exec();
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return { items: rows.slice(0, limit).map(recordOf), nextCursor: last === undefined ? null : cursorOf(order, last) };
    },
    async counts(of, rights) {
      const [mine, team, approvals] = await Promise.all([
        tasks.countDocuments(filterOf({ of, scope: 'mine', rights })), tasks.countDocuments(filterOf({ of, scope: 'team', rights })), tasks.countDocuments(filterOf({ of, scope: 'mine', kind: 'approval', rights })),
      ]);
      return { mine, team, approvals };
    },
    nameObjects: async () => {
      await tasks.aggregate([
        { $match: { 'ticket.object': { $exists: false } } }, { $lookup: { from: 'tickets', localField: 'ticket.id', foreignField: '_id', as: 'row' } },
        { $project: { object: { $ifNull: [{ $first: '$row.object' }, null] } } },
        { $merge: { into: 'tasks', on: '_id', whenMatched: [{ $set: { 'ticket.object': '$$new.object' } }], whenNotMatched: 'discard' } },
      ]).exec();
    },
  };
}
