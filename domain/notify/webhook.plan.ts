/** Which webhooks an event goes to, what is queued for each, and what whoever keeps a webhook must be allowed to read. */
import { guardOf, otherTicketOf } from '../audit/event.rights.ts';
import type { DomainEvent } from '../audit/event.schema.ts';
import type { Action, Actor } from '../identity/identity.schema.ts';
import { can } from '../identity/rights.ts';
import type { Ticket } from '../ticket/ticket.schema.ts';
import type { Instant } from '../values.ts';
import { isHistory } from './notice.make.ts';
import { eventBody } from './webhook.body.ts';
import { deliveryIdOf, messageIdOf, type Webhook, type WebhookDelivery, type WebhookFacts } from './webhook.schema.ts';

/** What of the database an event is judged and told with. */
export interface WebhookEvent { event: DomainEvent; order: number; ticket: (Ticket & { isDemo: boolean }) | null; /** Team of the alarm group it is about; null for none. */ groupTeam: string | null }

/** Whether the webhook wants it. History of the demonstration company is sent nowhere. */
export function isWanted({ actions, teams, ticketTypes, isEnabled }: Pick<Webhook, 'actions' | 'teams' | 'ticketTypes' | 'isEnabled'>, { event, ticket, groupTeam }: WebhookEvent, now: Instant): boolean {
  if (!isEnabled || !actions.includes(event.action)) return false;
  if (ticket !== null && isHistory(event, ticket, now)) return false;
  // Of two tickets: the other one may be of another team or type.
  if (otherTicketOf(event) !== null && teams.length + ticketTypes.length > 0) return false;
  const team = ticket === null ? groupTeam : ticket.team;
  const isOfTeam = teams.length === 0 || (team !== null && teams.includes(team));
  return isOfTeam && (ticketTypes.length === 0 || (ticket !== null && ticketTypes.includes(ticket.type)));
}

/** The delivery of an event to a webhook: however often it is made, the same. */
export function deliveryOf(webhook: Pick<Webhook, 'id'>, { event, order, ticket }: WebhookEvent, publicUrl: string, now: Instant): WebhookDelivery {
  const guard = guardOf(event);
  const message = messageIdOf(event.id);
  return {
    id: deliveryIdOf(webhook.id, message), webhook: webhook.id, message, type: event.action, order, subject: guard === null ? event.origin : `${guard.kind}/${guard.id}`,
    ticket: ticket === null ? null : { id: ticket.id, key: ticket.key }, at: event.at, madeAt: now, sinceAt: now, dueAt: now, tries: 0, state: 'queued', fault: null, attempts: [], forgottenAttempts: 0,
    body: JSON.stringify(eventBody(event, ticket, publicUrl)),
  };
}

/** What events can tell of; whoever keeps a webhook must be allowed to read all of it. */
const carried = ['event.read', 'ticket.read', 'ticket.commentInternal', 'alarm.read', 'flow.read', 'source.manage', 'deadLetter.read'] as const satisfies readonly Action[];

/** The first right that is missing to read everything a webhook could carry, in the teams and types it is narrowed to, whatever the object; null when none is. */
export function missingRight(actor: Actor, { teams, ticketTypes }: Pick<WebhookFacts, 'teams' | 'ticketTypes'>): Action | null {
  const places = (teams.length > 0 ? teams : [null]).flatMap((team) => (ticketTypes.length > 0 ? ticketTypes : [null]).map((type) => ({ team, type, object: null })));
  return carried.find((action) => places.some((place) => !can(actor, action, place))) ?? null;
}
