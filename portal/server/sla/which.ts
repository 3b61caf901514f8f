/** Which service level a ticket would get, why, and when its clocks would be due: the same choice a run makes when it starts. */
import type { z } from 'zod';
import type { whichView } from '#api/sla.api';
import { CatalogueError, errorShape } from '#domain/errors';
import type { Actor } from '#domain/identity/identity.schema';
import { can, ticketResource } from '#domain/identity/rights';
import { applyClockEvent, type ClockFacts } from '#domain/sla/clock';
import { deriveDue } from '#domain/sla/due';
import { clocksOf, policyFor, type SlaPolicy } from '#domain/sla/sla.policy';
import { workingCalendar } from '#domain/sla/working-time';
import type { Priority } from '#domain/ticket/ticket.schema';
import type { Instant, Json } from '#domain/values';
import type { CalendarRepo } from '#store/sla/calendar.repo';
import type { TicketTypeRepo } from '#store/ticket/ticket-type.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';

interface Asked { ticket?: string | undefined; type?: string | undefined; priority?: Priority | undefined; team?: string | undefined; start?: Instant | undefined }
interface Around { actor: Actor; policies: readonly SlaPolicy[]; calendars: Pick<CalendarRepo, 'read'>; ticketTypes: Pick<TicketTypeRepo, 'read'>; tickets: Pick<TicketRepo, 'byKey'>; now: Instant }
type Which = z.input<typeof whichView>;

/** Throws NOT_FOUND for a ticket that is not there or may not be seen, TICKET_TYPE_UNKNOWN. */
export async function whichPolicy(asked: Asked, around: Around): Promise<Which> {
  const subject = await subjectOf(asked, around);
  const type = await around.ticketTypes.read(subject.ticketType);
  if (type === null) throw new CatalogueError('TICKET_TYPE_UNKNOWN', { type: subject.ticketType });
  const offered = type.slaPolicies.length === 0 ? around.policies : around.policies.filter(({ id }) => type.slaPolicies.includes(id));
  const choice = policyFor(subject, offered);
  if (choice === null) return { asked: subject, choice: null, clocks: [] };
  const { policy, because, isLastResort, passedOver } = choice;
  return {
    asked: subject,
    choice: { id: policy.id, name: policy.name, because, isLastResort, passedOver: passedOver.map((id) => ({ id, name: offered.find((one) => one.id === id)!.name })) },
    clocks: await Promise.all(clocksOf(policy).map((facts) => clockOf(facts, subject.start, around.calendars))),
  };
}

async function subjectOf({ ticket: key, type, priority, team, start }: Asked, { actor, tickets, now }: Around): Promise<Which['asked']> {
  if (key === undefined) return { ticketType: type ?? '', priority: priority ?? 'P3', team: team ?? null, start: start ?? now };
  const ticket = await tickets.byKey(key.trim().toUpperCase());
  if (ticket === null || !can(actor, 'ticket.read', ticketResource(ticket))) throw new CatalogueError('NOT_FOUND', { what: 'ticket' });
  return { ticketType: ticket.type, priority: priority ?? ticket.priority, team: team ?? ticket.team, start: start ?? ticket.openedAt };
}

async function clockOf(facts: ClockFacts, start: Instant, calendars: Around['calendars']): Promise<Which['clocks'][number]> {
  const { kind, target, warn = null, isPausable, calendarId, switches: { countFrom } } = facts;
  const shown = { kind, target, warn, pauses: isPausable, calendarId, countFrom };
  const calendar = await calendars.read(calendarId);
  try {
    if (calendar === null) throw new CatalogueError('CALENDAR_UNKNOWN', { calendar: calendarId });
    const { dueAt, warnAt, explain } = deriveDue(applyClockEvent(facts, { type: 'start', at: start }), workingCalendar(calendar));
    return { ...shown, calendarName: calendar.name, dueAt, warnAt, explain: explain.map(({ code, params, text }) => ({ code, params: { ...params } as Record<string, Json>, text })), fault: null };
  } catch (thrown) {
    if (!(thrown instanceof CatalogueError)) throw thrown;
    return { ...shown, calendarName: calendar?.name ?? null, dueAt: null, warnAt: null, explain: [], fault: { code: thrown.code, params: thrown.params, message: errorShape(thrown.code, thrown.params).message } };
  }
}
