import { describe, expect, it } from 'vitest';
import type { ClockView } from '#domain/ticket/ticket.schema';
import { textsOf } from '../shell/texts/texts.ts';
import { clockFace, pressingClock } from '#domain/sla/clock.face';
import { durationText, targetText, workingText } from '#domain/sla/duration.words';
import { escalationTargets } from '#domain/sla/escalation';
import { nextLevelText } from '#domain/sla/next-level.words';
import { agoText } from './time.ts';

const clock = (change: Partial<ClockView> = {}): ClockView => ({
  id: 'c', kind: 'resolution', state: 'running', target: 'PT4H', startedAt: '2026-11-20T08:00:00.000Z', dueAt: '2026-11-20T12:00:00.000Z', warnAt: null, stoppedAt: null, breachedAt: null, pauseReason: null,
  holdSeconds: 0, elapsedSeconds: 3600, calendarId: 'office', policyId: 'p', remainingSeconds: 10_800, asOf: '2026-11-20T09:00:00.000Z', explain: [], ...change,
});

describe('a clock chip', () => {
  it('draws what is left of the target', () => expect(clockFace(clock())).toEqual({ tone: 'calm', share: 0.75, seconds: 10_800 }));
  it('turns amber when less than a quarter is left, not at a quarter', () => {
    expect(clockFace(clock({ elapsedSeconds: 10_800, remainingSeconds: 3_600 })).tone).toBe('calm');
    expect(clockFace(clock({ elapsedSeconds: 10_801, remainingSeconds: 3_599 })).tone).toBe('near');
  });
  it('turns red after due and says by how much', () => expect(clockFace(clock({ state: 'breached', elapsedSeconds: 16_500, remainingSeconds: -2_100, breachedAt: '2026-11-20T12:00:00.000Z' }))).toEqual({ tone: 'late', share: 0, seconds: -2_100 }));
  it('is red from the moment of due, also before the breach was written down', () => expect(clockFace(clock({ remainingSeconds: -1 })).tone).toBe('late'));
  it('holds the ring while paused', () => expect(clockFace(clock({ state: 'paused', dueAt: null }))).toEqual({ tone: 'paused', share: 0.75, seconds: 10_800 }));
  it('stays late when it is paused after its breach', () => expect(clockFace(clock({ state: 'paused', breachedAt: '2026-11-20T12:00:00.000Z', remainingSeconds: -60 })).tone).toBe('late'));
  it('keeps a missed clock apart from a late one that still runs', () => expect(clockFace(clock({ state: 'breached', stoppedAt: '2026-11-20T13:00:00.000Z' })).tone).toBe('missed'));
  it('shows the clock with the least time left', () => expect(pressingClock([clock({ id: 'a' }), clock({ id: 'b', remainingSeconds: 60 }), clock({ id: 'c', state: 'met', stoppedAt: '2026-11-20T08:10:00.000Z', remainingSeconds: 5 })])?.id).toBe('b'));
  it('shows a paused clock when none counts, and nothing when all are done', () => {
    expect(pressingClock([clock({ id: 'a', state: 'met', stoppedAt: 'x' }), clock({ id: 'p', state: 'paused' })])?.id).toBe('p');
    expect(pressingClock([clock({ state: 'met', stoppedAt: 'x' })])).toBeNull();
  });
});

describe('the next level of escalation', () => {
  it('is said with whom it goes to, and in working time', () => expect(nextLevelText({ level: 2, to: 'teamLead', workingSeconds: 7_200 }, textsOf('en'))).toBe('Level 2: to the team lead in 2 h of working time'));
  it.each(['en', 'zh', 'ar'] as const)('is said of everybody it may go to in %s', (locale) => {
    const said = escalationTargets.map((to) => nextLevelText({ level: 1, to, workingSeconds: 5_400 }, textsOf(locale)));
    expect(new Set(said).size).toBe(escalationTargets.length);
    for (const text of said) expect(text).not.toMatch(/[{}]|undefined/);
  });
});

describe('times in words', () => {
  const texts = textsOf('en');
  it.each([[7_800, '2 h 10 m'], [-2_100, '-35 m'], [7_200, '2 h'], [90_000, '1 d 1 h'], [172_800, '2 d'], [59, '59 s'], [0, '0 s'], [-0.4, '0 s'], [3_599, '59 m']])('says %d s as %s', (seconds, text) => expect(durationText(seconds, texts)).toBe(text));
  it.each([[108_000, '30 h'], [7_800, '2 h 10 m'], [-2_100, '-35 m'], [400_000, '111 h'], [20, '20 s'], [0, '0 s']])('says %d s of working time as %s', (seconds, text) => expect(workingText(seconds, texts)).toBe(text));
  it.each([['PT4H', '4 h'], ['PT15M', '15 m'], ['P1D', '1 working day'], ['P2DT4H', '2 working days 4 h'], ['soon', 'soon'], ['P', 'P']])('says the target %s as %s', (target, text) => expect(targetText(target, texts)).toBe(text));
  it.each([[30, 'just now'], [50, '1 m ago'], [-7_200, 'in 2 h'], [90_000, '1 d ago'], [5_300, '1 h ago']])('says %d s past as %s', (seconds, text) => expect(agoText(0, seconds * 1000, texts)).toBe(text));
});
