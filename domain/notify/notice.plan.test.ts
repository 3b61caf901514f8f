import { describe, expect, it } from 'vitest';
import type { DomainEvent, EventAction } from '../audit/event.schema.ts';
import { isHistory, noticeOf } from './notice.make.ts';
import { remindersOf, tellingsOf, type NoticeFacts, type ToldTask } from './notice.plan.ts';
import { noticeRulesOf } from './notice.rules.ts';

const at = '2026-11-27T10:00:00.000Z';
const event = (action: EventAction, more: Partial<DomainEvent> = {}): DomainEvent => ({ id: 'run/t1/1/7', at, action, actor: { kind: 'machine', id: 'flow' }, onBehalfOf: null, refs: [{ kind: 'ticket', id: 't1' }], data: {}, origin: 'run/t1/1', seq: 7, isConfirmed: true, ...more });
const by = (id: string, name: string) => ({ actor: { kind: 'person' as const, id, name } });
const task = (more: Partial<ToldTask> = {}): ToldTask => ({ id: 'run/t1/1#task-1', kind: 'task', name: { en: 'Find the cause' }, prompt: null, people: [], teams: ['network'], roles: [], assignee: null, askedBy: null, isTouched: false, ...more });
const facts = (more: Partial<NoticeFacts> = {}, ticket: Partial<NoticeFacts['ticket']> = {}): NoticeFacts => ({
  ticket: { id: 't1', key: 'INC-1', title: 'Down', priority: 'P2', requester: 'rita', assignee: 'ana', team: 'network', watchers: [], isDemo: false, ...ticket }, task: null,
  teams: new Map([['network', { name: { en: 'Network' }, members: ['ana', 'ben'], lead: 'ana', manager: 'mia' }]]), roles: new Map([['manager', ['mia']]]), comment: null, names: new Map([['mia', { name: 'Mia' }]]), standIns: [], ...more,
});
const rules = noticeRulesOf([]);
const told = (...given: Parameters<typeof tellingsOf> extends [infer E, infer F, unknown] ? [E, F] : never): string[] => tellingsOf(...given, rules).map(({ kind, recipient }) => `${recipient}: ${kind}`);

