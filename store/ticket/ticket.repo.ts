/** Reads tickets. Which tickets a reader may see is a filter handed in (domain/identity/rights); writing is the run's. */
import type { Connection } from 'mongoose';
import type { RightsFilter } from '#domain/identity/rights';
import type { ClockFacts } from '#domain/sla/clock';
import type { Ticket } from '#domain/ticket/ticket.schema';
import { isWideTerm, termsOf } from '#domain/ticket/ticket.terms';
import { afterCursor, cursorOf, sortOf, type SortKey } from '../core/page-cursor.ts';
import { ticketModels, type TicketRow } from './ticket.model.ts';

/** A ticket with what rights and clocks need beside what is shown. `clocks` are as of the last write; `clockFacts` are what to derive them from now. */
export type TicketRecord = Ticket & { clockFacts: ClockFacts[]; askedPeople: string[]; askedTeams: string[]; askedRoles: string[] };

export type TicketSort = 'updated' | 'opened' | 'priority' | 'due';
export interface TicketQuery {
  /** From filterFor; `{}` is everything. */
  rights: RightsFilter;
  /** Words; each must begin a word of key or title. */
  q?: string;
  categories?: readonly string[]; types?: readonly string[]; teams?: readonly string[]; priorities?: readonly string[];
  assignee?: string; requester?: string;
  isDemo?: boolean;
  sort?: TicketSort;
}
export interface TicketPage { items: TicketRecord[]; nextCursor: string | null }

export interface TicketRepo {
  byId(id: string): Promise<TicketRecord | null>;
  byKey(key: string): Promise<TicketRecord | null>;
  byIds(ids: readonly string[]): Promise<TicketRecord[]>;
  /** The ticket of an alarm group's episode. */
  byAlarm(group: string, episode: number): Promise<TicketRecord | null>;
  /** Throws REQUEST_INVALID for a cursor that is none. */
  list(query: TicketQuery, page: { cursor?: string; limit: number }): Promise<TicketPage>;
  /** How many tickets each category has under the same filter. */
  counts(query: Omit<TicketQuery, 'sort'>): Promise<Partial<Record<Ticket['category'], number>>>;
  count(query: Omit<TicketQuery, 'sort'>): Promise<number>;
  ensureIndexes(): Promise<void>;
}

const orders: Record<TicketSort, readonly SortKey[]> = {
  updated: [{ field: 'updatedAt', order: -1 }, { field: '_id', order: -1 }],
  opened: [{ field: 'openedAt', order: -1 }, { field: '_id', order: -1 }],
  priority: [{ field: 'priority', order: 1 }, { field: 'updatedAt', order: -1 }, { field: '_id', order: -1 }],
  due: [{ field: 'nextDueAt', order: 1 }, { field: '_id', order: 1 }],
};

/** Fields of the row that are no part of a ticket. */
export function ticketOfRow({ _id, terms: _terms, nextDueAt: _nextDueAt, ...rest }: TicketRow): TicketRecord {
  return { id: _id, ...rest };
}

const escaped = (term: string): string => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const oneOf = (field: string, values: readonly string[] | undefined): Record<string, unknown>[] => (values === undefined || values.length === 0 ? [] : [{ [field]: { $in: [...values] } }]);

function filterOf(query: Omit<TicketQuery, 'sort'>): Record<string, unknown> {
  const parts: Record<string, unknown>[] = [
    query.rights as Record<string, unknown>,
    ...(query.q === undefined ? [] : termsOf(query.q).map((term) => ({ terms: isWideTerm(term) ? term : { $regex: `^${escaped(term)}` } }))),
    ...oneOf('category', query.categories), ...oneOf('type', query.types), ...oneOf('team', query.teams), ...oneOf('priority', query.priorities),
    ...(query.assignee === undefined ? [] : [{ assignee: query.assignee }]), ...(query.requester === undefined ? [] : [{ requester: query.requester }]),
    ...(query.isDemo === undefined ? [] : [{ isDemo: query.isDemo }]),
  ].filter((part) => Object.keys(part).length > 0);
  return parts.length === 0 ? {} : { $and: parts };
}

export function createTicketRepo(connection: Connection): TicketRepo {
  const { tickets, tasks } = ticketModels(connection);
  const one = async (filter: Record<string, unknown>): Promise<TicketRecord | null> => {
    const row = await tickets.findOne(filter).lean<TicketRow>().exec();
    return row === null ? null : ticketOfRow(row);
  };
  return {
    byId: (id) => one({ _id: id }),
    byKey: (key) => one({ key }),
    byIds: async (ids) => (await tickets.find({ _id: { $in: [...ids] } }).lean<TicketRow[]>().exec()).map(ticketOfRow),
    byAlarm: (group, episode) => one({ 'alarm.group': group, 'alarm.episode': episode }),
    async list(query, { cursor, limit }) {
      const keys = orders[query.sort ?? 'updated'];
      const filter = filterOf(query);
      const from = cursor === undefined ? null : afterCursor(keys, cursor);
      const rows = await tickets.find(from === null ? filter : { $and: [filter, from] }, { terms: 0 }).sort(sortOf(keys)).limit(limit + 1).lean<TicketRow[]>().exec();
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return {
        items: rows.slice(0, limit).map(ticketOfRow),
        nextCursor: last === undefined ? null : cursorOf(keys, last),
      };
    },
    async counts(query) {
      const rows = await tickets.aggregate<{ _id: Ticket['category']; count: number }>([{ $match: filterOf(query) }, { $group: { _id: '$category', count: { $sum: 1 } } }]).exec();
      return Object.fromEntries(rows.map((row) => [row._id, row.count]));
    },
    count: (query) => tickets.countDocuments(filterOf(query)).exec(),
    ensureIndexes: async () => {
      for (const model of [tickets, tasks]) {
        await model.createCollection();
        await model.createIndexes();
      }
    },
  };
}
