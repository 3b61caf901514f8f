import { describe, expect, it } from 'vitest';
import { calendarOf, workweek } from '#test/builders/sla.builder';
import { applyClockEvent, newClock, type ClockFacts, type NewClock } from './clock.ts';
import { nearestDeadline } from './clock.deadline.ts';
import { withDeadlines } from './due.ts';
import { clockImpact, recountClocks } from './recount.ts';

const office = calendarOf('UTC', workweek('08:00-18:00'), {}, 'office');
const long = calendarOf('UTC', workweek('06:00-22:00'), {}, 'office');
const short = calendarOf('UTC', workweek('10:00-12:00'), {}, 'office');
const closed = calendarOf('UTC', workweek('08:00-18:00'), { holidays: [{ date: '01-01', until: '12-31' }] }, 'office');

const start = '2026-01-05T16:00:00.000Z';
const running = (given: Partial<NewClock> = {}, at = start): ClockFacts =>
  withDeadlines(applyClockEvent(newClock({ id: 'p/resolution', kind: 'resolution', policyId: 'p', calendarId: 'office', target: 'PT4H', warn: '75%', ...given }), { type: 'start', at: start }), office, at);
const clock = running();

describe('clocks after their calendar was edited', () => {
  it('move with it: due and warning, nothing else of the facts', () => {
    expect(clock.dueAt).toBe('2026-01-06T10:00:00.000Z');
    const { clocks, hasMoved, isUrgent } = recountClocks([clock], 'office', long, start);
    expect(clocks).toEqual([{ ...clock, dueAt: '2026-01-05T20:00:00.000Z', warnAt: '2026-01-05T19:00:00.000Z' }]);
    expect([hasMoved, isUrgent]).toEqual([true, true]);
  });
  it('move their levels with it, those that were reached kept', () => {
    const chain = [{ at: '10%', to: 'assignee', person: null, missing: null, actions: ['notify'] }, { at: '50%', to: 'teamLead', person: 'ana', missing: null, actions: ['notify'] }, { at: 'PT1H', to: 'teamManager', person: 'bo', missing: null, actions: ['notify'] }] as const;
    const reached = applyClockEvent(running({ chain }), { type: 'escalated', at: '2026-01-05T16:24:00.000Z', level: 0 });
    expect(reached.levels!.map(({ at }) => at)).toEqual(['2026-01-05T16:24:00.000Z', '2026-01-05T18:00:00.000Z', '2026-01-06T11:00:00.000Z']);
    const { clocks: [later] } = recountClocks([reached], 'office', short, start);
    expect(later!.levels).toEqual([{ at: '2026-01-06T10:24:00.000Z', reachedAt: '2026-01-05T16:24:00.000Z' }, { at: '2026-01-06T12:00:00.000Z', reachedAt: null }, { at: '2026-01-08T11:00:00.000Z', reachedAt: null }]);
  });
  it('whose level after a breach comes sooner than the run waits for are urgent by it', () => {
    const chain = [{ at: 'PT1H', to: 'teamManager', person: 'bo', missing: null, actions: ['notify'] }] as const;
    const late = running({ chain }, '2026-01-06T10:30:00.000Z');
    expect([late.state, nearestDeadline([late])!.at]).toEqual(['breached', '2026-01-06T11:00:00.000Z']);
    expect(recountClocks([late], 'office', long, '2026-01-06T10:30:00.000Z')).toMatchObject({ hasMoved: true, isUrgent: true, clocks: [{ levels: [{ at: '2026-01-05T21:00:00.000Z', reachedAt: null }] }] });
  });
  it('that are due later tell nobody: the timer of the run looks again', () => {
    const { hasMoved, isUrgent, clocks } = recountClocks([clock], 'office', short, start);
    expect([hasMoved, isUrgent]).toEqual([true, false]);
    expect(nearestDeadline(clocks)!.at > nearestDeadline([clock])!.at).toBe(true);
  });
  it('do not move a second time', () => {
    const once = recountClocks([clock], 'office', long, start);
    expect(recountClocks(once.clocks, 'office', long, start)).toMatchObject({ hasMoved: false, isUrgent: false });
  });
  it.each([
    ['of another calendar', running({ calendarId: 'other' })],
    ['held', applyClockEvent(clock, { type: 'pause', at: '2026-01-05T17:00:00.000Z', reason: 'waiting' })],
    ['stopped', applyClockEvent(clock, { type: 'stop', at: '2026-01-05T17:00:00.000Z' })],
    ['cancelled', applyClockEvent(clock, { type: 'cancel', at: '2026-01-05T17:00:00.000Z', reason: 'merged' })],
    ['not started', newClock({ id: 'p/step', kind: 'step', policyId: 'p', calendarId: 'office', target: 'PT4H' })],
  ])('%s stay as they are', (_, facts) => {
    expect(recountClocks([facts], 'office', long, start)).toEqual({ clocks: [facts], hasMoved: false, isUrgent: false, unanswered: 0 });
  });
  it('whose target is used up by now are urgent: the run says so', () => {
    expect(recountClocks([clock], 'office', long, '2026-01-05T21:00:00.000Z')).toMatchObject({ hasMoved: true, isUrgent: true });
  });
  it('keep a breach that happened, and are judged anew where the SLA says so', () => {
    const late = '2026-01-06T11:00:00.000Z';
    const [stays, follows] = [running({}, late), running({ switches: { pastBreach: 'follows' } }, late)];
    expect([stays.breachedAt, follows.breachedAt]).toEqual(['2026-01-06T10:00:00.000Z', '2026-01-06T10:00:00.000Z']);
    expect(recountClocks([stays], 'office', short, late)).toMatchObject({ isUrgent: false, clocks: [{ breachedAt: stays.breachedAt, state: stays.state }] });
    expect(recountClocks([follows], 'office', short, late)).toMatchObject({ isUrgent: true });
  });
  it('whose calendar gives no answer any more stay as they were, and are counted', () => {
    expect(recountClocks([clock], 'office', closed, start)).toEqual({ clocks: [clock], hasMoved: false, isUrgent: false, unanswered: 1 });
  });
});

describe('what an edit would change', () => {
  it.each([
    ['an earlier due', long, start, { movesMs: -14 * 3_600_000, isNewlyBreached: false, isNoLongerAtRisk: false }],
    ['a breach', long, '2026-01-05T21:00:00.000Z', { isNewlyBreached: true }],
    ['no risk any more', short, '2026-01-06T09:30:00.000Z', { isNewlyBreached: false, isNoLongerAtRisk: true }],
  ])('is told: %s', (_, after, at, expected) => {
    expect(clockImpact(clock, office, after, at)).toMatchObject({ clockId: 'p/resolution', dueBefore: clock.dueAt, ...expected });
  });
  it('is nothing where due stays, where a clock is held, and where it has breached', () => {
    expect(clockImpact(clock, office, office, start)).toBeNull();
    expect(clockImpact(applyClockEvent(clock, { type: 'pause', at: start, reason: '' }), office, long, start)).toBeNull();
    expect(clockImpact(running({}, '2026-01-06T11:00:00.000Z'), office, long, '2026-01-06T11:00:00.000Z')).toBeNull();
  });
  it('is an unknown due where the calendar would give no answer', () => {
    expect(clockImpact(clock, office, closed, start)).toMatchObject({ dueBefore: clock.dueAt, dueAfter: null, movesMs: 0 });
  });
});