describe('who is told of what', () => {
  it.each<[string, DomainEvent, NoticeFacts, string[]]>([
    ['a task of a team tells its members', event('task.opened'), facts({ task: task() }), ['ana: task.asked', 'ben: task.asked']],
    ['a task that goes to somebody tells them alone', event('task.opened'), facts({ task: task({ assignee: 'ben' }) }), ['ben: task.asked']],
    ['whoever completed the step before is not told that it goes on with them', event('task.opened'), facts({ task: task({ assignee: 'ben', askedBy: { kind: 'person', id: 'ben' } }) }), []],
    ['a task that somebody took meanwhile tells nobody', event('task.opened'), facts({ task: task({ assignee: 'ben', isTouched: true }) }), []],
    ['a task that is over tells nobody', event('task.opened'), facts(), []],
    ['a task for the requester is a question', event('task.opened'), facts({ task: task({ people: ['rita'], teams: [] }) }), ['rita: question.asked']],
    ['an approval tells every approver, also by role, once', event('task.opened'), facts({ task: task({ kind: 'approval', people: ['mia'], teams: [], roles: ['manager'] }) }), ['mia: approval.asked']],
    ['who stands in for an approver is told beside them', event('task.opened'), facts({ task: task({ kind: 'approval', people: ['mia'], teams: [] }), standIns: [{ person: 'omar', absent: 'mia' }] }), ['mia: approval.asked', 'omar: approval.asked']],
    ['a requester who stands in for their own approver is not', event('task.opened'), facts({ task: task({ kind: 'approval', people: ['mia'], teams: [] }), standIns: [{ person: 'rita', absent: 'mia' }] }), ['mia: approval.asked']],
    ['nor who asks for it', event('task.opened'), facts({ task: task({ kind: 'approval', people: ['mia'], teams: [], askedBy: { kind: 'person', id: 'ana' } }), standIns: [{ person: 'ana', absent: 'mia' }] }), ['mia: approval.asked']],
    ['an assigned task tells its new holder', event('task.assigned', { ...by('mia', 'Mia'), after: 'ben' }), facts({ task: task() }), ['ben: task.assigned']],
    ['who takes a task is not told of it', event('task.assigned', { ...by('ben', 'Ben'), after: 'ben' }), facts({ task: task() }), []],
    ['an answer tells who has the ticket', event('task.completed', { ...by('rita', 'Rita'), data: { answers: [{ name: 'answer', value: 'Yes' }] } }), facts(), ['ana: question.answered']],
    ['an answer on a ticket nobody has tells the lead', event('approval.decided', by('mia', 'Mia')), facts({}, { assignee: null }), ['ana: question.answered']],
    ['a question of who decides goes to whom it is put, not to those who decide', event('approval.questioned', { ...by('mia', 'Mia'), after: 'rita', data: { comment: 'Why now?' } }), facts({ task: task({ kind: 'approval', people: ['mia', 'paul'], teams: [] }) }), ['rita: question.asked']],
    ['of an approval that is decided nobody is asked any more', event('approval.questioned', { ...by('mia', 'Mia'), after: 'rita' }), facts(), []],
    ['its answer goes to who asked alone', event('approval.answered', { ...by('rita', 'Rita'), after: 'mia', data: { comment: 'It burns.' } }), facts({ task: task({ kind: 'approval', people: ['mia', 'paul'], teams: [] }) }), ['mia: question.answered']],
    ['a task that is completed asks its second person', event('task.submitted', { ...by('ana', 'Ana'), data: { comment: 'It runs.' } }), facts({ task: task({ people: ['mia'], teams: [], isTouched: true }) }), ['mia: task.asked']],
    ['who completed it is told that it was confirmed, and nobody else', event('task.confirmed', { ...by('mia', 'Mia'), after: 'ben' }), facts(), ['ben: question.answered']],
    ['or that it was sent back', event('task.sentBack', { ...by('mia', 'Mia'), after: 'ben', data: { comment: 'Not port 2.' } }), facts({ task: task({ assignee: 'ben' }) }), ['ben: question.answered']],
    ['but not when they took it back themselves', event('task.sentBack', { ...by('ben', 'Ben'), after: 'ben' }), facts({ task: task({ assignee: 'ben' }) }), []],
    ['an approval that ran out tells who asked for it and those who were asked, also by team and role', event('approval.expired', { actor: { kind: 'machine', id: 'timer' }, data: { outcome: 'expired', askedBy: 'omar', asked: { people: ['paul'], teams: ['network'], roles: ['manager'] } } }), facts(), ['omar: approval.expired', 'paul: approval.expired', 'ana: approval.expired', 'ben: approval.expired', 'mia: approval.expired']],
    ['one that nobody asked for by name tells the requester', event('approval.expired', { data: { outcome: 'rejected', askedBy: null, asked: { people: ['mia'], teams: [], roles: [] } } }), facts(), ['rita: approval.expired', 'mia: approval.expired']],
    ['one that goes on waiting reminds those who are asked', event('approval.expired', { data: { outcome: null } }), facts({ task: task({ kind: 'approval', people: ['mia'], teams: [] }) }), ['mia: approval.reminded']],
    ['a message tells requester, assignee and watchers, not its author', event('ticket.commented', by('ana', 'Ana')), facts({ comment: 'Done.' }, { watchers: ['mia'] }), ['rita: ticket.commented', 'mia: ticket.commented']],
    ['a note for colleagues never reaches the requester', event('ticket.commented', { ...by('ben', 'Ben'), data: { visibility: 'internal' } }), facts({ comment: 'Secret.' }, { watchers: ['rita'] }), ['ana: ticket.commented']],
    ['a ticket given to somebody tells them', event('ticket.changed', { ...by('mia', 'Mia'), after: { assignee: 'ben' } }), facts(), ['ben: ticket.assigned']],
    ['a changed title tells nobody', event('ticket.changed', { after: { title: 'x' } }), facts(), []],
    ['a resolved ticket tells its requester', event('ticket.stateChanged', { after: 'resolved', data: { category: 'resolved' } }), facts(), ['rita: ticket.resolved']],
    ['another state tells nobody', event('ticket.stateChanged', { after: 'waiting', data: { category: 'waiting' } }), facts(), []],
    ['a breach tells assignee and lead', event('clock.breached', { data: { kind: 'resolution' } }), facts({}, { assignee: 'ben' }), ['ben: clock.breached', 'ana: clock.breached']],
    ['a level of escalation tells its people', event('clock.escalated', { data: { kind: 'resolution', actions: ['notify'], people: ['mia'], level: 2 } }), facts(), ['mia: clock.escalated']],
    ['a level that only acts tells nobody by itself', event('clock.escalated', { data: { kind: 'resolution', actions: ['reassign'], people: ['mia'], level: 2 } }), facts(), []],
    ['what no row names tells nobody', event('run.started'), facts(), []],
  ])('%s', (_, what, known, expected) => expect(told(what, known)).toEqual(expected));

  it('tells an assignment once, whether the task or the ticket says it', () => {
    const [byTask] = tellingsOf(event('task.assigned', { ...by('mia', 'Mia'), after: 'ben' }), facts({ task: task() }), rules);
    const [byTicket] = tellingsOf(event('ticket.changed', { id: 'run/t1/1/8', ...by('mia', 'Mia'), after: { assignee: 'ben' } }), facts(), rules);
    expect(byTicket!.key).toBe(byTask!.key);
  });
  it('follows the rows of the installation in place of the shipped ones', () => {
    expect(tellingsOf(event('clock.warned', { data: { kind: 'response' } }), facts(), noticeRulesOf([{ kind: 'clock.warned', to: ['manager'] }])).map(({ recipient }) => recipient)).toEqual(['mia']);
    expect(tellingsOf(event('clock.warned', { data: { kind: 'response' } }), facts(), noticeRulesOf([{ kind: 'clock.warned', to: [] }]))).toEqual([]);
  });
  it('names the approval a notice asks for, so that it can be answered from there', () => {
    expect(tellingsOf(event('task.opened'), facts({ task: task({ kind: 'approval', people: ['mia'], teams: [] }) }), rules)[0]).toMatchObject({ approval: 'run/t1/1#task-1', link: '/tickets/INC-1' });
  });
});

