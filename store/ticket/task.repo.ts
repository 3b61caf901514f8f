/** Reads open tasks: the inbox of a person, the tasks of a ticket, one task. Writing is the run's. */
import type { Connection } from 'mongoose';
import type { RightsFilter } from '#domain/identity/rights';
import type { RoleKey } from '#domain/identity/identity.schema';
import { afterCursor, cursorOf, sortOf, type SortKey } from '../core/page-cursor.ts';
import { ticketModels, type TaskRow } from './ticket.model.ts';

export type TaskRecord = Omit<TaskRow, '_id'> & { id: string };

/** Whose inbox. */
export interface InboxOf { person: string; teams: readonly string[]; roles: readonly RoleKey[] }
export interface InboxQuery {
  of: InboxOf;
  /** mine: asked of the person by name, through a role, or claimed by them. team: offered to one of their teams and claimed by nobody else. */
  scope: 'mine' | 'team';
  kind?: 'task' | 'approval';
  rights: RightsFilter;
}

export interface TaskRepo {
  /** `<runId>#<taskId>` */
  byId(id: string): Promise<TaskRecord | null>;
  /** Open tasks of a ticket, oldest first. */
  ofTicket(ticketId: string): Promise<TaskRecord[]>;
  ofTickets(ticketIds: readonly string[]): Promise<TaskRecord[]>;
  /** Oldest first. Throws REQUEST_INVALID for a cursor that is none. */
  inbox(query: InboxQuery, page: { cursor?: string; limit: number }): Promise<{ items: TaskRecord[]; nextCursor: string | null }>;
  counts(of: InboxOf, rights: RightsFilter): Promise<{ mine: number; team: number; approvals: number }>;
}

const order: readonly SortKey[] = [{ field: 'openedAt', order: 1 }, { field: '_id', order: 1 }];
const recordOf = ({ _id, ...rest }: TaskRow): TaskRecord => ({ id: _id, ...rest });

function filterOf({ of, scope, kind, rights }: InboxQuery): Record<string, unknown> {
  const isMine = { $or: [{ 'task.assignee': of.person }, { people: of.person, 'task.assignee': null }, { roles: { $in: [...of.roles] }, 'task.assignee': null }] };
  const isTeams = { teams: { $in: [...of.teams] }, 'task.assignee': null };
  return { $and: [scope === 'mine' ? isMine : isTeams, ...(kind === undefined ? [] : [{ 'task.kind': kind }]), ...(Object.keys(rights).length === 0 ? [] : [rights as Record<string, unknown>])] };
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
    async inbox(query, { cursor, limit }) {
      const filter = filterOf(query);
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
  };
}
