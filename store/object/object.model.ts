/** Mongo shape of managed objects. */
import { Schema, type Connection } from 'mongoose';
import type { ManagedObject } from '#domain/object/object.schema';
import { modelOn } from '../core/model-on.ts';
import type { Row } from '../core/rows.ts';

export type ObjectRow = Row<ManagedObject>;
const objectSchema = new Schema<ObjectRow>({
  _id: String, kind: { type: String, required: true }, name: { type: String, required: true }, title: { type: Schema.Types.Mixed }, parents: { type: [String], default: [] },
  labels: { type: Schema.Types.Mixed, default: {} }, owner: { type: String, default: null }, team: { type: String, default: null }, impact: { type: Number, default: 3 },
  endpoints: { type: Schema.Types.Mixed, default: {} },
}, { collection: 'objects', versionKey: false, minimize: false });
objectSchema.index({ name: 1 });
objectSchema.index({ parents: 1 });

export const objectModel = (connection: Connection) => modelOn(connection, 'ManagedObject', objectSchema);
