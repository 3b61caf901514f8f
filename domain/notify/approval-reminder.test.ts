import { describe, expect, it } from 'vitest';
import { calendarOf, workweek } from '#test/builders/sla.builder';
import { remindAt } from './approval-reminder.ts';

const calendar = calendarOf('Europe/Berlin', workweek('09:00-17:00'));

describe('an approval that waits is told once more', () => {
  it.each([
    ['half of its working time in', '2026-11-26T08:00:00.000Z', '2026-11-26T16:00:00.000Z', '2026-11-26T12:00:00.000Z'],
    ['over a weekend, by working time alone', '2026-11-27T15:00:00.000Z', '2026-11-30T09:00:00.000Z', '2026-11-27T16:00:00.000Z'],
    ['when it is due, where nobody works before that', '2026-11-28T08:00:00.000Z', '2026-11-28T12:00:00.000Z', '2026-11-28T12:00:00.000Z'],
    ['after a working day, where it is never due', '2026-11-27T15:00:00.000Z', null, '2026-11-30T15:00:00.000Z'],
  ])('%s', (_, openedAt, dueAt, expected) => expect(remindAt({ openedAt, dueAt }, calendar)).toBe(expected));
});
