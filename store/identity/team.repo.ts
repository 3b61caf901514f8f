/** Teams: members, lead, manager. */
import type { Connection } from 'mongoose';
import type { Team } from '#domain/identity/identity.schema';
import { toRow } from '../core/rows.ts';
import { directoryModels, withoutMarks, type TeamRow } from './directory.model.ts';
import { prepareCollections } from '../core/prepare-collections.ts';

export interface TeamRepo {
  read(id: string): Promise<Team | null>;
  list(): Promise<Team[]>;
  /** Teams the person is a member, the lead or the manager of. */
  ofPerson(person: string): Promise<Team[]>;
  save(team: Team): Promise<void>;
  addMissing(team: Team): Promise<void>;
  ensureIndexes(): Promise<void>;
}

export function createTeamRepo(connection: Connection): TeamRepo {
  const { teams } = directoryModels(connection);
  return {
    async read(id) {
      const row = await teams.findById(id).lean<TeamRow>().exec();
      return row ? withoutMarks<Team>(row) : null;
    },
    list: async () => (await teams.find().sort({ _id: 1 }).lean<TeamRow[]>().exec()).map((row) => withoutMarks<Team>(row)),
    ofPerson: async (person) => (await teams.find({ $or: [{ members: person }, { lead: person }, { manager: person }] }).sort({ _id: 1 }).lean<TeamRow[]>().exec()).map((row) => withoutMarks<Team>(row)),
    save: async (team) => { await teams.replaceOne({ _id: team.id }, toRow(team), { upsert: true }); },
    async addMissing(team) {
      const { _id, ...fields } = toRow(team);
      await teams.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true });
    },
    ensureIndexes: () => prepareCollections([teams]),
  };
}
