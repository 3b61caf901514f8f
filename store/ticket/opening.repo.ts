/** Tickets that flows, messages and schedules opened: from which ticket, how deep, by which key. Settled once, before the ticket is there, so that a step that is tried again opens the same one. */
import { Schema, type Connection } from 'mongoose';
import type { Instant } from '#domain/values';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { modelOn } from '../core/model-on.ts';

/** `id`: of the ticket. `root`: id of the ticket no flow opened, from which this one descends; `depth`: how many flows lie between, 1 for the first; 0 and itself for one that came from outside, whose `from` is empty. */
export interface Opening { id: string; key: string; from: string; root: string; depth: number; at: Instant }
type OpeningRow = Omit<Opening, 'id'> & { _id: string };

export interface OpeningRepo {
  /** What stands for this ticket, be it this or what was settled before. */
  settle(opening: Opening): Promise<Opening>;
  read(id: string): Promise<Opening | null>;
  /** How many descend from a ticket. */
  countFrom(root: string): Promise<number>;
}

const text = { type: String, required: true };
const openingSchema = new Schema<OpeningRow>({ _id: String, key: text, from: text, root: text, depth: { type: Number, required: true }, at: text }, { collection: 'ticketOpenings', versionKey: false });
openingSchema.index({ root: 1 });

export function createOpeningRepo(connection: Connection): OpeningRepo {
  const openings = modelOn(connection, 'TicketOpening', openingSchema);
  const read = async (id: string): Promise<Opening | null> => {
    const row = await openings.findById(id).lean<OpeningRow>().exec();
    if (row === null) return null;
    const { _id, ...rest } = row;
    return { id: _id, ...rest };
  };
  return {
    async settle({ id, ...opening }) {
      try {
        await openings.collection.insertOne({ _id: id as never, ...opening });
        return { id, ...opening };
      } catch (fault) {
        if (!isDuplicateKey(fault)) throw fault;
        return (await read(id)) ?? { id, ...opening };
      }
    },
    read,
    countFrom: (root) => openings.collection.countDocuments({ root, depth: { $gt: 0 } }),
  };
}
