import { describe, expect, it } from 'vitest';
import type { DomainEvent } from '#domain/audit/event.schema';
import type { Comment } from '#domain/ticket/ticket.schema';
import { talkOf } from './talk.ts';

const at = (minute: number): string => `2026-11-20T08:${String(minute).padStart(2, '0')}:00.000Z`;
const by = { kind: 'person', id: 'ana', name: 'Ana' } as const;
const event = (minute: number, action: DomainEvent['action'], data: DomainEvent['data'] = {}): DomainEvent => ({ id: `e${minute}${action}`, at: at(minute), action, actor: by, onBehalfOf: null, refs: [], data, origin: 'run', seq: minute, isConfirmed: true });
const comment = (minute: number): Comment => ({ id: `c${minute}`, ticket: 't', at: at(minute), by, visibility: 'public', text: 'hello' });

describe('the conversation', () => {
  it('orders what was said and gathers the steps between', () => {
    const talk = talkOf([comment(5)], [event(1, 'ticket.opened'), event(2, 'task.opened'), event(6, 'task.claimed')]);
    expect(talk.map((item) => item.is)).toEqual(['steps', 'comment', 'steps']);
    expect(talk[0]).toMatchObject({ events: [{ id: 'e1ticket.opened' }, { id: 'e2task.opened' }] });
  });
  it('shows an answer that says something as said, and one without words as a step', () => {
    const talk = talkOf([], [event(1, 'task.completed', { name: { en: 'Ask the owner' }, comment: 'since noon', outcome: 'answer' }), event(2, 'task.completed', { name: { en: 'Work' }, outcome: 'done' })]);
    expect(talk).toMatchObject([{ is: 'answer', text: 'since noon', task: { en: 'Ask the owner' } }, { is: 'steps' }]);
  });
  it('does not tell a message twice, as itself and as an event', () => expect(talkOf([comment(1)], [event(1, 'ticket.commented')])).toHaveLength(1));
});
