import { describe, expect, it } from 'vitest';
import type { TaskActor, TaskState } from '#domain/flow/kernel/kernel.types';
import { partsOf } from './task.routes.ts';
import type { Actor } from '#domain/identity/identity.schema';
import { absenteeFor, meaningFor } from './task.verbs.ts';

const task = (change: Partial<TaskState> = {}): TaskState => ({
  id: 't1', kind: 'task', node: 'work', scope: 's', token: 'k', revision: 1, status: 'ready', name: { en: 'Work' }, prompt: null, assignee: null, rule: null, outcomes: [], form: 'f', draft: null, askedBy: null, isWithdrawable: false,
  slots: [{ id: 's1', people: [], teams: ['network'], roles: [] }], openedAt: '2026-11-20T08:00:00.000Z', dueAt: null, ...change,
});
const actor = (change: Partial<TaskActor> = {}): TaskActor => ({ person: 'ana', name: 'Ana', teams: ['network'], roles: ['agent'], maySupervise: false, ...change });
const approval = (slots: TaskState['slots']) => task({ kind: 'approval', form: null, rule: 'all', slots });

describe('what a person may do with a task', () => {
  it.each<[string, TaskState, TaskActor, object]>([
    ['claims what their team is asked', task(), actor(), { can: ['claim'], isMine: true }],
    ['completes, releases and hands on what they hold', task({ assignee: 'ana', status: 'claimed' }), actor(), { can: ['complete', 'saveDraft', 'release', 'assign'], isMine: true }],
    ['only looks at what a colleague holds', task({ assignee: 'ben', status: 'claimed' }), actor(), { can: [], isMine: false }],
    ['as a supervisor releases and reassigns what a colleague holds', task({ assignee: 'ben', status: 'claimed' }), actor({ maySupervise: true, teams: [] }), { can: ['release', 'assign', 'suspend'], isMine: false }],
    ['completes at once what only they can', task({ slots: [{ id: 's1', people: ['ana'], teams: [], roles: [] }] }), actor({ teams: [] }), { can: ['complete', 'saveDraft'], isMine: true }],
    ['decides an approval asked of them, without claiming', approval([{ id: 'a', people: ['ana'], teams: [], roles: [] }]), actor(), { can: ['complete', 'handOver', 'addSigner'], isMine: true }],
    ['waits for their turn in a row', approval([{ id: 'a', people: ['ben'], teams: [], roles: [] }, { id: 'b', people: ['ana'], teams: [], roles: [], after: 'a' }]), actor(), { can: [], isMine: false }],
    ['as a supervisor adds and reminds where they are not asked, and hands over nobody else\'s place', approval([{ id: 'a', people: ['ben'], teams: [], roles: [] }]), actor({ maySupervise: true }), { can: ['addSigner', 'remind', 'suspend'], isMine: false }],
    ['decides an approval asked of their role', approval([{ id: 'a', people: [], teams: [], roles: ['manager'] }]), actor({ roles: ['manager'] }), { can: ['complete', 'addSigner'], isMine: true }],
    ['does not decide twice', approval([{ id: 'a', people: ['ana'], teams: [], roles: [], decision: { outcome: 'approved', by: { kind: 'person', id: 'ana' }, comment: '', at: '2026-11-20T08:00:00.000Z' } }, { id: 'b', people: ['ben'], teams: [], roles: [] }]), actor(), { can: [], isMine: false }],
    ['withdraws what they asked for', task({ isWithdrawable: true, askedBy: { kind: 'person', id: 'ana' }, slots: [{ id: 's1', people: ['mo'], teams: [], roles: [] }] }), actor({ teams: [] }), { can: ['withdraw'], isMine: false }],
  ])('%s', (_, given, who, expected) => expect(meaningFor(given, who, true)).toEqual(expected));
  it.each<[string, TaskActor, readonly string[], object]>([
    ['who decides asks back', actor(), [], { can: ['complete', 'handOver', 'addSigner', 'askBack'], isMine: true }],
    ['who was asked back answers', actor({ person: 'rosa', teams: [] }), [], { can: ['remind', 'answer'], isMine: true }],
    ['who stands in for them answers', actor({ person: 'sub', teams: [] }), ['rosa'], { can: ['answer'], isMine: true }],
    ['a supervisor may answer, and is not asked', actor({ person: 'lena', teams: [], maySupervise: true }), [], { can: ['addSigner', 'remind', 'answer', 'suspend'], isMine: false }],
    ['nobody else does', actor({ person: 'eve', teams: [] }), [], { can: [], isMine: false }],
  ])('of a question in an approval: %s', (_, who, standsInFor, expected) => {
    const given = { ...approval([{ id: 'a', people: ['ana'], teams: [], roles: [] }]), questions: [{ id: 'q1', to: 'rosa', text: 'Why?', by: { kind: 'person' as const, id: 'ana' }, at: '2026-11-20T08:00:00.000Z' }] };
    expect(meaningFor(given, who, true, 'rosa', standsInFor)).toEqual(expected);
  });
  it('is returned to an earlier step by who may answer, where its flow lets it be; also while it cannot be now, to be told why', () => {
    const returns = { to: [], others: ['beside'] };
    const asked = approval([{ id: 'a', people: ['ana'], teams: [], roles: [] }]);
    const verbs = (given: TaskState, who: TaskActor, where: typeof returns | null, requester: string | null = null) => meaningFor(given, who, true, requester, [], where).can.includes('return');
    expect([verbs(asked, actor(), returns), verbs(asked, actor(), null), verbs(asked, actor({ person: 'ben', maySupervise: true }), returns), verbs(asked, actor(), returns, 'ana')]).toEqual([true, false, false, false]);
    expect([verbs(task({ assignee: 'ana' }), actor(), returns), verbs(task({ assignee: 'ben' }), actor(), returns), verbs(task(), actor(), returns)]).toEqual([true, false, false]);
  });
  it('is confirmed by a second person, taken back by who completed it, and sent back by a supervisor; nobody else acts on it meanwhile', () => {
    const second = { slots: [{ id: 's2', people: ['ana', 'ben'], teams: ['leads'], roles: [] }] };
    const put = task({ countersign: { ...second, submitted: { outcome: 'done', comment: '', form: null, by: { kind: 'person', id: 'ana' }, at: '2026-11-20T08:00:00.000Z' } } });
    const may = (who: TaskActor) => meaningFor(put, who, true);
    expect([may(actor({ person: 'ben', teams: [] })), may(actor({ person: 'zoe', teams: ['leads'] })), may(actor()), may(actor({ person: 'lena', teams: [], maySupervise: true })), may(actor({ person: 'eve' }))]).toEqual([
      { can: ['countersign'], isMine: true }, { can: ['countersign'], isMine: true }, { can: ['countersign'], isMine: false }, { can: ['countersign', 'suspend'], isMine: false }, { can: [], isMine: false },
    ]);
    expect(meaningFor(task({ assignee: 'ana', countersign: second }), actor(), true).can).toContain('complete');
  });
  it('is read only while it is suspended, but for a supervisor who resumes it', () => {
    const held = { ...approval([{ id: 'a', people: ['ana'], teams: [], roles: [] }]), status: 'suspended' as const, suspended: { at: '2026-11-20T08:00:00.000Z', by: { kind: 'person' as const, id: 'lena' }, reason: 'Not yet', timers: [] } };
    expect([meaningFor(held, actor(), true), meaningFor(held, actor({ person: 'lena', maySupervise: true }), true)]).toEqual([{ can: [], isMine: true }, { can: ['resume'], isMine: false }]);
  });
  it('lets whoever it is for remind those who are asked', () => expect(meaningFor(approval([{ id: 'a', people: ['mia'], teams: [], roles: [] }]), actor(), true, 'ana')).toEqual({ can: ['remind'], isMine: false }));
  it('is nothing without the right to act', () => expect(meaningFor(task(), actor(), false)).toEqual({ can: [], isMine: false }));
});

