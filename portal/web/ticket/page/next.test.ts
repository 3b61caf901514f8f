import { describe, expect, it } from 'vitest';
import type { TaskView } from '#api/task.api';
import { nextOf, waitedFor } from './next.ts';

const asked = { stage: 0, isAsked: true, isAhead: false, hasVeto: false, addedBy: null };
const task = (change: Partial<TaskView>): TaskView => ({
  id: 'r#1', run: 'r', task: '1', ticket: { id: 't', key: 'INC-1', title: 'x', priority: 'P2', type: 'incident', state: 'open', isFiring: false }, kind: 'task', node: 'n', name: { en: 'Work' }, prompt: null, status: 'ready', suspended: null, revision: 1,
  assignee: null, assigneeName: null, rule: null, stages: [], reminders: null, expiry: null, slots: [], outcomes: [], form: null, draft: null, openedAt: '2026-11-20T08:00:00.000Z', dueAt: null, askedBy: null, questions: [], askable: [], can: [], isMine: false, actsFor: null, returns: null, returned: null, countersign: null, ...change,
});
const ticket = (tasks: TaskView[], change: object = {}) => ({ tasks, waits: [], category: 'open' as const, run: null, ...change });

describe('Next', () => {
  it('puts what the reader must decide before what they may take', () => {
    const mayTake = task({ id: 'a', isMine: true, can: ['claim'] });
    const mustDecide = task({ id: 'b', isMine: true, kind: 'approval', can: ['complete'], openedAt: '2026-11-21T08:00:00.000Z' });
    expect(nextOf(ticket([mayTake, mustDecide]))).toMatchObject({ kind: 'asked', task: { id: 'b' }, others: [{ id: 'a' }] });
  });
  it('says who is waited for when nothing is asked of the reader, also when they may reassign', () => {
    expect(nextOf(ticket([task({ can: ['assign'], slots: [{ ...asked, id: 's', people: ['mo'], teams: [], roles: [], names: [{ en: 'Mo' }] }] })]))).toMatchObject({ kind: 'waiting' });
  });
  it('says who is asked also when the reader may not open that task, longest wait first', () => {
    const wait = (name: string, since: string) => ({ kind: 'approval' as const, name: { en: 'Approve' }, names: [{ en: name }], since });
    expect(nextOf(ticket([], { waits: [wait('Mia', '2026-11-20T09:00:00.000Z'), wait('Li', '2026-11-20T08:00:00.000Z')] }))).toMatchObject({ kind: 'elsewhere', wait: { names: [{ en: 'Li' }] }, others: [{ names: [{ en: 'Mia' }] }] });
    expect(nextOf(ticket([task({})], { waits: [wait('Mia', '2026-11-20T09:00:00.000Z')] })).kind).toBe('waiting');
  });
  it('tells a finished ticket from one the flow works on and one that is stuck', () => {
    expect(nextOf(ticket([], { category: 'closed' })).kind).toBe('done');
    expect(nextOf(ticket([])).kind).toBe('machine');
    expect(nextOf(ticket([], { category: 'closed', run: { id: 'r', n: 1, flow: 'f', version: 1, status: 'running', hasIncident: true } })).kind).toBe('incident');
  });
  it('waits for the holder, else for each who has not answered', () => {
    expect(waitedFor(task({ assignee: 'ana', assigneeName: 'Ana' }))).toEqual([{ en: 'Ana' }]);
    const by = { kind: 'person', id: 'x' } as const;
    expect(waitedFor(task({ slots: [{ ...asked, id: '1', people: ['mo'], teams: [], roles: [], names: [{ en: 'Mo', zh: '莫' }] }, { ...asked, isAsked: false, id: '2', people: ['li'], teams: [], roles: [], names: [{ en: 'Li' }], decision: { outcome: 'yes', by, comment: '', at: '2026-11-20T08:00:00.000Z' } }] }))).toEqual([{ en: 'Mo', zh: '莫' }]);
  });
});
