/** Keys of tickets: a prefix of the type and a number of its own series. */
import type { Connection } from 'mongoose';
import { createCounterRepo } from '../core/counter.repo.ts';

/** The next key of a prefix, "INC-1042". Numbers rise and are never given twice; one that was given and not used leaves a gap. */
export async function nextTicketKey(connection: Connection, prefix: string): Promise<string> {
  return `${prefix}-${await createCounterRepo(connection).next(`ticket/${prefix}`)}`;
}
