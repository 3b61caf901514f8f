/** Mails that flows send to addresses outside: noted before one is sent, in hand with one try at a time, ticked off when the server has taken it. */
import { Schema, type Connection } from 'mongoose';
import { mailEvent } from '#domain/notify/mail-event';
import type { Instant } from '#domain/values';
import type { EventRepo } from '../audit/event.repo.ts';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { modelOn } from '../core/model-on.ts';

/** `ticket`: its id. */
/** `run`: the flow's that sends it; null in rows from before it was kept. */
export interface Letter { id: string; ticket: string; run: string | null; to: string; subject: string }
export interface LetterRow { _id: string; ticket: string; run?: string | null; to: string; subject: string; madeAt: string; tries: number; owner: string; heldUntil: Date; sentAt: string | null; forgetAt: Date }

/** sent: the server has it. held: another try may be sending it at this moment. */
export type LetterClaim = 'mine' | 'sent' | 'held';
export interface LetterRepo {
  /** A try that was given up without a word is taken over after `heldForMs`. */
  claim(letter: Letter, owner: string, heldForMs: number, now: Instant): Promise<LetterClaim>;
  /** Ticked off with its event, once. */
  sent(id: string, owner: string, now: Instant): Promise<void>;
  /** It was not taken: the next try need not wait. */
  release(id: string, owner: string): Promise<void>;
  ofTicket(ticket: string): Promise<readonly LetterRow[]>;
}

const keptMs = 400 * 86_400_000;
const text = { type: String, required: true };
const letterSchema = new Schema<LetterRow>({
  _id: String, ticket: text, run: { type: String, default: null }, to: text, subject: text, madeAt: text, tries: { type: Number, default: 0 }, owner: text, heldUntil: { type: Date, required: true }, sentAt: { type: String, default: null }, forgetAt: { type: Date, required: true },
}, { collection: 'letters', versionKey: false });
letterSchema.index({ ticket: 1 });
letterSchema.index({ forgetAt: 1 }, { expireAfterSeconds: 0 });
export const letterModel = (connection: Connection) => modelOn(connection, 'Letter', letterSchema);

export function createLetterRepo(connection: Connection, events: Pick<EventRepo, 'append'>): LetterRepo {
  const letters = letterModel(connection);
  return {
    async claim({ id, ticket, run, to, subject }, owner, heldForMs, now) {
      const nowMs = Date.parse(now);
      const held = { owner, heldUntil: new Date(nowMs + heldForMs) };
      try {
        await letters.collection.insertOne({ _id: id as never, ticket, run, to, subject, madeAt: now, tries: 1, ...held, sentAt: null, forgetAt: new Date(nowMs + keptMs) });
        return 'mine';
      } catch (fault) {
        if (!isDuplicateKey(fault)) throw fault;
      }
      const { modifiedCount } = await letters.updateOne({ _id: id, sentAt: null, heldUntil: { $lte: new Date(nowMs) } }, { $set: held, $inc: { tries: 1 } });
      if (modifiedCount === 1) return 'mine';
      return (await letters.findById(id).lean<LetterRow>().exec())?.sentAt == null ? 'held' : 'sent';
    },
    async sent(id, owner, now) {
      await connection.transaction(async (session) => {
        const row = await letters.findOneAndUpdate({ _id: id, owner, sentAt: null }, { $set: { sentAt: now } }, { session }).lean<LetterRow>().exec();
        if (row) await events.append([mailEvent({ id, ticket: row.ticket, run: row.run ?? null, to: row.to, subject: row.subject }, now)], session);
      }, { writeConcern: { w: 'majority' } });
    },
    async release(id, owner) { await letters.updateOne({ _id: id, owner, sentAt: null }, { $set: { heldUntil: new Date(0) } }); },
    ofTicket: (ticket) => letters.find({ ticket }).sort({ madeAt: 1, _id: 1 }).lean<LetterRow[]>().exec(),
  };
}
