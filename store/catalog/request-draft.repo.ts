/** What people have begun to fill in and not sent: one draft a person and item, found again on any device. */
import type { Connection } from 'mongoose';
import type { Instant, Json } from '#domain/values';
import { catalogModels, type RequestDraftRow } from './catalog.model.ts';

export interface RequestDraft { item: string; answers: Json; at: Instant }
export interface RequestDraftRepo {
  read(person: string, item: string): Promise<RequestDraft | null>;
  /** The newest first. */
  ofPerson(person: string): Promise<Omit<RequestDraft, 'answers'>[]>;
  save(person: string, item: string, answers: Json, at: Instant): Promise<void>;
  remove(person: string, item: string): Promise<void>;
}

export function createRequestDraftRepo(connection: Connection): RequestDraftRepo {
  const { drafts } = catalogModels(connection);
  const idOf = (person: string, item: string): string => `${person}/${item}`;
  return {
    async read(person, item) {
      const row = await drafts.findById(idOf(person, item)).lean<RequestDraftRow>().exec();
      return row === null ? null : { item, answers: JSON.parse(row.answers) as Json, at: row.at.toISOString() };
    },
    ofPerson: async (person) => (await drafts.find({ person }, { answers: 0 }).sort({ at: -1 }).lean<RequestDraftRow[]>().exec()).map(({ item, at }) => ({ item, at: at.toISOString() })),
    save: async (person, item, answers, at) => { await drafts.updateOne({ _id: idOf(person, item) }, { $set: { person, item, answers: JSON.stringify(answers), at: new Date(at) } }, { upsert: true }); },
    remove: async (person, item) => { await drafts.deleteOne({ _id: idOf(person, item) }).exec(); },
  };
}
