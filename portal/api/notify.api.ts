/** Notices of the reader (or of everybody), and the page by which an approval is answered from a mail. */
import { z } from 'zod';
import { actorRefSchema } from '#domain/identity/identity.schema';
import { attemptSchema, channelKinds, noticeFaultSchema, noticeFileSchema, noticeKinds, noticeSchema, noticeStates } from '#domain/notify/notice.schema';
import { audiences, noticeRuleSchema } from '#domain/notify/notice.rules';
import { priorities } from '#domain/ticket/ticket.schema';
import { instantSchema, localeSchema, textSchema, wordsSchema } from '#domain/values';
import { questionViewSchema } from './task.api.ts';
import { engineFaults, pageOf, pageQuery, route, streamedSchema } from './route.ts';

/** Why, in the catalogue's words beside its code. */
const toldFault = noticeFaultSchema.extend({ message: z.string(), hint: z.string() });
export const noticeView = noticeSchema.pick({ id: true, kind: true, ticket: true, link: true, at: true, madeAt: true, dueAt: true, state: true, forgottenAttempts: true, sent: true, readAt: true }).extend({
  channel: z.enum(channelKinds), recipient: z.string(), recipientName: z.string(), isMine: z.boolean(),
  /** As the recipient reads it, in their language; empty when it cannot be made. */
  subject: z.string(), locale: localeSchema,
  /** Files that came with it; fetched by its recipient alone. */
  files: z.array(noticeFileSchema),
  fault: toldFault.nullable(), attempts: z.array(attemptSchema.extend({ fault: toldFault.nullable() })),
});
export type NoticeView = z.infer<typeof noticeView>;

const linkView = z.object({ label: z.string(), url: z.string() });
/** What it says. `isMasked`: the address of the button is the recipient's alone. */
export const letterView = z.object({
  locale: localeSchema, dir: z.enum(['ltr', 'rtl']), subject: z.string(), title: z.string(), lines: z.array(z.string()), quote: z.string().nullable(), facts: z.array(z.object({ name: z.string(), value: z.string() })),
  action: linkView, also: linkView.nullable(), notes: z.array(z.string()), settings: linkView, isMasked: z.boolean(),
});
export type LetterView = z.infer<typeof letterView>;

const byId = z.object({ id: z.string().max(100) });
const byToken = z.object({ token: z.string().max(200) });
const filter = { scope: z.enum(['mine', 'all']).default('mine'), state: z.enum(noticeStates).optional(), kind: z.enum(noticeKinds).optional(), ticket: z.string().max(50).optional(), unread: z.enum(['true']).optional() };

/** An approval as the page behind a link shows it. */
export const approvalLinkView = z.object({
  person: z.string(), locale: localeSchema,
  /** Name of who is away and in whose place it is answered; null where the person is asked themselves. */
  actsFor: z.string().nullable(),
  ticket: z.object({ key: z.string(), title: z.string(), priority: z.enum(priorities), type: textSchema, object: z.string().nullable() }),
  name: textSchema, prompt: wordsSchema.nullable(), questions: z.array(questionViewSchema), askedBy: actorRefSchema.nullable(), openedAt: instantSchema, dueAt: instantSchema.nullable(), expiresAt: instantSchema,
  /** `mayAnswer`: false where the answer needs a form, which is filled in after signing in. */
  outcomes: z.array(z.object({ key: z.string(), name: textSchema, tone: z.enum(['primary', 'danger', 'default']), needsReason: z.boolean(), mayAnswer: z.boolean() })),
});
export type ApprovalLinkView = z.infer<typeof approvalLinkView>;
const linkFaults = ['APPROVAL_LINK_WRONG', 'APPROVAL_LINK_EXPIRED', 'APPROVAL_LINK_USED', 'APPROVAL_LINK_OVER', 'APPROVAL_LINK_LEFT', 'TASK_SUSPENDED', 'FLOW_VERSION_UNKNOWN'] as const;
const ruleView = noticeRuleSchema.extend({ isShipped: z.boolean() });

export const notifyRoutes = {
  'notices.counts': route({ method: 'GET', path: '/api/notices/counts', summary: 'How many of my notices I have not read', access: 'session', response: z.object({ unread: z.number().int() }) }),
  'notices.list': route({ method: 'GET', path: '/api/notices', summary: 'Notices, the newest first: mine, or everybody\'s for those who manage settings', access: 'session', errors: ['NOT_ALLOWED'], query: z.object({ ...pageQuery, ...filter }), response: pageOf(noticeView) }),
  'notices.read': route({ method: 'GET', path: '/api/notices/:id', summary: 'One notice with what it says', access: 'session', params: byId, response: z.object({ notice: noticeView, letter: letterView.nullable() }) }),
  'notices.file': route({ method: 'GET', path: '/api/notices/:id/files/:name', summary: 'A file that came with a notice of mine, while I may read what stands in it', access: 'session', errors: ['NOTICE_FILE_GONE'], params: byId.extend({ name: z.string().max(120) }), response: streamedSchema, media: ['application/pdf', 'text/csv'] }),
  'notices.markRead': route({ method: 'POST', path: '/api/notices/read', summary: 'Marks notices of mine as read; without ids all of them', access: 'session', body: z.object({ ids: z.array(z.string().max(100)).max(200).optional() }), response: z.object({ unread: z.number().int() }) }),
  'noticeRules.list': route({ method: 'GET', path: '/api/notice-rules', summary: 'Who is told of what', access: 'settings.manage', response: z.object({ items: z.array(ruleView), audiences: z.array(z.enum(audiences)) }) }),
  'noticeRules.save': route({ method: 'PUT', path: '/api/notice-rules/:kind', summary: 'Changes who is told of one thing', access: 'settings.manage', params: z.object({ kind: z.enum(noticeKinds) }), body: noticeRuleSchema.pick({ to: true }), example: { params: { kind: 'clock.breached' }, body: { to: ['assignee', 'lead'] } }, response: ruleView }),
  'approvalLinks.read': route({ method: 'GET', path: '/api/approval-links/:token', summary: 'What a link from a mail asks to be approved. Decides nothing', access: 'public', errors: linkFaults, params: byToken, response: approvalLinkView }),
  'approvalLinks.decide': route({
    method: 'POST', path: '/api/approval-links/:token', summary: 'Answers the approval a link is for, once, in the name of whom it was sent to', access: 'public', params: byToken,
    errors: [...linkFaults, ...engineFaults, 'APPROVAL_LINK_BUSY', 'APPROVAL_LINK_FORM', 'APPROVAL_REASON_NEEDED', 'TASK_GONE', 'TASK_UNKNOWN', 'TASK_NOT_YOURS', 'TASK_DECIDED_ALREADY', 'TASK_OUTCOME_UNKNOWN', 'TASK_COMMENT_NEEDED', 'TASK_FORM_INVALID', 'APPROVAL_OWN_REQUEST', 'TASK_REVISION_STALE', 'TASK_CLAIMED_BY_OTHER', 'TASK_NOT_CLAIMED'],
    body: z.object({ outcome: z.string().min(1).max(100), comment: z.string().max(20_000).default('') }), response: z.object({ outcome: textSchema, shown: z.boolean() }),
  }),
};
