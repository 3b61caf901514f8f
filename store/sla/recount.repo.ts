/** Recounts that are to be done and how far they are. One for each calendar; asking for it again begins it anew. */
import type { ClientSession, Connection } from 'mongoose';
import type { ActorRef } from '#domain/identity/identity.schema';
import type { Recount } from '#domain/sla/recount.schema';
import { plusMs, type Instant } from '#domain/values';
import { slaModels, type RecountRow } from './sla.model.ts';

/** Everybody who counts keeps a calendar for a second at most (`keepMs` of the shelves); after twice as long all count with the new one. */
export const settleMs = 2_000;

export type RecountStep = Partial<Pick<RecountRow, 'state' | 'total' | 'looked' | 'moved' | 'told' | 'unanswered' | 'startedAt' | 'endedAt' | 'isHeldUp' | 'cursor' | 'pass' | 'hasMovedInPass' | 'notBefore'>>;

export interface RecountRepo {
  ask(calendar: string, asked: { at: Instant; by: ActorRef }, session?: ClientSession): Promise<void>;
  /** Those whose turn has come, the longest waiting first. */
  open(now: Instant): Promise<RecountRow[]>;
  /** False: the calendar has changed again meanwhile, and this work is done for nobody. */
  advance(row: Pick<RecountRow, '_id' | 'generation'>, step: RecountStep): Promise<boolean>;
  read(calendar: string): Promise<Recount | null>;
  list(): Promise<Recount[]>;
}

export function createRecountRepo(connection: Connection): RecountRepo {
  const { recounts } = slaModels(connection);
  return {
    async ask(calendar, { at, by }, session) {
      const begun = { state: 'waiting', total: 0, looked: 0, moved: 0, told: 0, unanswered: 0, askedAt: at, askedBy: by, startedAt: null, endedAt: null, isHeldUp: false, notBefore: plusMs(at, settleMs), cursor: '', pass: 1, hasMovedInPass: false };
      await recounts.collection.updateOne({ _id: calendar as never }, { $set: begun, $inc: { generation: 1 } }, { upsert: true, ...(session ? { session } : {}) });
    },
    open: (now) => recounts.find({ state: { $ne: 'done' }, notBefore: { $lte: now } }).sort({ askedAt: 1 }).lean<RecountRow[]>().exec(),
    advance: async ({ _id, generation }, step) => (await recounts.collection.updateOne({ _id: _id as never, generation }, { $set: step })).matchedCount > 0,
    async read(calendar) {
      const row = await recounts.findById(calendar).lean<RecountRow>().exec();
      return row === null ? null : recountOf(row);
    },
    list: async () => (await recounts.find().lean<RecountRow[]>().exec()).map(recountOf),
  };
}

function recountOf({ _id, generation, state, total, looked, moved, told, unanswered, askedAt, askedBy, startedAt, endedAt, isHeldUp }: RecountRow): Recount {
  return { calendar: _id, generation, state, total, looked, moved, told, unanswered, askedAt, askedBy, startedAt, endedAt, isHeldUp };
}
