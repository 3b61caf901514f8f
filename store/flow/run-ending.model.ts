/** Mongo shape of what the words that ended runs found. Written in the transaction of the run's last write, forgotten by MongoDB. */
import { Schema, type Connection } from 'mongoose';
import { modelOn } from '../core/model-on.ts';

export interface RunEndingRow {
  /** The run's id. */
  _id: string;
  /** Number of the log's last line: an ending that another write has replaced is none. */
  seq: number;
  by: string; at: string;
  /** The ending as JSON text: never looked into by the database. */
  text: string;
  forgetAt: Date;
}

const text = { type: String, required: true };
const endingSchema = new Schema<RunEndingRow>({ _id: String, seq: { type: Number, required: true }, by: text, at: text, text, forgetAt: { type: Date, required: true } }, { collection: 'runEndings', versionKey: false, minimize: false });
endingSchema.index({ forgetAt: 1 }, { expireAfterSeconds: 0 });

export const runEndingModel = (connection: Connection) => modelOn(connection, 'RunEnding', endingSchema);
