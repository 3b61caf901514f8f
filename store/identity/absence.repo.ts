/** Absences of people, past ones included: who stood in for whom stays known. An absence and the event that tells of it are one transaction. */
import type { ClientSession, Connection } from 'mongoose';
import type { Absence } from '#domain/identity/absence';
import type { Instant } from '#domain/values';
import { fromRow, toRow } from '../core/rows.ts';
import { absenceModel, type AbsenceRow } from './absence.model.ts';

export interface AbsenceRepo {
  read(id: string): Promise<Absence | null>;
  /** Not over at the instant, the earliest first. */
  ofPerson(person: string, at: Instant): Promise<Absence[]>;
  /** Of everybody, not over at the instant, the earliest first; at most `limit`. */
  ahead(at: Instant, limit: number): Promise<Absence[]>;
  /** Absences of these people that are now. */
  awayNow(people: readonly string[], at: Instant): Promise<Absence[]>;
  /** Absences that are now and name one of these as substitute. */
  pointingAt(substitutes: readonly string[], at: Instant): Promise<Absence[]>;
  add(absence: Absence, alongside: (session: ClientSession) => Promise<void>): Promise<void>;
  /** Ends it at an instant, or removes one that has not begun. */
  end(absence: Absence, at: Instant, alongside: (session: ClientSession) => Promise<void>): Promise<void>;
}

const majority = { writeConcern: { w: 'majority' } } as const;

export function createAbsenceRepo(connection: Connection): AbsenceRepo {
  const absences = absenceModel(connection);
  const list = async (filter: object, limit = 1_000): Promise<Absence[]> => (await absences.find(filter).sort({ from: 1, _id: 1 }).limit(limit).lean<AbsenceRow[]>().exec()).map((row) => fromRow<Absence>(row));
  const now = (at: Instant): object => ({ from: { $lte: at }, until: { $gt: at } });
  return {
    async read(id) {
      const row = await absences.findById(id).lean<AbsenceRow>().exec();
      return row === null ? null : fromRow<Absence>(row);
    },
    ofPerson: (person, at) => list({ person, until: { $gt: at } }),
    ahead: (at, limit) => list({ until: { $gt: at } }, limit),
    awayNow: (people, at) => (people.length === 0 ? Promise.resolve([]) : list({ person: { $in: [...people] }, ...now(at) })),
    pointingAt: (substitutes, at) => (substitutes.length === 0 ? Promise.resolve([]) : list({ substitute: { $in: [...substitutes] }, ...now(at) })),
    add: (absence, alongside) => connection.transaction(async (session) => {
      await absences.collection.insertOne(toRow(absence) as never, { session });
      await alongside(session);
    }, majority),
    end: (absence, at, alongside) => connection.transaction(async (session) => {
      if (absence.from >= at) await absences.deleteOne({ _id: absence.id }).session(session);
      else await absences.updateOne({ _id: absence.id }, { $set: { until: at } }).session(session);
      await alongside(session);
    }, majority),
  };
}
