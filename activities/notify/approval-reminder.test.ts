import { describe, expect, it } from 'vitest';
import { noticeRulesOf } from '#domain/notify/notice.rules';
import type { Notice } from '#domain/notify/notice.schema';
import { parseCalendar } from '#domain/sla/calendar.check';
import { workingCalendar } from '#domain/sla/working-time';
import type { TaskRecord } from '#store/ticket/task.repo';
import type { TicketRecord } from '#store/ticket/ticket.repo';
import { createApprovalReminder } from './approval-reminder.ts';

const hours = [{ from: '09:00', to: '17:00' }];
const office = workingCalendar(parseCalendar({ key: 'office', name: { en: 'Office' }, zone: 'Europe/Berlin', versions: [{ week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours } }] }));
const slot = (id: string, person: string, isDecided = false) => ({ id, people: [person], teams: [], roles: [], ...(isDecided ? { decision: { outcome: 'approved' } } : {}) });
const task = {
  id: 'run/t1/1#task-1', ticket: { id: 't1' }, people: ['mia', 'paul'], teams: [], roles: [], openedAt: '2026-11-26T08:00:00.000Z', dueAt: '2026-11-26T16:00:00.000Z',
  task: { kind: 'approval', name: { en: 'Approve' }, prompt: null, assignee: null, askedBy: null, revision: 1, rule: 'all', slots: [slot('slot1', 'mia'), slot('slot2', 'paul', true)] },
} as unknown as TaskRecord;
const ticket = { id: 't1', key: 'INC-1', title: 'Down', priority: 'P2', requester: 'rita', assignee: null, team: null, watchers: [], isDemo: false, clocks: [{ kind: 'resolution', calendarId: 'office' }] } as unknown as TicketRecord;

function reminderAt(now: string, add: (notices: readonly Notice[]) => Promise<number>) {
  const clock = { now };
  const reminder = createApprovalReminder({
    tasks: { openApprovals: () => Promise.resolve([task]) }, tickets: { byIds: () => Promise.resolve([ticket]) }, calendars: { take: () => Promise.resolve(office) },
    notices: { add }, links: { add: () => Promise.resolve() }, rules: { inForce: () => Promise.resolve(noticeRulesOf([])) }, teams: { list: () => Promise.resolve([]) }, standIns: { of: () => Promise.resolve(new Map()) },
    people: { readMany: (ids) => Promise.resolve(ids.map((id) => ({ id, name: id, isActive: true, unsubscribed: [] })) as never), byRole: () => Promise.resolve(new Map()) }, channel: 'mailbox', log: { error: (facts) => { throw new Error(JSON.stringify(facts)); } }, nowMs: () => Date.parse(clock.now),
  });
  return { clock, reminder };
}

describe('approvals that wait', () => {
  it('are told once more to who has not answered, when half of their working time is over, and by one look only', async () => {
    const told: string[] = [];
    const { clock, reminder } = reminderAt('2026-11-26T11:59:00.000Z', async (notices) => { told.push(...notices.map(({ recipient }) => recipient)); return notices.length; });
    expect([await reminder.round(), told]).toEqual([false, []]);
    clock.now = '2026-11-26T12:00:00.000Z';
    expect([await reminder.round(), told]).toEqual([true, ['mia']]);
    expect([await reminder.round(), told]).toEqual([false, ['mia']]);
  });
  it('are looked at again when they could not be noted', async () => {
    let tries = 0;
    const { reminder } = reminderAt('2026-11-26T12:00:00.000Z', (notices) => { tries += 1; return tries === 1 ? Promise.reject(new Error('MongoDB is away')) : Promise.resolve(notices.length); });
    await expect(reminder.round()).rejects.toThrow('away');
    expect([await reminder.round(), tries]).toEqual([true, 2]);
  });
});
