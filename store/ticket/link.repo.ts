/** Links between tickets: one row for both sides, found from either. */
import { Schema, type Connection } from 'mongoose';
import { keptLink, mostLinks, ticketLinkSchema, type LinkRelation, type TicketLink } from '#domain/ticket/link';
import type { ActorRef } from '#domain/identity/identity.schema';
import type { Instant } from '#domain/values';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { modelOn } from '../core/model-on.ts';
import type { Row } from '../core/rows.ts';

export interface LinkRepo {
  /** `to` is `relation` to `from`, both ids. Answers false when the link was there, from whichever side it was told. */
  add(from: string, to: string, relation: LinkRelation, by: ActorRef, at: Instant): Promise<boolean>;
  /** The oldest first, all there are up to `mostLinks`. */
  ofTicket(ticket: string): Promise<TicketLink[]>;
  countOf(ticket: string): Promise<number>;
  has(from: string, to: string, relation: LinkRelation): Promise<boolean>;
}

const text = { type: String, required: true };
const linkSchema = new Schema<Row<TicketLink>>({ _id: String, from: text, to: text, relation: text, at: text, by: { type: Schema.Types.Mixed, required: true } } as never, { collection: 'ticketLinks', versionKey: false });
linkSchema.index({ from: 1, at: 1 });
linkSchema.index({ to: 1, at: 1 });

export function createLinkRepo(connection: Connection): LinkRepo {
  const { collection } = modelOn(connection, 'TicketLink', linkSchema);
  const either = (ticket: string) => ({ $or: [{ from: ticket }, { to: ticket }] });
  return {
    async add(one, other, relation, by, at) {
      const { id, ...link } = keptLink(one, other, relation);
      try {
        await collection.insertOne({ _id: id as never, ...link, at, by });
        return true;
      } catch (fault) {
        if (!isDuplicateKey(fault)) throw fault;
        return false;
      }
    },
    ofTicket: async (ticket) => (await collection.find(either(ticket)).sort({ at: 1, _id: 1 }).limit(mostLinks).toArray()).map(({ _id, ...rest }) => ticketLinkSchema.parse({ id: String(_id), ...rest })),
    countOf: (ticket) => collection.countDocuments(either(ticket), { limit: mostLinks }),
    has: async (from, to, relation) => await collection.findOne({ _id: keptLink(from, to, relation).id as never }, { projection: { _id: 1 } }) !== null,
  };
}
