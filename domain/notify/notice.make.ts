/** Makes the records of what is told: which channel, queued or suppressed and why. */
import type { Instant } from '../values.ts';
import type { DomainEvent } from '../audit/event.schema.ts';
import { noticeIdOf, type ChannelName, type Notice, type NoticeFault, type NoticeKind } from './notice.schema.ts';
import type { Telling, ToldTicket } from './notice.plan.ts';

/** A recipient as the directory knows them. */
export interface Recipient { name: string; isActive: boolean; unsubscribed: readonly NoticeKind[] }

export interface NoticeMaking { event: Pick<DomainEvent, 'at'>; /** In what language, with which files: where it is not the recipient's, or there are any. */ comes?: Pick<Notice, 'locale' | 'files'>; /** Null: it is about no ticket. */ ticket: Pick<ToldTicket, 'id' | 'key' | 'isDemo'> | null; channel: ChannelName; now: Instant }

/** `recipient` null: the directory does not know them. */
export function noticeOf(telling: Telling, recipient: Recipient | null, { event, ticket, channel, now, comes }: NoticeMaking): Notice {
  const key = `${telling.key}/${channel}`;
  const fault = faultOf(telling, recipient);
  return {
    id: noticeIdOf(key), key, kind: telling.kind, channel, recipient: telling.recipient, params: telling.params, ticket: ticket === null ? null : { id: ticket.id, key: ticket.key }, link: telling.link, approval: telling.approval,
    at: event.at, madeAt: now, dueAt: fault === null ? now : null, state: fault === null ? 'queued' : recipient === null ? 'failed' : 'suppressed', fault, attempts: [], forgottenAttempts: 0, sent: null, readAt: null, isDemo: ticket?.isDemo ?? false, ...comes,
  };
}

function faultOf({ kind, recipient: person }: Telling, recipient: Recipient | null): NoticeFault | null {
  if (recipient === null) return { code: 'NOTICE_RECIPIENT_UNKNOWN', params: { person } };
  if (!recipient.isActive) return { code: 'NOTICE_RECIPIENT_LEFT', params: { person: recipient.name } };
  return recipient.unsubscribed.includes(kind) ? { code: 'NOTICE_UNSUBSCRIBED', params: {} } : null;
}

/** History of the demonstration company, played on a virtual clock, is told to nobody. */
const toldWithinMs = 3_600_000;
export const isHistory = (event: Pick<DomainEvent, 'at'>, { isDemo }: Pick<ToldTicket, 'isDemo'>, now: Instant): boolean => isDemo && Date.parse(now) - Date.parse(event.at) > toldWithinMs;
