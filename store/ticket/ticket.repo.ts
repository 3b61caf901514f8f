/** Reads tickets. Which tickets a reader may see is a filter handed in (domain/identity/rights); writing is the run's. */
import type { Connection } from 'mongoose';
import type { RightsFilter } from '#domain/identity/rights';
import type { ClockFacts } from '#domain/sla/clock';
import type { Ticket } from '#domain/ticket/ticket.schema';
import { isWideTerm, termsOf } from '#domain/ticket/ticket.terms';
import { afterCursor, cursorOf, sortOf, type SortKey } from '../core/page-cursor.ts';
import { levelFilters, type LevelQuery } from './ticket.levels.ts';
import { ticketModels, type TicketRow } from './ticket.model.ts';
import { escaped } from '#domain/pattern';
import { prepareCollections } from '../core/prepare-collections.ts';

/** A ticket with what rights and clocks need beside what is shown. `clocks` are as of the last write; `clockFacts` are what to derive them from now. `stoppedCalls`: runs its run has called that stand with an incident; absent where none does. */
export type TicketRecord = Ticket & { clockFacts: ClockFacts[]; askedPeople: string[]; askedTeams: string[]; askedRoles: string[]; stoppedCalls?: string[] };

export type TicketSort = 'updated' | 'opened' | 'priority' | 'due';
export interface TicketQuery {
  /** From filterFor; `{}` is everything. */
  rights: RightsFilter;
  /** Words; each must begin a word of key or title. */
  q?: string;
  keys?: readonly string[]; categories?: readonly string[]; types?: readonly string[];
  /** A team of null is "no team". */
  teams?: readonly (string | null)[]; priorities?: readonly string[];
  /** null: nobody has it. */
  assignee?: string | null; requester?: string;
  /** With an open clock due before this instant. */
  dueTo?: string;
  isDemo?: boolean;
  /** From this instant on, and before that one. */
  openedFrom?: string; openedTo?: string;
  levels?: LevelQuery;
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
export function ticketOfRow({ run, stoppedCalls, ...row }: TicketRow): TicketRecord {
  // A called run of an earlier run, or one that was ended from outside, may have left its mark.
  const stopped = run?.status === 'running' ? (stoppedCalls ?? []).filter((id) => id.startsWith(`${run.id}/`)) : [];
  return { ...withoutOwn({ run, ...row }), ...(stopped.length > 0 ? { run: { ...run!, hasIncident: true }, stoppedCalls: stopped } : {}) };
}

function withoutOwn({ _id, terms: _terms, nextDueAt: _nextDueAt, stepTimes: _stepTimes, hasUncountedSteps: _hasUncountedSteps, ...rest }: Omit<TicketRow, 'stoppedCalls'>): TicketRecord {
  return { id: _id, ...rest };
}

/** Fields of the row that no list reads. */
const unlisted = { terms: 0, stepTimes: 0, hasUncountedSteps: 0 } as const;

const oneOf = (field: string, values: readonly (string | null)[] | undefined): Record<string, unknown>[] => (values === undefined || values.length === 0 ? [] : [{ [field]: { $in: [...values] } }]);

/** Each word must begin a word of key or title. */
export const wordFilters = (q: string): Record<string, unknown>[] => termsOf(q).map((term) => ({ terms: isWideTerm(term) ? term : { $regex: `^${escaped(term)}` } }));

function filterOf(query: Omit<TicketQuery, 'sort'>): Record<string, unknown> {
  const parts: Record<string, unknown>[] = [
    query.rights as Record<string, unknown>,
    ...(query.q === undefined ? [] : wordFilters(query.q)),
    ...oneOf('key', query.keys), ...oneOf('category', query.categories), ...oneOf('type', query.types), ...oneOf('team', query.teams), ...oneOf('priority', query.priorities),
    ...(query.assignee === undefined ? [] : [{ assignee: query.assignee }]), ...(query.requester === undefined ? [] : [{ requester: query.requester }]),
    ...(query.dueTo === undefined ? [] : [{ nextDueAt: { $lt: query.dueTo } }]),
    ...(query.isDemo === undefined ? [] : [{ isDemo: query.isDemo }]),
    ...(query.openedFrom === undefined && query.openedTo === undefined ? [] : [{ openedAt: { ...(query.openedFrom === undefined ? {} : { $gte: query.openedFrom }), ...(query.openedTo === undefined ? {} : { $lt: query.openedTo }) } }]),
    ...(query.levels === undefined ? [] : levelFilters(query.levels)),
  ].filter((part) => Object.keys(part).length > 0);
  return parts.length === 0 ? {} : { $and: parts };
}

const unfinished: readonly string[] = ['open', 'waiting', 'recovered'];
/**
 * The index a count goes by, where MongoDB would choose a worse one: everything by keys alone; what is open, which is little, by what it is open for
 * rather than by all the ways in which somebody may be named on all tickets there ever were. Undefined: its own choice.
 */
function countedBy(query: Omit<TicketQuery, 'sort'>): string | Record<string, 1 | -1> | undefined {
  if (Object.keys(filterOf(query)).length === 0) return '_id_';
  const { q, keys, categories, assignee, teams, requester } = query;
  if (q !== undefined || keys !== undefined || requester !== undefined || categories === undefined || !categories.every((category) => unfinished.includes(category))) return undefined;
  const byCategory = { category: 1, updatedAt: -1, _id: -1 } as const;
  return assignee !== undefined ? { assignee: 1, ...byCategory } : teams !== undefined ? { team: 1, ...byCategory } : byCategory;
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
      const rows = await tickets.find(from === null ? filter : { $and: [filter, from] }, unlisted).sort(sortOf(keys)).limit(limit + 1).lean<TicketRow[]>().exec();
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
    async count(query) {
      const hint = countedBy(query);
      return tickets.countDocuments(filterOf(query), hint === undefined ? {} : { hint }).exec();
    },
    ensureIndexes: () => prepareCollections([tickets, tasks]),
  };
}
