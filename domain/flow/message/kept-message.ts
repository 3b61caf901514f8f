/** A message nobody has waited for yet, without what it carries, and the event of its removal by hand. */
import type { DomainEvent } from '../../audit/event.schema.ts';
import { portalEvent } from '../../audit/portal-event.ts';
import type { ActorRef } from '../../identity/identity.schema.ts';
import type { Instant } from '../../values.ts';

/** `bytes`: UTF-8, of what it carries. */
export interface KeptMessage { id: string; name: string; key: string | null; by: ActorRef; at: Instant; expiresAt: Instant; bytes: number }

/** Id of the ticket whose run sent it; null: somebody else did. */
export const ticketOfSender = ({ kind, id }: ActorRef): string | null => (kind === 'machine' ? /^run\/([^/]+)\//.exec(id)?.[1] ?? null : null);

/** Stands on the timeline of the ticket whose run had sent it, too. */
export function keptMessageEvent({ name, key, by: sender, at: sentAt, bytes }: KeptMessage, { by, reason, at, requestId }: { by: ActorRef; reason: string; at: Instant; requestId: string }): DomainEvent {
  const ticket = ticketOfSender(sender);
  return portalEvent({ requestId, at, action: 'message.removed', actor: by, refs: ticket === null ? [] : [{ kind: 'ticket', id: ticket }], data: { name, key, reason, bytes, sentAt, from: sender.id } });
}
