import { describe, expect, it } from 'vitest';
import { eventActions, type DomainEvent, type EventAction } from '#domain/audit/event.schema';
import { textsOf } from '../../shell/texts/texts.ts';
import { effectNames, storyOf } from '#domain/audit/story';

const event = (action: EventAction, change: Partial<DomainEvent> = {}): DomainEvent => ({ id: 'e', at: '2026-11-20T08:00:00.000Z', action, actor: { kind: 'person', id: 'ana', name: 'Ana Silva' }, onBehalfOf: null, refs: [], data: {}, origin: 'run/t/1', seq: 1, isConfirmed: true, ...change });
const texts = textsOf('en');

describe('the timeline', () => {
  it.each(eventActions.filter((action) => action !== 'ticket.changed'))('tells %s in a known sentence whose holes are all filled', (action) => {
    const told = storyOf(event(action, { data: { name: { en: 'Repair' }, outcome: 'done', message: 'no answer', reason: 'twice', flow: 'incident', version: 2, kind: 'resolution', target: 'PT4H', run: 2, effect: 'e1' }, after: 'open' }), new Map([['e1', { en: 'Reset port' }]]));
    expect(told).not.toEqual([]);
    for (const { key, facts } of told) for (const [, hole] of texts.template(key).matchAll(/\{(\w+)\}/g)) expect(Object.keys(facts)).toContain(hole);
  });
  it('tells the runs of a reopened ticket apart', () => {
    expect(storyOf(event('run.started', { origin: 'run/t/1', data: { flow: 'incident', version: 3 } }))[0]!.key).toBe('event.run.started');
    expect(storyOf(event('run.started', { origin: 'run/t/2', data: { flow: 'incident', version: 3 } }))[0]).toMatchObject({ key: 'event.run.started.again', facts: { run: { is: 'text', text: '2' } } });
  });
  it.each([['run/t/1', 'event.ticket.opened.flow'], ['schedule/weekly/come', 'event.ticket.opened.schedule'], ['alarm-source/am', 'event.ticket.opened.alarm']])('says what opened a ticket: %s', (id, key) => {
    expect(storyOf(event('ticket.opened', { actor: { kind: 'machine', id } }))[0]!.key).toBe(key);
  });
  it('tells each changed field of a ticket', () => {
    const told = storyOf(event('ticket.changed', { before: { priority: 'P3', isFiring: true, assignee: null }, after: { priority: 'P1', isFiring: false, assignee: 'ben' }, data: { names: { ben: 'Ben Carter' } } }));
    expect(told.map((sentence) => sentence.key)).toEqual(['event.ticket.changed.priority', 'event.ticket.changed.recovered', 'event.ticket.changed.assignee']);
    expect(told[2]!.facts['after']).toEqual({ is: 'person', id: 'ben', name: 'Ben Carter' });
  });
  it.each([['skip', 'event.run.incidentClosed.skip'], ['retry', 'event.run.incidentClosed.retry'], ['throw', 'event.run.incidentClosed.throw'], [undefined, 'event.run.incidentClosed']])('says who mended a stopped step, and how: %s', (mended, key) => {
    expect(storyOf(event('run.incidentClosed', { data: { name: { en: 'Repair' }, ...(mended ? { mended } : {}) } }))[0]).toMatchObject({ key, facts: { actor: { is: 'actor' }, node: { is: 'name', text: { en: 'Repair' } } } });
  });
  it('tells a group that fires again from one that had news for a resolved ticket, also in events from before they said so', () => {
    const told: DomainEvent['data'][] = [{ cause: 'news' }, { cause: 'firing' }, {}];
    expect(told.map((data) => storyOf(event('alarmGroup.reopened', { data }))[0]!.key)).toEqual(['event.alarmGroup.reopened.news', 'event.alarmGroup.reopened', 'event.alarmGroup.reopened']);
  });
  it('names the severity that alarms rose to', () => expect(storyOf(event('alarmGroup.raised', { data: { severity: 'critical' } }))[0]).toMatchObject({ tone: 'critical', facts: { severity: { is: 'key', key: 'state.critical' } } }));
  it('says who took a ticket themselves', () => expect(storyOf(event('ticket.changed', { before: { assignee: null }, after: { assignee: 'ana' } }))[0]!.key).toBe('event.ticket.changed.assignee.self'));
  it.each([
    ['whom a level tells', { people: ['mia'], names: { mia: 'Mia Larsen' } }, 'event.clock.escalated'], ['to whom it gave the ticket', { people: ['mia'], reassigned: true }, 'event.clock.escalated.reassign'],
    ['that it only raised the priority', { people: [], priority: 'P1' }, 'event.clock.escalated.priority'], ['why it reached nobody', { people: [], missing: 'teamLead' }, 'event.clock.escalated.nobody'],
  ])('says of escalation %s', (_, data, key) => {
    const [told] = storyOf(event('clock.escalated', { data: { kind: 'resolution', target: 'PT4H', level: 2, ...data } as DomainEvent['data'] }));
    expect(told).toMatchObject({ key, facts: { kind: { is: 'key', key: 'event.clock.kind.resolution' }, level: { text: '2' } } });
    for (const [, hole] of texts.template(told!.key).matchAll(/\{(\w+)\}/g)) expect(Object.keys(told!.facts)).toContain(hole);
  });
  it('says that an approval was answered by mail link', () => expect(storyOf(event('approval.decided', { data: { via: 'mail', outcome: 'approved', name: { en: 'Approve' } } }))[0]!.key).toBe('event.approval.decided.mail'));
  it('carries what somebody said with an answer, and nothing where nothing was said', () => {
    expect(storyOf(event('task.completed', { data: { name: { en: 'Ask' }, outcome: 'answer', comment: 'since noon' } }))[0]).toMatchObject({ comment: 'since noon' });
    expect(storyOf(event('task.completed', { data: { name: { en: 'Ask' }, outcome: 'answer', comment: ' ' } }))[0]).not.toHaveProperty('comment');
  });
  it('names a finished machine step by the step that started it', () => {
    const names = effectNames([event('activity.started', { data: { effect: 'e7', name: { en: 'Reset port' } } })]);
    expect(storyOf(event('activity.done', { data: { effect: 'e7' } }), names)[0]).toMatchObject({ key: 'event.activity.done.node', facts: { node: { is: 'name', text: { en: 'Reset port' } } } });
  });
});
