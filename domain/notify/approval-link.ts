/** A link by which one person may answer one approval once, without signing in. Pure: signing is the store's, deciding is the kernel's. */
import { z } from 'zod';
import { sha256 } from '../flow/file/sha256.ts';
import { instantSchema, plusMs, type Instant } from '../values.ts';
import type { Notice } from './notice.schema.ts';

/** Days a link works. */
export const approvalLinkDays = 7;

const answerSchema = z.object({ outcome: z.string(), at: instantSchema });
export const approvalLinkSchema = z.object({
  id: z.string(),
  /** Person id, and the approval as `<runId>#<taskId>`. */
  person: z.string(), task: z.string(), ticket: z.object({ id: z.string(), key: z.string() }),
  madeAt: instantSchema, expiresAt: instantSchema,
  /** An answer that is on its way; a stop in the middle leaves it, and the same answer may come again. */
  claim: answerSchema.nullable().default(null),
  used: answerSchema.nullable().default(null),
});
export type ApprovalLink = z.infer<typeof approvalLinkSchema>;

/** The link of a notice that asks for an approval; null for every other. The same notice has the same link. */
export function approvalLinkOf(notice: Pick<Notice, 'id' | 'approval' | 'recipient' | 'ticket' | 'madeAt'>): ApprovalLink | null {
  const { approval, ticket, recipient, madeAt } = notice;
  if (approval === null || ticket === null) return null;
  return { id: `a${sha256(`approval/${notice.id}`).slice(0, 31)}`, person: recipient, task: approval, ticket, madeAt, expiresAt: plusMs(madeAt, approvalLinkDays * 86_400_000), claim: null, used: null };
}

/** What its signature holds together. */
export const signedPart = ({ id, person, task, expiresAt }: Pick<ApprovalLink, 'id' | 'person' | 'task' | 'expiresAt'>): string => [id, person, task, expiresAt].join('\n');

export const isExpired = ({ expiresAt }: Pick<ApprovalLink, 'expiresAt'>, now: Instant): boolean => now >= expiresAt;
/** Page where it is answered. */
export const approvalLinkPath = (token: string): string => `/approve/${token}`;
