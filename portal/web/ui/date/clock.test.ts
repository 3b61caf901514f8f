import { describe, expect, it } from 'vitest';
import { instantAt, localParts, readClock, stepTime, timeHere, zonedTime } from './clock.ts';

describe('a time of day in a field', () => {
  it.each([['8', '08:00'], ['0830', '08:30'], ['٠٨:٣٠', '08:30'], ['０８：３０', '08:30']])('typed as %s is %s', (typed, time) => expect(readClock(typed)).toBe(time));
  it.each(['24', '24:00', '8:3', ''])('%j is none', (typed) => expect(readClock(typed)).toBeNull());
  it('steps around midnight', () => {
    expect(stepTime('23:50', 15)).toBe('00:05');
    expect(stepTime('00:10', -60)).toBe('23:10');
  });
});

describe('an instant in a field', () => {
  it('is the day and time here, and the same again from them', () => {
    const instant = new Date(2026, 10, 22, 8, 5).toISOString();
    expect(localParts(instant)).toEqual({ day: '2026-11-22', time: '08:05' });
    expect(instantAt('2026-11-22', '08:05')).toBe(instant);
  });
  it('is none while half of it is missing, or is none', () => {
    expect(instantAt('2026-11-22', '')).toBeNull();
    expect(instantAt('', '08:05')).toBeNull();
    expect(localParts('')).toEqual({ day: '', time: '' });
  });
});

describe('a time with its zone, as forms have it', () => {
  it('is written in the reader\'s zone', () => {
    expect(zonedTime('08:30', 0)).toBe('08:30:00Z');
    expect(zonedTime('08:30', 120)).toBe('08:30:00+02:00');
    expect(zonedTime('08:30', -210)).toBe('08:30:00-03:30');
  });
  it('is shown as the reader\'s clock has it then', () => {
    expect(timeHere('08:30:00Z', 120)).toBe('10:30');
    expect(timeHere('08:30:00-03:30', -210)).toBe('08:30');
    expect(timeHere('23:30:00.5+00:00', 60)).toBe('00:30');
    expect(timeHere('08:30:00', 120)).toBe('08:30');
  });
  it.each(['', '25:00:00Z', 'noon'])('%j is none', (text) => expect(timeHere(text, 60)).toBe(''));
});
