/** Mongo shapes of drafts and published versions. Files are kept as text: JSON Schema keys such as "$ref" and dotted ids stay as written, and the hash stays true. */
import { Schema, type Connection } from 'mongoose';
import type { ActorRef } from '#domain/identity/identity.schema';
import { modelOn } from '../core/model-on.ts';

export interface FlowDraftDocument {
  /** The flow's key. */
  _id: string;
  text: string; revision: number; updatedAt: Date; updatedBy: ActorRef;
  /** Hash of the latest published text; differs from `sha256` while the draft has changes. */
  sha256: string; publishedSha256: string | null; latestVersion: number | null;
  /** Id of the person whose session of work goes on; null after publishing. */
  editor: string | null;
}
export interface FlowVersionDocument {
  /** `<key>@<version>`. */
  _id: string;
  key: string; version: number; sha256: string; text: string;
  publishedAt: Date; publishedBy: ActorRef; note: string; verdict: string;
}

/** A version that belongs to one run: made from its version by a change of that run, never listed among the versions and never started by others. */
export interface PrivateVersionDocument {
  /** `<run>#<sha256>` */
  _id: string;
  run: string; key: string;
  /** The published version it was made from. */
  version: number;
  sha256: string; text: string; madeAt: Date; madeBy: ActorRef; reason: string;
}

const actor = new Schema<ActorRef>({ kind: String, id: String, name: String }, { _id: false });
const draftSchema = new Schema<FlowDraftDocument>({
  _id: String, text: { type: String, required: true }, revision: { type: Number, required: true }, updatedAt: { type: Date, required: true }, updatedBy: actor,
  sha256: { type: String, required: true }, publishedSha256: { type: String, default: null }, latestVersion: { type: Number, default: null },
  editor: { type: String, default: null },
}, { collection: 'flowDrafts', versionKey: false });
const versionSchema = new Schema<FlowVersionDocument>({
  _id: String, key: { type: String, required: true }, version: { type: Number, required: true }, sha256: { type: String, required: true }, text: { type: String, required: true },
  publishedAt: { type: Date, required: true }, publishedBy: actor, note: { type: String, default: '' }, verdict: { type: String, required: true },
}, { collection: 'flowVersions', versionKey: false });
versionSchema.index({ key: 1, version: -1 }, { unique: true });

const privateSchema = new Schema<PrivateVersionDocument>({
  _id: String, run: { type: String, required: true }, key: { type: String, required: true }, version: { type: Number, required: true }, sha256: { type: String, required: true }, text: { type: String, required: true },
  madeAt: { type: Date, required: true }, madeBy: actor, reason: { type: String, default: '' },
}, { collection: 'flowPrivateVersions', versionKey: false });
privateSchema.index({ run: 1 });
privateSchema.index({ key: 1, version: 1 });

/** The models on a connection, made once. */
export const flowModels = (connection: Connection) => ({
  drafts: modelOn(connection, 'FlowDraft', draftSchema),
  versions: modelOn(connection, 'FlowVersion', versionSchema),
  privates: modelOn(connection, 'FlowPrivateVersion', privateSchema),
});
