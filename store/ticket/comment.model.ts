/** Mongo shape of comments: what people say on tickets. Written by the portal, never changed. */
import { Schema, type Connection } from 'mongoose';
import type { Comment } from '#domain/ticket/ticket.schema';
import { modelOn } from '../core/model-on.ts';
import type { Row } from '../core/rows.ts';

export type CommentRow = Row<Comment>;
/** Loose on purpose: readers say lean<CommentRow>(). */
interface LooseRow { _id: string; [field: string]: unknown }
const text = { type: String, required: true };
const commentSchema = new Schema<LooseRow>({ _id: String, ticket: text, at: text, by: { type: Schema.Types.Mixed, required: true }, visibility: text, text: { type: String, default: '' } }, { collection: 'comments', versionKey: false });
commentSchema.index({ ticket: 1, at: 1, _id: 1 });

export const commentModel = (connection: Connection) => modelOn(connection, 'Comment', commentSchema);
