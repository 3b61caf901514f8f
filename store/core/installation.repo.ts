/** What was done once for an installation: seeding the company, playing the demonstration tickets. */
import { Schema, type Connection } from 'mongoose';
import { modelOn } from './model-on.ts';

interface InstallationRow { _id: string; at: Date }
const installationSchema = new Schema<InstallationRow>({ _id: String, at: { type: Date, required: true } }, { collection: 'installation', versionKey: false });

export interface InstallationRepo {
  isDone(what: string): Promise<boolean>;
  /** Notes it; the first time stands and is answered. */
  markDone(what: string, at: Date): Promise<Date>;
}

export function createInstallationRepo(connection: Connection): InstallationRepo {
  const marks = modelOn(connection, 'Installation', installationSchema);
  return {
    isDone: async (what) => (await marks.exists({ _id: what }).exec()) !== null,
    markDone: async (what, at) => (await marks.findOneAndUpdate({ _id: what }, { $setOnInsert: { at } }, { upsert: true, returnDocument: 'after' }).lean<InstallationRow>().exec())?.at ?? at,
  };
}