describe('an approval that waits', () => {
  const waiting = { ...facts({ standIns: [{ person: 'omar', absent: 'mia' }] }), task: task({ kind: 'approval', people: ['mia', 'rita'], teams: [], askedBy: { kind: 'person', id: 'ana', name: 'Ana' } }) };
  const told = remindersOf(at, '2026-11-30T10:00:00.000Z', waiting, rules);
  it('is told once more to who can decide it, and to who stands in, with a link each', () => {
    expect(told.map(({ recipient, params, approval }) => [recipient, params['behalf'], approval])).toEqual([['mia', null, 'run/t1/1#task-1'], ['omar', 'Mia', 'run/t1/1#task-1']]);
    expect(told[0]!.params).toMatchObject({ since: { at }, due: { at: '2026-11-30T10:00:00.000Z' }, actor: 'Ana' });
  });
  it('is told under a key of the approval, so that it is once', () => expect(told[0]!.key).toBe('run/t1/1#task-1/approval.reminded/mia'));
  it('is told to nobody where the table names nobody', () => expect(remindersOf(at, null, waiting, noticeRulesOf([{ kind: 'approval.reminded', to: [] }]))).toEqual([]));
});

describe('the record of a notice', () => {
  const [telling] = tellingsOf(event('ticket.stateChanged', { data: { category: 'resolved' } }), facts(), rules);
  const making = { event: { at }, ticket: { id: 't1', key: 'INC-1', isDemo: false }, channel: 'mail' as const, now: at };
  it('waits to be sent', () => expect(noticeOf(telling!, { name: 'Rita', isActive: true, unsubscribed: [] }, making)).toMatchObject({ state: 'queued', dueAt: at, fault: null, channel: 'mail', recipient: 'rita' }));
  it.each([
    ['does not want it', { name: 'Rita', isActive: true, unsubscribed: ['ticket.resolved' as const] }, 'suppressed', 'NOTICE_UNSUBSCRIBED'],
    ['has left', { name: 'Rita', isActive: false, unsubscribed: [] }, 'suppressed', 'NOTICE_RECIPIENT_LEFT'],
    ['is not known', null, 'failed', 'NOTICE_RECIPIENT_UNKNOWN'],
  ])('says why whoever %s is not told', (_, recipient, state, code) => expect(noticeOf(telling!, recipient, making)).toMatchObject({ state, dueAt: null, fault: { code } }));
  it('is the same for the same event, kind, person and channel, and another for another', () => {
    const idOf = (channel: 'mail' | 'mailbox'): string => noticeOf(telling!, null, { ...making, channel }).id;
    expect([idOf('mail'), idOf('mail') === idOf('mailbox')]).toEqual([noticeOf(telling!, null, making).id, false]);
  });
  it('is not made of history of the demonstration company', () => {
    expect(isHistory({ at }, { isDemo: true }, '2026-11-27T12:00:00.000Z')).toBe(true);
    expect(isHistory({ at }, { isDemo: true }, '2026-11-27T10:00:01.000Z')).toBe(false);
    expect(isHistory({ at }, { isDemo: false }, '2026-12-27T10:00:01.000Z')).toBe(false);
  });
});
