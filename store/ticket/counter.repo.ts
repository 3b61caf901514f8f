/** Keys of tickets: a prefix of the type and a number of its own series. */
import type { Connection } from 'mongoose';
import { createCounterRepo } from '../core/counter.repo.ts';

/** The next key of a prefix, "INC-1042". Numbers rise and are never given twice; one that was given and not used leaves a gap. */
export async function nextTicketKey(connection: Connection, prefix: string): Promise<string> {
  return `${prefix}-${await createCounterRepo(connection).next(`ticket/${prefix}`)}`;
}

/** The next keys of a prefix, as many at once, in their order. */
export async function nextTicketKeys(connection: Connection, prefix: string, count: number): Promise<string[]> {
  if (count === 0) return [];
  const last = await createCounterRepo(connection).next(`ticket/${prefix}`, count);
  return Array.from({ length: count }, (_, at) => `${prefix}-${last - count + 1 + at}`);
}
