/** Mongo shapes of what begins flows from outside: starts of the versions in force, firings of their schedules, and messages that could not begin a flow. */
import { Schema, type Connection } from 'mongoose';
import type { ActorRef } from '#domain/identity/identity.schema';
import type { MessageParams } from '#domain/message';
import { modelOn } from '../core/model-on.ts';

/** One for each such start of the version in force; written with the version, in one transaction. */
export interface FlowStartRow {
  /** `<flow>#<node>` */
  _id: string;
  flow: string; version: number; node: string; trigger: 'message' | 'schedule';
  /** From when on it takes what comes: a version that changes nothing of it does not begin anew. */
  since: string;
  message: string | null;
  /** Canonical JSON of the schedule, and everything of it up to here is settled. */
  schedule: string | null; doneUntil: string | null;
  /** When it is to be looked at again; null: nothing of it lies ahead. */
  lookAt: string | null;
  paused: { by: ActorRef; at: string } | null;
}

/** A ticket at most, by this id. */
export interface FiringRow {
  /** `<flow>#<node>@<dueAt>` */
  _id: string;
  flow: string; node: string; version: number; dueAt: string;
  /** `passed`: the ticket of the one before was still open. */
  state: 'pending' | 'opened' | 'passed' | 'failed';
  /** Those from here on passed while nothing ran, and this one stands for them. */
  missedSince: string | null;
  /** The one it opened; of one that was passed over, the one that was still open. */
  ticket: { id: string; key: string } | null;
  code: string | null; params: MessageParams | null;
  at: string | null;
  /** Absent while it is pending. */
  forgetAt?: Date;
}

/** A message that a start should have taken, whole, with the reason. */
export interface StartLetterRow {
  /** A hash of message, flow and node. */
  _id: string;
  message: string; name: string; key: string | null;
  /** JSON text: what was sent keeps its names. */
  data: string;
  by: ActorRef; at: string;
  flow: string; node: string; version: number;
  code: string; params: MessageParams;
  triedAt: string; tries: number;
}

const text = { type: String, required: true };
const maybe = { type: String, default: null };
const mixed = { type: Schema.Types.Mixed, default: null };
/** Rows are made in repos and need no casting: the schemas say fields and indexes. */
const startSchema = new Schema<object>({
  _id: String, flow: text, version: Number, node: text, trigger: text, since: text, message: maybe, schedule: maybe, doneUntil: maybe, lookAt: maybe, paused: mixed,
} as never, { collection: 'flowStarts', versionKey: false, minimize: false });
startSchema.index({ flow: 1 });
startSchema.index({ message: 1, flow: 1 }, { name: 'by-message', partialFilterExpression: { trigger: 'message' } });
startSchema.index({ lookAt: 1 }, { name: 'looked-at', partialFilterExpression: { trigger: 'schedule' } });

const firingSchema = new Schema<object>({
  _id: String, flow: text, node: text, version: Number, dueAt: text, state: text, missedSince: maybe, ticket: mixed, code: maybe, params: mixed, at: maybe, forgetAt: Date,
} as never, { collection: 'flowFirings', versionKey: false, minimize: false });
firingSchema.index({ flow: 1, node: 1, dueAt: -1 });
firingSchema.index({ dueAt: 1 }, { name: 'pending', partialFilterExpression: { state: 'pending' } });
firingSchema.index({ forgetAt: 1 }, { expireAfterSeconds: 0 });

const letterSchema = new Schema<object>({
  _id: String, message: text, name: text, key: maybe, data: text, by: mixed, at: text, flow: text, node: text, version: Number, code: text, params: mixed, triedAt: text, tries: Number,
} as never, { collection: 'startLetters', versionKey: false, minimize: false });
letterSchema.index({ triedAt: -1 });

/** The models on a connection, made once. */
export const flowStartModels = (connection: Connection) => ({
  starts: modelOn(connection, 'FlowStart', startSchema), firings: modelOn(connection, 'FlowFiring', firingSchema), letters: modelOn(connection, 'StartLetter', letterSchema),
});
