/** Mongo shapes of calendars and SLA policies. What is inside is checked by domain/sla whenever it is read. */
import { Schema, type Connection } from 'mongoose';
import { modelOn } from '../core/model-on.ts';

export interface CalendarRow {
  /** The calendar's key. */
  _id: string;
  /** The calendar file as it was written. */
  calendar: unknown;
}
export interface SlaPolicyRow { _id: string; policy: unknown }

const mixed = { type: Schema.Types.Mixed, required: true };
const calendarSchema = new Schema<CalendarRow>({ _id: String, calendar: mixed }, { collection: 'calendars', versionKey: false, minimize: false });
const policySchema = new Schema<SlaPolicyRow>({ _id: String, policy: mixed }, { collection: 'slaPolicies', versionKey: false, minimize: false });

export const slaModels = (connection: Connection) => ({
  calendars: modelOn(connection, 'Calendar', calendarSchema),
  policies: modelOn(connection, 'SlaPolicy', policySchema),
});
