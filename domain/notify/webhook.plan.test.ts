import { describe, expect, it } from 'vitest';
import type { DomainEvent } from '../audit/event.schema.ts';
import type { Actor, RoleKey } from '../identity/identity.schema.ts';
import { everywhere } from '../identity/rights.ts';
import { deliveryOf, isWanted, missingRight, type WebhookEvent } from './webhook.plan.ts';
import { webhookEventBodySchema } from './webhook.body.ts';
import { webhookFactsSchema } from './webhook.schema.ts';

const now = '2026-11-27T10:00:00.000Z';
const event: DomainEvent = { id: 'run/t1/1/3/ticket.opened/0', at: now, action: 'ticket.opened', actor: { kind: 'person', id: 'rosa' }, onBehalfOf: null, refs: [{ kind: 'run', id: 'run/t1/1' }, { kind: 'ticket', id: 't1' }], data: {}, origin: 'run/t1/1', seq: 3, isConfirmed: true };
const ticket = {
  id: 't1', key: 'INC-1', type: 'incident', title: 'Down', state: 'open', category: 'open', priority: 'P2', team: 'network', assignee: null, requester: 'rosa', isDemo: false,
} as unknown as NonNullable<WebhookEvent['ticket']>;
const told = (more: Partial<WebhookEvent> = {}): WebhookEvent => ({ event, order: 7, ticket, groupTeam: null, ...more });
const wants = { actions: ['ticket.opened' as const], teams: [] as string[], ticketTypes: [] as string[], isEnabled: true };

describe('an event is sent', () => {
  it.each([
    ['by a webhook that asked for its kind', {}, {}, true],
    ['not by one that asked for another', { actions: ['ticket.closed' as const] }, {}, false],
    ['not by one that is off', { isEnabled: false }, {}, false],
    ['by one of the team and type of its ticket', { teams: ['network'], ticketTypes: ['incident'] }, {}, true],
    ['not by one of another team', { teams: ['applications'] }, {}, false],
    ['not by one of another type', { ticketTypes: ['change'] }, {}, false],
    ['not by one that is narrowed when it is about no ticket', { teams: ['network'] }, { ticket: null }, false],
    ['by one of the team of its alarm group', { teams: ['network'] }, { ticket: null, groupTeam: 'network' }, true],
    ['not by one of ticket types when it is about an alarm group', { ticketTypes: ['incident'] }, { ticket: null, groupTeam: 'network' }, false],
    ['not when it is history of the demonstration', {}, { ticket: { ...ticket, isDemo: true }, event: { ...event, at: '2026-11-01T00:00:00.000Z' } }, false],
  ] as const)('%s', (_, webhook, more, isSo) => expect(isWanted({ ...wants, ...webhook } as never, told(more as Partial<WebhookEvent>), now)).toBe(isSo));
});

describe('a delivery', () => {
  const made = deliveryOf({ id: 'w1' }, told(), 'https://desk.example', now);
  it('has one id for an event in every webhook, and is one for each', () => {
    const other = deliveryOf({ id: 'w2' }, told(), 'https://desk.example', '2026-11-28T00:00:00.000Z');
    expect(made.message).toMatch(/^msg_[0-9a-f]{32}$/);
    expect([other.message, other.id === made.id]).toEqual([made.message, false]);
  });
  it('is ordered among those of its ticket', () => expect([made.subject, made.order]).toEqual(['ticket/t1', 7]));
  it('tells the event and its ticket in the documented shape, and nothing of how we keep it', () => {
    const body: unknown = JSON.parse(made.body);
    expect(webhookEventBodySchema.parse(body)).toEqual(body);
    expect(body).toMatchObject({ type: 'ticket.opened', data: { ticket: { key: 'INC-1', url: 'https://desk.example/tickets/INC-1' } } });
    expect(made.body).not.toMatch(/isConfirmed|origin|isDemo/);
  });
});

describe('whoever keeps a webhook', () => {
  const actor = (key: RoleKey, teams: string[] = []): Actor => ({ person: 'p', name: 'P', teams, roles: [{ key, scope: { ...everywhere, teams } }] });
  it.each([
    ['an administrator may, everywhere', actor('administrator'), {}, null],
    ['an administrator of one team may not, everywhere', actor('administrator', ['network']), {}, 'event.read'],
    ['an administrator of one team may, for that team', actor('administrator', ['network']), { teams: ['network'] }, null],
    ['an administrator of one team may not, for two', actor('administrator', ['network']), { teams: ['network', 'applications'] }, 'event.read'],
    ['an agent may not: sources are not theirs to read', actor('agent'), {}, 'source.manage'],
  ] as const)('must be allowed to read all of it: %s', (_, who, more, missing) => expect(missingRight(who as Actor, { teams: [], ticketTypes: [], ...more as object })).toBe(missing));
});

describe('an address', () => {
  const facts = (url: string): boolean => webhookFactsSchema.safeParse({ name: 'x', url, actions: ['ticket.opened'] }).success;
  it.each(['https://desk.example/hook', 'https://desk.example', 'https://[2001:db8::1]:8443/a?b=c', 'http://127.0.0.1:9000/x'])('%s may be typed', (url) => expect(facts(url)).toBe(true));
  it.each(['ftp://desk.example', 'javascript:alert(1)', 'https://user:pass@desk.example/', 'https://desk.example/#part', 'desk.example', '', `https://desk.example/${'x'.repeat(2_000)}`])('%s may not', (url) => expect(facts(url)).toBe(false));
});
