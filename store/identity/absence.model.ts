/** Mongo shape of absences. */
import { Schema, type Connection } from 'mongoose';
import type { Absence } from '#domain/identity/absence';
import { modelOn } from '../core/model-on.ts';
import type { Row } from '../core/rows.ts';

export type AbsenceRow = Row<Absence>;
const text = { type: String, required: true };
const absenceSchema = new Schema<AbsenceRow>({ _id: String, person: text, substitute: { type: String, default: null }, from: text, until: text, setBy: text }, { collection: 'absences', versionKey: false });
absenceSchema.index({ person: 1, from: 1 });
absenceSchema.index({ substitute: 1, until: 1 });
absenceSchema.index({ until: 1 });

export const absenceModel = (connection: Connection) => modelOn(connection, 'Absence', absenceSchema);
