/** Notices as records: what one person is told of one thing through one channel, with every attempt. What they say is made of kind and params, for each reader's language, when it is sent or looked at. */
import { z } from 'zod';
import { sha256 } from '../flow/file/sha256.ts';
import { instantSchema, localeSchema, textSchema, type Instant, type Text } from '../values.ts';
import { messageParamsSchema } from '../message.schema.ts';

/** What people are told of. Each has a template (templates/) and a row in the table of who gets it (notice.rules.ts). */
export const noticeKinds = [
  'task.asked', 'task.assigned', 'approval.asked', 'approval.reminded', 'approval.expired', 'question.asked', 'question.answered',
  'ticket.commented', 'ticket.assigned', 'ticket.resolved', 'clock.warned', 'clock.breached', 'clock.escalated',
  'webhook.switchedOff', 'report.sent', 'report.failed', 'flow.told',
] as const;
export const noticeKindSchema = z.enum(noticeKinds);
export type NoticeKind = (typeof noticeKinds)[number];

/** mail: sent by SMTP. mailbox: kept here, where it can be read; what the installation uses while no mail server is set. */
export const channelKinds = ['mail', 'mailbox'] as const;
export type ChannelName = (typeof channelKinds)[number];

/** queued: waits for its turn or its next attempt. failed: will not be tried again. suppressed: was not to be told. */
export const noticeStates = ['queued', 'sending', 'sent', 'failed', 'suppressed'] as const;
export type NoticeState = (typeof noticeStates)[number];

/** What becomes of an attempt. again: it is tried once more. lost: whoever made it went away, so it may or may not have arrived. */
export const attemptOutcomes = ['sent', 'again', 'refused', 'lost'] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** Why, as a code of the error catalogue. */
export const noticeFaultSchema = z.object({ code: z.string(), params: messageParamsSchema.default({}) });
export type NoticeFault = z.infer<typeof noticeFaultSchema>;

export const attemptSchema = z.object({
  at: instantSchema,
  /** Names the process that made it. */
  worker: z.string(),
  /** Null while it is under way. */
  outcome: z.enum(attemptOutcomes).nullable(), endedAt: instantSchema.nullable(), fault: noticeFaultSchema.nullable(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** What fills a template: plain, a text that is data, an instant in the reader's zone, or a word of ours (templates/words.ts). */
export type NoticeParam = string | number | null | Text | { readonly at: Instant } | { readonly word: string };
export type NoticeParams = Readonly<Record<string, NoticeParam>>;
const paramSchema = z.union([z.string(), z.number(), z.null(), z.strictObject({ at: instantSchema }), z.strictObject({ word: z.string() }), textSchema]);
export const noticeParamsSchema = z.record(z.string(), paramSchema);

/** Letters, digits, hyphen and dot only in a name. */
export const noticeFileSchema = z.object({ name: z.string().regex(/^[A-Za-z0-9-]{1,100}\.(pdf|csv)$/), contentType: z.string(), bytes: z.number().int(), keptUntil: instantSchema });
export type NoticeFile = z.infer<typeof noticeFileSchema>;

export const noticeSchema = z.object({
  id: z.string(),
  /** What makes it one: event, kind, recipient, channel. The same again is the same notice. */
  key: z.string(),
  kind: noticeKindSchema,
  channel: z.enum(channelKinds),
  /** Person id. */
  recipient: z.string(),
  params: noticeParamsSchema,
  /** What it is about; `link` is a page of the portal, "/tickets/INC-7". */
  ticket: z.object({ id: z.string(), key: z.string() }).nullable(), link: z.string(),
  /** The approval it asks for, `<runId>#<taskId>`, where it can be answered from the notice itself. */
  approval: z.string().nullable().default(null),
  /** When it happened, when it was noted, and when it is tried next (null: never again). */
  at: instantSchema, madeAt: instantSchema, dueAt: instantSchema.nullable(),
  state: z.enum(noticeStates),
  /** Why it failed or was suppressed. */
  fault: noticeFaultSchema.nullable().default(null),
  attempts: z.array(attemptSchema).default([]),
  /** Attempts that are no longer told one by one. */
  forgottenAttempts: z.number().int().default(0),
  /** As it was sent: when, to which address, in which language. */
  sent: z.object({ at: instantSchema, to: z.string(), locale: localeSchema }).nullable().default(null),
  readAt: instantSchema.nullable().default(null),
  /** Language it is told in whatever its recipient reads: that of the files with it. Absent: the recipient's. */
  locale: localeSchema.optional(),
  /** What comes with it; absent: nothing. What is in them is kept beside the notice until `keptUntil`. */
  files: z.array(noticeFileSchema).optional(),
  isDemo: z.boolean().default(false),
});
export type Notice = z.infer<typeof noticeSchema>;

/** Short, fit for addresses, and the same for the same key. */
export const noticeIdOf = (key: string): string => `n${sha256(key).slice(0, 31)}`;
