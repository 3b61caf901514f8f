/** What was done once for an installation (seeding it, playing the demonstration tickets), and what it was given of what is shipped. */
import { Schema, type Connection } from 'mongoose';
import { modelOn } from './model-on.ts';

interface InstallationRow { _id: string; at: Date; given?: string[] }
const installationSchema = new Schema<InstallationRow>({ _id: String, at: { type: Date, required: true }, given: { type: [String], default: undefined } }, { collection: 'installation', versionKey: false });

export interface InstallationRepo {
  isDone(what: string): Promise<boolean>;
  /** Notes it; the first time stands and is answered. */
  markDone(what: string, at: Date): Promise<Date>;
  /** Keys of shipped things it was given, or that it had already. */
  given(): Promise<ReadonlySet<string>>;
  give(keys: readonly string[], at: Date): Promise<void>;
}

const shipped = 'shipped';

export function createInstallationRepo(connection: Connection): InstallationRepo {
  const marks = modelOn(connection, 'Installation', installationSchema);
  return {
    isDone: async (what) => (await marks.exists({ _id: what }).exec()) !== null,
    markDone: async (what, at) => (await marks.findOneAndUpdate({ _id: what }, { $setOnInsert: { at } }, { upsert: true, returnDocument: 'after' }).lean<InstallationRow>().exec())?.at ?? at,
    given: async () => new Set((await marks.findById(shipped).lean<InstallationRow>().exec())?.given ?? []),
    async give(keys, at) {
      if (keys.length > 0) await marks.updateOne({ _id: shipped }, { $setOnInsert: { at }, $addToSet: { given: { $each: [...keys] } } }, { upsert: true }).exec();
    },
  };
}
