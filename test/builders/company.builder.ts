/** The company of the tests: a network team with a lead and a manager, somebody who asks, an incident type with its states, calendars and SLAs. */
import type { TaskActor } from '#domain/flow/kernel/kernel.types';
import { personSchema, teamSchema } from '#domain/identity/identity.schema';
import { parseCalendar } from '#domain/sla/calendar.check';
import { parsePolicy } from '#domain/sla/sla.policy';
import { ticketTypeSchema } from '#domain/ticket/ticket.schema';

const person = (id: string, name: string, manager: string | null = null) => personSchema.parse({ id, username: id, name, email: `${id}@example.org`, manager });

export const company = {
  people: [person('ana', 'Ana Silva', 'mia'), person('ben', 'Ben Okafor', 'mia'), person('mia', 'Mia Chen'), person('rita', 'Rita Gomez', 'mia'), person('paul', 'Paul Weber')],
  teams: [teamSchema.parse({ id: 'network', name: { en: 'Network' }, members: ['ana', 'ben'], lead: 'ana', manager: 'mia' })],
  ticketType: ticketTypeSchema.parse({
    key: 'incident', name: { en: 'Incident' }, prefix: 'INC', initialState: 'new', form: { schema: { type: 'object', properties: {} } }, flow: 'incident', firstHandler: { by: 'team', team: 'network' },
    states: [
      { key: 'new', name: { en: 'New' }, clock: 'running', category: 'open' }, { key: 'in-progress', name: { en: 'In progress' }, clock: 'running', category: 'open' },
      { key: 'waiting', name: { en: 'Waiting' }, clock: 'paused', category: 'waiting', pauseReason: { en: 'Waiting for the requester' } },
      { key: 'recovered', name: { en: 'Recovered' }, clock: 'running', category: 'recovered' }, { key: 'resolved', name: { en: 'Resolved' }, clock: 'stopped', category: 'resolved' },
      { key: 'closed', name: { en: 'Closed' }, clock: 'stopped', category: 'closed' }, { key: 'cancelled', name: { en: 'Cancelled' }, clock: 'stopped', category: 'cancelled' },
    ],
  }),
  calendars: [parseCalendar({ key: 'always', name: { en: 'Always' }, zone: 'Etc/UTC', versions: [{ week: '24/7' }] })],
  policies: [
    parsePolicy({ id: 'urgent', name: { en: 'Urgent' }, appliesTo: { ticketType: ['incident'], priority: ['P1'] }, clocks: [{ kind: 'response', target: 'PT15M', calendarId: 'always' }, { kind: 'resolution', target: 'PT4H', warn: '75%', calendarId: 'always' }] }),
    parsePolicy({ id: 'usual', name: { en: 'Usual' }, appliesTo: { ticketType: ['incident'] }, clocks: [{ kind: 'response', target: 'PT1H', calendarId: 'always' }, { kind: 'resolution', target: 'PT8H', warn: '75%', calendarId: 'always' }] }),
  ],
};

const actor = (id: string, name: string, more: Partial<TaskActor> = {}): TaskActor => ({ person: id, name, teams: [], roles: ['requester'], maySupervise: false, ...more });
export const ana = actor('ana', 'Ana Silva', { teams: ['network'], roles: ['agent', 'requester'] });
export const ben = actor('ben', 'Ben Okafor', { teams: ['network'], roles: ['agent', 'requester'] });
export const mia = actor('mia', 'Mia Chen', { roles: ['manager'], maySupervise: true });
export const rita = actor('rita', 'Rita Gomez');
