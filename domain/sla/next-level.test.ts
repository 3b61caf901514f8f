import { describe, expect, it } from 'vitest';
import { calendarOf, workweek } from '#test/builders/sla.builder';
import { newClock, type ClockFacts } from './clock.ts';
import { nextLevelOf } from './next-level.ts';

const calendar = calendarOf('Etc/UTC', workweek('09:00-17:00'));
const chain = [{ at: '50%', to: 'assignee', person: null, missing: null, actions: ['notify'] }, { at: '100%', to: 'teamLead', person: 'ana', missing: null, actions: ['notify'] }] as const;
const clock = (change: Partial<ClockFacts> = {}): ClockFacts => ({
  ...newClock({ id: 'k', kind: 'resolution', policyId: 'p', calendarId: 'office', target: 'PT8H', chain }), state: 'running', startedAt: '2026-11-27T13:00:00.000Z',
  levels: [{ at: '2026-11-27T17:00:00.000Z', reachedAt: '2026-11-27T17:00:00.000Z' }, { at: '2026-11-30T13:00:00.000Z', reachedAt: null }], ...change,
});

describe('the next level of a clock', () => {
  it('is told with whom it goes to and the working time until then', () => {
    expect(nextLevelOf(clock(), calendar, '2026-11-28T10:00:00.000Z')).toEqual({ level: 2, to: 'teamLead', person: 'ana', at: '2026-11-30T13:00:00.000Z', workingSeconds: 4 * 3_600 });
  });
  it.each<[string, Partial<ClockFacts>]>([
    ['while the clock is held', { state: 'paused', levels: [{ at: null, reachedAt: null }, { at: null, reachedAt: null }] }], ['once it is met', { state: 'met', stoppedAt: '2026-11-28T10:00:00.000Z' }], ['where nobody escalates', { chain: [], levels: [] }],
  ])('is none %s', (_, change) => expect(nextLevelOf(clock(change), calendar, '2026-11-28T10:00:00.000Z')).toBeNull());
  it('is none at the moment it comes, which the run tells', () => expect(nextLevelOf(clock(), calendar, '2026-11-30T13:00:00.000Z')).toBeNull());
});
