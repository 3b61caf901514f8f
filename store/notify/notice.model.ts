/** Mongo shapes of notices, of an installation's own rows in the table of who gets them, and of links by which an approval can be answered. */
import { Schema, type Connection } from 'mongoose';
import type { Notice } from '#domain/notify/notice.schema';
import type { NoticeRule } from '#domain/notify/notice.rules';
import type { ApprovalLink } from '#domain/notify/approval-link';
import { modelOn } from '../core/model-on.ts';
import type { Row } from '../core/rows.ts';

/** `sendingBy`: who has it in hand now. `forgetAt`: a notice is no record for ever; what happened stands in the events. */
export type NoticeRow = Row<Notice> & { sendingBy: string | null; forgetAt: Date };
export type NoticeRuleRow = { _id: NoticeRule['kind']; to: NoticeRule['to'] };
export type ApprovalLinkRow = Row<ApprovalLink> & { forgetAt: Date };

/** Loose on purpose: readers say lean<NoticeRow>(). */
interface LooseRow { _id: string; [field: string]: unknown }
const mixed = Schema.Types.Mixed;
const text = { type: String, required: true };
const maybe = { type: String, default: null };
const noticeSchema = new Schema<LooseRow>({
  _id: String, key: text, kind: text, channel: text, recipient: text, params: { type: mixed, required: true }, ticket: { type: mixed, default: null }, link: text, approval: maybe,
  at: text, madeAt: text, dueAt: maybe, state: text, fault: { type: mixed, default: null }, attempts: { type: [mixed], default: [] }, forgottenAttempts: { type: Number, default: 0 },
  sent: { type: mixed, default: null }, readAt: maybe, isDemo: { type: Boolean, default: false }, sendingBy: maybe, forgetAt: { type: Date, required: true },
}, { collection: 'notices', versionKey: false, minimize: false });
noticeSchema.index({ channel: 1, state: 1, dueAt: 1, _id: 1 });
noticeSchema.index({ recipient: 1, at: -1, _id: -1 });
noticeSchema.index({ recipient: 1, readAt: 1, state: 1 });
noticeSchema.index({ at: -1, _id: -1 });
noticeSchema.index({ 'ticket.id': 1 });
noticeSchema.index({ forgetAt: 1 }, { expireAfterSeconds: 0 });

const ruleSchema = new Schema<NoticeRuleRow>({ _id: String, to: { type: [String], default: [] } }, { collection: 'noticeRules', versionKey: false });

const linkSchema = new Schema<LooseRow>({
  _id: String, person: text, task: text, ticket: { type: mixed, required: true }, madeAt: text, expiresAt: text, claim: { type: mixed, default: null }, used: { type: mixed, default: null }, forgetAt: { type: Date, required: true },
}, { collection: 'approvalLinks', versionKey: false, minimize: false });
linkSchema.index({ 'ticket.id': 1 });
linkSchema.index({ forgetAt: 1 }, { expireAfterSeconds: 0 });

export const notifyModels = (connection: Connection) => ({
  notices: modelOn(connection, 'Notice', noticeSchema), rules: modelOn(connection, 'NoticeRule', ruleSchema), links: modelOn(connection, 'ApprovalLink', linkSchema),
});
