import { describe, expect, it } from 'vitest';
import { webhookSwitchedOff } from '#domain/audit/webhook-event';
import { shippedNoticeRules } from '#domain/notify/notice.rules';
import type { Notice } from '#domain/notify/notice.schema';
import { createNoticeClerk } from './notice.clerk.ts';

const at = '2026-11-27T10:00:00.000Z';
const off = webhookSwitchedOff({ id: 'w1', name: 'Chat', url: 'https://chat.example/7', revision: 2, off: { at, fault: { code: 'WEBHOOK_GONE', params: {} } } }, '410', at);
const nobody = () => Promise.reject(new Error('an event of the installation asks for no ticket'));

describe('the clerk of notices', () => {
  it('tells every administrator of a webhook that was switched off, about no ticket, and wakes their channel', async () => {
    const added: Notice[] = [];
    const people = [['ada', true, []], ['bo', true, ['webhook.switchedOff']], ['cy', false, []]].map(([id, isActive, unsubscribed]) => ({ id, name: String(id), isActive, unsubscribed }));
    const clerk = createNoticeClerk({
      outbox: { begin: async () => undefined, hasNews: async () => true, read: async () => [{ outboxSeq: 1, event: off }], advance: async () => undefined },
      notices: { add: async (notices) => { added.push(...notices); return notices.length; } }, links: { add: async () => undefined }, rules: { inForce: async () => shippedNoticeRules },
      people: { readMany: async () => people as never, byRole: async (roles) => new Map(roles.map((role) => [role, people.map(({ id }) => String(id))])) },
      tickets: { byId: nobody }, tasks: { byId: nobody }, comments: { byId: nobody }, teams: { list: nobody }, standIns: { of: nobody }, channel: 'mail', log: { error: () => undefined }, nowMs: () => Date.parse(at),
    });
    expect(await clerk.round()).toEqual({ read: 1, due: ['mail'] });
    expect(added.map(({ recipient, state, kind, ticket }) => [recipient, state, kind, ticket])).toEqual([
      ['ada', 'queued', 'webhook.switchedOff', null], ['bo', 'suppressed', 'webhook.switchedOff', null], ['cy', 'suppressed', 'webhook.switchedOff', null],
    ]);
  });

  it.each([['approval.questioned', 'question.asked'], ['approval.answered', 'question.answered'], ['task.submitted', 'task.asked'], ['task.confirmed', 'question.answered'], ['task.sentBack', 'question.answered']] as const)('passes %s by no more than its plan does', async (action, kind) => {
    const added: Notice[] = [];
    const event = { id: 'run/t1/1/7', at, action, actor: { kind: 'person', id: 'mia', name: 'Mia' }, onBehalfOf: null, after: 'ana', refs: [{ kind: 'ticket', id: 't1' }, { kind: 'task', id: 'run/t1/1#task1' }], data: { name: { en: 'Work' }, comment: 'Why?' } };
    const clerk = createNoticeClerk({
      outbox: { begin: async () => undefined, hasNews: async () => true, read: async () => [{ outboxSeq: 1, event: event as never }], advance: async () => undefined },
      notices: { add: async (notices) => { added.push(...notices); return notices.length; } }, links: { add: async () => undefined }, rules: { inForce: async () => shippedNoticeRules },
      people: { readMany: async (ids) => ids.map((id) => ({ id, name: id, isActive: true, unsubscribed: [] })) as never, byRole: async () => new Map() },
      tickets: { byId: async () => ({ id: 't1', key: 'INC-1', title: 'x', priority: 'P2', requester: 'rita', assignee: null, team: null, openedAt: at, isDemo: false, isImported: false }) as never },
      tasks: { byId: async () => ({ id: 'run/t1/1#task1', task: { kind: 'task', name: { en: 'Work' }, prompt: null, assignee: null, askedBy: null, revision: 2, slots: [{ id: 's', people: ['ana'], teams: [], roles: [] }] } }) as never },
      comments: { byId: nobody }, teams: { list: async () => [] }, standIns: { of: nobody }, channel: 'mail', log: { error: () => undefined }, nowMs: () => Date.parse(at),
    });
    await clerk.round();
    expect(added.map((notice) => [notice.recipient, notice.kind])).toEqual([['ana', kind]]);
  });
});
