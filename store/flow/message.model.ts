/** Mongo shape of messages and signals on their way: the table where a sender and who waits find each other. */
import { Schema, type Connection } from 'mongoose';
import type { ActorRef } from '#domain/identity/identity.schema';
import { modelOn } from '../core/model-on.ts';

/** A flow a message begins, and what came of it: a ticket, or a code where it could not. Both null: not yet. */
export interface MessageStart { flow: string; version: number; node: string; ticket: { id: string; key: string } | null; code: string | null }

/** An attempt whose answer is not known yet. `fence`: that of the run's row when it was chosen. */
export interface MessageTarget { run: string; fence: string }

export interface MessageRow {
  /** The sender's id of it: the same one twice is the same message. */
  _id: string;
  kind: 'message' | 'signal';
  name: string; key: string | null;
  /** JSON text: what was sent keeps its names. */
  data: string;
  by: ActorRef; at: string; expiresAt: string;
  /** removed: by an administrator, before anybody waited for it. */
  state: 'pending' | 'delivered' | 'expired' | 'removed';
  /** Number of the attempt; a new one begins only after a definite refusal of the one before. */
  attempt: number;
  target: MessageTarget | null;
  /** Runs that refused it, with what their row said then; once they have written again they are asked again. The newest. */
  refused: MessageTarget[];
  /** Who took it, and the code it was set aside by where the run could not carry it out. */
  run: string | null; setAside: string | null;
  /** Of a signal: runs that are still to be told, and how many took it. */
  targets: string[]; told: number;
  /** Flows it begins; once there are some, no run takes it any more. Null, absent or none: it begins none. */
  starts?: MessageStart[] | null;
  /** When somebody looks at it again without being asked: its sender may have died. Null: whoever begins to wait looks for it. */
  lookAt: string | null;
  forgetAt: Date;
}

const text = { type: String, required: true };
const maybe = { type: String, default: null };
const mixed = Schema.Types.Mixed;
const messageSchema = new Schema<MessageRow>({
  _id: String, kind: text, name: text, key: maybe, data: text, by: mixed, at: text, expiresAt: text, state: text, attempt: Number, target: { type: mixed, default: null }, refused: [mixed],
  run: maybe, setAside: maybe, targets: [String], told: Number, starts: { type: [mixed], default: null }, lookAt: maybe, forgetAt: { type: Date, required: true },
} as never, { collection: 'messages', versionKey: false, minimize: false });
const ofPending = { partialFilterExpression: { state: 'pending' } };
messageSchema.index({ name: 1, at: 1 }, { name: 'awaited', ...ofPending });
messageSchema.index({ lookAt: 1 }, { name: 'looked-at', ...ofPending });
messageSchema.index({ expiresAt: 1 }, { name: 'expiring', ...ofPending });
messageSchema.index({ forgetAt: 1 }, { expireAfterSeconds: 0 });

export const messageModel = (connection: Connection) => modelOn(connection, 'FlowMessage', messageSchema);
