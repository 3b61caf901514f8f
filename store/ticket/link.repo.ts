/** Links between tickets: one row for both sides, found from either; made and removed with their event, in one transaction. */
import { Schema, type Connection } from 'mongoose';
import { keptLink, linkEvent, mostLinks, ticketLinkSchema, type LinkedTicket, type LinkRelation, type TicketLink } from '#domain/ticket/link';
import type { ActorRef } from '#domain/identity/identity.schema';
import type { Instant } from '#domain/values';
import type { EventRepo } from '../audit/event.repo.ts';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { modelOn } from '../core/model-on.ts';
import type { Row } from '../core/rows.ts';

/** By whom, when, and from where: of the event. */
export interface LinkMark { by: ActorRef; at: Instant; origin: string }
export interface LinkRepo {
  /** `to` is `relation` to `from`. Answers false when the link was there, from whichever side it was told. */
  add(from: LinkedTicket, to: LinkedTicket, relation: LinkRelation, mark: LinkMark): Promise<boolean>;
  /** Answers false when there was none. */
  remove(from: LinkedTicket, to: LinkedTicket, relation: LinkRelation, mark: LinkMark): Promise<boolean>;
  /** The oldest first, all there are up to `mostLinks`. */
  ofTicket(ticket: string): Promise<TicketLink[]>;
  countOf(ticket: string): Promise<number>;
  has(from: string, to: string, relation: LinkRelation): Promise<boolean>;
}

const text = { type: String, required: true };
const linkSchema = new Schema<Row<TicketLink>>({ _id: String, from: text, to: text, relation: text, at: text, by: { type: Schema.Types.Mixed, required: true } } as never, { collection: 'ticketLinks', versionKey: false });
linkSchema.index({ from: 1, at: 1 });
linkSchema.index({ to: 1, at: 1 });
const majority = { writeConcern: { w: 'majority' } } as const;

export function createLinkRepo(connection: Connection, events: Pick<EventRepo, 'append'>): LinkRepo {
  const { collection } = modelOn(connection, 'TicketLink', linkSchema);
  const either = (ticket: string) => ({ $or: [{ from: ticket }, { to: ticket }] });
  /** As it is kept, with both tickets in that order. */
  function kept(one: LinkedTicket, other: LinkedTicket, relation: LinkRelation) {
    const link = keptLink(one.id, other.id, relation);
    return { link, ends: link.from === one.id ? [one, other] as const : [other, one] as const };
  }
  return {
    async add(one, other, relation, mark) {
      const { link: { id, ...link }, ends } = kept(one, other, relation);
      try {
        await connection.transaction(async (session) => {
          await collection.insertOne({ _id: id as never, ...link, at: mark.at, by: mark.by }, { session });
          await events.append([linkEvent('ticket.linked', { id, ...link }, ...ends, mark)], session);
        }, majority);
        return true;
      } catch (fault) {
        if (!isDuplicateKey(fault)) throw fault;
        return false;
      }
    },
    async remove(one, other, relation, mark) {
      const { link, ends } = kept(one, other, relation);
      let isRemoved = false;
      await connection.transaction(async (session) => {
        isRemoved = (await collection.deleteOne({ _id: link.id as never }, { session })).deletedCount === 1;
        if (isRemoved) await events.append([linkEvent('ticket.unlinked', link, ...ends, mark)], session);
      }, majority);
      return isRemoved;
    },
    ofTicket: async (ticket) => (await collection.find(either(ticket)).sort({ at: 1, _id: 1 }).limit(mostLinks).toArray()).map(({ _id, ...rest }) => ticketLinkSchema.parse({ id: String(_id), ...rest })),
    countOf: (ticket) => collection.countDocuments(either(ticket), { limit: mostLinks }),
    has: async (from, to, relation) => await collection.findOne({ _id: keptLink(from, to, relation).id as never }, { projection: { _id: 1 } }) !== null,
  };
}
