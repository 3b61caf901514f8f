/** Ticket types: data that says which fields, states, flow and first handler a kind of ticket has. */
import type { Connection } from 'mongoose';
import { ticketTypeSchema as shape, type TicketType } from '#domain/ticket/ticket.schema';
import { ticketTypeModel, type TicketTypeRow } from './ticket-type.model.ts';

export interface TicketTypeRepo {
  read(key: string): Promise<TicketType | null>;
  list(): Promise<TicketType[]>;
  save(type: TicketType): Promise<void>;
  addMissing(type: TicketType): Promise<void>;
}

export function createTicketTypeRepo(connection: Connection): TicketTypeRepo {
  const types = ticketTypeModel(connection);
  return {
    async read(key) {
      const row = await types.findById(key).lean<TicketTypeRow>().exec();
      return row === null ? null : shape.parse(row.ticketType);
    },
    list: async () => (await types.find().sort({ _id: 1 }).lean<TicketTypeRow[]>().exec()).map((row) => shape.parse(row.ticketType)),
    save: async (type) => { await types.replaceOne({ _id: type.key }, { _id: type.key, ticketType: type }, { upsert: true }); },
    addMissing: async (type) => { await types.updateOne({ _id: type.key }, { $setOnInsert: { ticketType: type } }, { upsert: true }); },
  };
}
