/** Service levels over HTTP: list, edit, and which one a ticket would get. What is wrong with one, and the choice, are decided by domain/sla. */
import { portalEvent } from '#domain/audit/portal-event';
import { CatalogueError, errorDetail } from '#domain/errors';
import { parsePolicy, type SlaPolicy } from '#domain/sla/sla.policy';
import { instantOf, type Json } from '#domain/values';
import type { EventRepo } from '#store/audit/event.repo';
import type { ClientSession } from '#store/core/connection';
import type { CalendarRepo } from '#store/sla/calendar.repo';
import type { SlaPolicyRepo } from '#store/sla/policy.repo';
import type { TicketTypeRepo } from '#store/ticket/ticket-type.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import type { Handlers } from '../http/handler.ts';
import { refOf } from './calendar.routes.ts';
import { whichPolicy } from './which.ts';

export interface SlaRouteDeps {
  policies: SlaPolicyRepo; calendars: Pick<CalendarRepo, 'read' | 'list'>; ticketTypes: Pick<TicketTypeRepo, 'read'>; tickets: Pick<TicketRepo, 'byKey'>; events: Pick<EventRepo, 'append'>;
  nowMs: () => number;
}

export function createSlaRoutes({ policies, calendars, ticketTypes, tickets, events, nowMs }: SlaRouteDeps): Handlers {
  /** Every fault at once, each at its field. */
  async function demandCalendars({ clocks }: SlaPolicy): Promise<void> {
    const known = new Set((await calendars.list()).map(({ key }) => key));
    const details = clocks.flatMap(({ calendarId }, at) => (known.has(calendarId) ? [] : [errorDetail('CALENDAR_UNKNOWN', `clocks.${at}.calendarId`, { calendar: calendarId })]));
    if (details.length > 0) throw new CatalogueError('CALENDAR_UNKNOWN', details[0]!.params, details);
  }

  return {
    'slaPolicies.list': async () => ({ items: (await policies.checked()).map(({ policy, findings, revision, changedAt, changedBy }) => ({ ...policy, findings, revision, changedAt, changedBy })) }),
    'slaPolicies.which': async ({ query, actor }) => whichPolicy(query, { actor, policies: await policies.list(), calendars, ticketTypes, tickets, now: instantOf(nowMs()) }),
    'slaPolicies.save': async ({ params: { id }, body, actor, requestId }) => {
      const policy = parsePolicy({ ...body.policy, id });
      await demandCalendars(policy);
      const before = (await policies.checked()).find((stored) => stored.policy.id === id)?.policy ?? null;
      const by = refOf(actor);
      const at = instantOf(nowMs());
      const revision = await policies.edit({ policy, revision: body.revision, at, by }, (session: ClientSession) => events.append([portalEvent({
        requestId, at, action: 'slaPolicy.changed', actor: by, refs: [{ kind: 'slaPolicy', id }], before: before as Json, after: policy as unknown as Json, data: { name: { ...policy.name } },
      })], session));
      return { revision };
    },
    'slaPolicies.remove': async ({ params: { id }, query, actor, requestId }) => {
      const before = (await policies.checked()).find((stored) => stored.policy.id === id)?.policy;
      if (before === undefined) throw new CatalogueError('NOT_FOUND', { what: 'sla' });
      await policies.remove(id, query.revision, (session: ClientSession) => events.append([portalEvent({
        requestId, at: instantOf(nowMs()), action: 'slaPolicy.removed', actor: refOf(actor), refs: [{ kind: 'slaPolicy', id }], before: before as unknown as Json, data: { name: { ...before.name } },
      })], session));
      return { removed: true };
    },
  };
}
