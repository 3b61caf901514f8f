/** Mongo shapes of locks that runs share: who holds one, and who has asked for it. Claims are written with their run; holders by whoever grants. */
import { Schema, type Connection } from 'mongoose';
import type { StoredClaim } from '#domain/flow/lock/lock';
import { modelOn } from '../core/model-on.ts';

/** `grant`: its own id for each time a lock is granted. `fence`: of the claim when it was. */
export interface LockHolder { run: string; ticketKey: string; claim: string; since: string; fence: string; grant: string; at: string; isDelivered: boolean }

export interface LockRow {
  /** "router", "router:7" */
  _id: string;
  holder: LockHolder | null;
  /** When somebody looks at it without being asked: its grant may not have come, or its holder may be gone. Null: nobody waits for it. */
  lookAt: string | null;
}

/** `_id`: `<run>#<claim>`. `fence`: of the write that says so. */
export interface LockClaimRow extends StoredClaim { _id: string; ticket: string; fence: string }

const text = { type: String, required: true };
const maybe = { type: String, default: null };
const mixed = Schema.Types.Mixed;
const lockSchema = new Schema<LockRow>({ _id: String, holder: { type: mixed, default: null }, lookAt: maybe } as never, { collection: 'locks', versionKey: false, minimize: false });
lockSchema.index({ 'holder.run': 1 });
lockSchema.index({ lookAt: 1 });

const claimSchema = new Schema<LockClaimRow>({
  _id: String, run: text, ticket: text, ticketKey: text, claim: text, lock: text, name: text, key: maybe, node: text, since: text, heldSince: maybe, phase: text, inside: [String], effects: [String], fence: text,
} as never, { collection: 'lockClaims', versionKey: false, minimize: false });
claimSchema.index({ lock: 1, phase: 1, since: 1, _id: 1 });
claimSchema.index({ run: 1 });

export const lockModels = (connection: Connection) => ({ locks: modelOn(connection, 'FlowLock', lockSchema), claims: modelOn(connection, 'FlowLockClaim', claimSchema) });
