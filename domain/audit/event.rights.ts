/**
 * Who may read an event: whoever may read events there, and the thing it is about. The thing is the first of its refs that has rights of its own; an
 * event of no such thing, or of one that is gone, is for those who read events everywhere.
 */
import type { Action, Actor } from '../identity/identity.schema.ts';
import { can, wholeInstallation, type RightsResource } from '../identity/rights.ts';
import type { ObjectRef } from '../object/object.schema.ts';
import type { DomainEvent } from './event.schema.ts';

/** Kinds of things with rights of their own, the deciding one first. */
export const guardedKinds = ['ticket', 'alarmGroup', 'flow', 'alarmSource'] as const;
export type GuardedKind = (typeof guardedKinds)[number];
const nowhere: RightsResource = { ...wholeInstallation, requester: null };
const reading: Record<GuardedKind, Action> = { ticket: 'ticket.read', alarmGroup: 'alarm.read', flow: 'flow.read', alarmSource: 'source.manage' };

/** Whether it is told to those only who may write to colleagues on the ticket: a note for them, the files that came with one, what a flow writes to others. */
export const isInternal = ({ action, data }: Pick<DomainEvent, 'action' | 'data'>): boolean => action === 'mail.sent' || ['ticket.commented', 'file.added', 'file.removed'].includes(action) && data['visibility'] === 'internal';

/** Of what is told of two tickets, a link between them, the other one's id: whoever may not read both is not told of it. */
export const otherTicketOf = ({ action, refs }: Pick<DomainEvent, 'action' | 'refs'>, own?: string): string | null => {
  if (action !== 'ticket.linked' && action !== 'ticket.unlinked') return null;
  const [first, second] = refs.flatMap(({ kind, id }) => (kind === 'ticket' ? [id] : []));
  return (second === own ? first : second) ?? null;
};

/** The ref that decides about an event; null when none does. */
export function guardOf(event: Pick<DomainEvent, 'refs'>): (ObjectRef & { kind: GuardedKind }) | null {
  for (const kind of guardedKinds) {
    const ref = event.refs.find((one) => one.kind === kind);
    if (ref) return { kind, id: ref.id };
  }
  return null;
}

/** Whether the reader may read the thing itself, and so be told its name. */
export const mayReadThing = (actor: Actor, kind: GuardedKind, resource: RightsResource): boolean => can(actor, reading[kind], resource);

/** `resource` is what rights look at in the thing of `guardOf`, `other` in that of `otherTicketOf`; null when it is gone. */
export function mayReadEvent(actor: Actor, event: Pick<DomainEvent, 'refs' | 'action' | 'data'>, resource: RightsResource | null, other: RightsResource | null = null): boolean {
  const guard = guardOf(event);
  if (otherTicketOf(event) !== null && !mayReadThing(actor, 'ticket', other ?? nowhere)) return false;
  if (!can(actor, 'event.read', resource ?? nowhere)) return false;
  if (guard === null || resource === null) return true;
  if (isInternal(event) && !can(actor, 'ticket.commentInternal', resource)) return false;
  return event.action === 'deadLetter.replayed' ? can(actor, 'deadLetter.read', resource) : mayReadThing(actor, guard.kind, resource);
}