describe('a task address', () => {
  it('names run, ticket and task', () => expect(partsOf('run/t12/1#task-3')).toEqual({ runId: 'run/t12/1', ticketId: 't12', taskId: 'task-3' }));
  it('also of a called run', () => expect(partsOf('run/t12/1/c/e3/c/e1#task-3')).toEqual({ runId: 'run/t12/1/c/e3/c/e1', ticketId: 't12', taskId: 'task-3' }));
  it.each(['', 'run/t12/1', 'run/t12/1/c#x', 'run/t12/1/c/#x', 'run/t12/1/d/e1#x', 'run/t12#x', 'run/t12/one#x', 'x/run/t/1#y'])('is not %j', (id) => expect(() => partsOf(id)).toThrow('NOT_FOUND'));
});

describe('in whose place an approval is decided', () => {
  const slot = (person: string) => ({ id: person, people: [person], teams: [], roles: [] });
  const record = (slots: TaskState['slots'], requester = 'rosa') => ({ task: approval(slots), ticket: { requester } }) as never;
  const omar: Actor = { person: 'omar', name: 'Omar', teams: [], roles: [], standsInFor: ['henrik', 'mia'] };
  it.each<[string, string | null, unknown, Actor]>([
    ['theirs who is away', 'henrik', record([slot('henrik')]), omar],
    ['one\'s own, where one is asked oneself', null, record([slot('henrik'), slot('omar')]), omar],
    ['nobody\'s whom one does not stand in for', null, record([slot('clara')]), omar],
    ['nobody\'s on a request of one\'s own', null, record([slot('henrik')], 'omar'), omar],
    ['nobody\'s without standing in', null, record([slot('henrik')]), { ...omar, standsInFor: [] }],
    ['nobody\'s for a task', null, { task: task({ slots: [slot('henrik')] }), ticket: { requester: 'rosa' } }, omar],
  ])('%s', (_, expected, given, who) => expect(absenteeFor(given as never, who)).toBe(expected));
});
