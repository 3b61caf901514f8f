/** Lists of people for who manages them: searched, narrowed, page by page. */
import type { Connection } from 'mongoose';
import type { RoleKey } from '#domain/identity/identity.schema';
import { afterCursor, cursorOf, sortOf, type SortKey } from '../core/page-cursor.ts';
import { directoryModels, withoutMarks, type DirectoryPerson, type PersonRow } from './directory.model.ts';
import { containing } from '../core/pattern.ts';

/** `q`: in name, account, mail address or id. `members`: only these. */
export interface PeopleQuery { q: string; state: 'active' | 'inactive' | 'all'; role?: RoleKey; members?: readonly string[] }
export interface DirectoryListRepo {
  /** By name. Throws REQUEST_INVALID for a cursor that is none. */
  people(query: PeopleQuery, page: { cursor?: string; limit: number }): Promise<{ items: DirectoryPerson[]; nextCursor: string | null; total: number }>;
  countAll(): Promise<number>;
  /** Everybody who has the role by the directory, or is one of `named`; switched off or not. */
  holders(role: RoleKey, named: readonly string[], page: { cursor?: string; limit: number }): Promise<{ items: DirectoryPerson[]; nextCursor: string | null; total: number }>;
  /** Those of them who are active. */
  countHolders(role: RoleKey, named: readonly string[]): Promise<number>;
}

const order: readonly SortKey[] = [{ field: 'name', order: 1 }, { field: '_id', order: 1 }];

function filterOf({ q, state, role, members }: PeopleQuery): Record<string, unknown> {
  const pattern = containing(q);
  const parts: Record<string, unknown>[] = [
    ...(state === 'all' ? [] : [{ isActive: state === 'active' }]), ...(role ? [{ 'assignments.role': role }] : []), ...(members ? [{ _id: { $in: [...members] } }] : []),
    ...(q === '' ? [] : [{ $or: [{ name: pattern }, { username: pattern }, { email: pattern }, { _id: pattern }] }]),
  ];
  return parts.length === 0 ? {} : { $and: parts };
}

export function createDirectoryListRepo(connection: Connection): DirectoryListRepo {
  const { people } = directoryModels(connection);
  const holding = (role: RoleKey, named: readonly string[]): Record<string, unknown> => ({ $or: [{ 'assignments.role': role }, { _id: { $in: [...named] } }] });
  async function page(filter: Record<string, unknown>, { cursor, limit }: { cursor?: string; limit: number }): Promise<{ items: DirectoryPerson[]; nextCursor: string | null; total: number }> {
    const [rows, total] = await Promise.all([
      people.find((cursor === undefined ? filter : { $and: [filter, afterCursor(order, cursor)] }) as never).sort(sortOf(order)).limit(limit + 1).lean<PersonRow[]>().exec(), people.countDocuments(filter as never).exec(),
    ]);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { items: rows.slice(0, limit).map((row) => withoutMarks<DirectoryPerson>(row)), nextCursor: last === undefined ? null : cursorOf(order, last), total };
  }
  return {
    people: (query, asked) => page(filterOf(query), asked),
    holders: (role, named, asked) => page(holding(role, named), asked),
    countHolders: (role, named) => people.countDocuments({ $and: [{ isActive: true }, holding(role, named)] } as never).exec(),
    countAll: () => people.estimatedDocumentCount().exec(),
  };
}
