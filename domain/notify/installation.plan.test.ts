import { describe, expect, it } from 'vitest';
import type { DomainEvent } from '../audit/event.schema.ts';
import { webhookSwitchedOff } from '../audit/webhook-event.ts';
import { installationTellings } from './installation.plan.ts';
import { shippedNoticeRules } from './notice.rules.ts';

const event = webhookSwitchedOff({ id: 'w1', name: 'Chat', url: 'https://chat.example/7', revision: 4, off: { at: '2026-11-27T10:00:00.000Z', fault: { code: 'WEBHOOK_GONE', params: {} } } }, '410', '2026-11-27T10:00:00.000Z');
const facts = { administrators: ['ada', 'bo'], rules: shippedNoticeRules };

describe('administrators', () => {
  it('are told that a webhook was switched off, once each, with the way to it', () => {
    const told = installationTellings(event, facts);
    expect(told.map(({ recipient }) => recipient)).toEqual(['ada', 'bo']);
    expect(told[0]).toMatchObject({ kind: 'webhook.switchedOff', params: { name: 'Chat', address: 'https://chat.example', reason: '410' }, link: '/settings?section=webhooks&webhook=w1' });
    expect(new Set(told.map(({ key }) => key)).size).toBe(2);
  });
  it('are not told where the table says nobody is', () => expect(installationTellings(event, { ...facts, rules: { ...shippedNoticeRules, 'webhook.switchedOff': [] } })).toEqual([]));
  it('are told of nothing else', () => expect(installationTellings({ ...event, action: 'webhook.changed' } as DomainEvent, facts)).toEqual([]));
});
