/** Mongo shape of ticket types. */
import { Schema, type Connection } from 'mongoose';
import { modelOn } from '../core/model-on.ts';

export interface TicketTypeRow { _id: string; ticketType: unknown }
const ticketTypeSchema = new Schema<TicketTypeRow>({ _id: String, ticketType: { type: Schema.Types.Mixed, required: true } }, { collection: 'ticketTypes', versionKey: false, minimize: false });

export const ticketTypeModel = (connection: Connection) => modelOn(connection, 'TicketType', ticketTypeSchema);
