import { describe, expect, it } from 'vitest';
import { readTime } from './read-time.ts';

describe('a time of day as it is typed', () => {
  it.each([['8', '08:00'], ['08:30', '08:30'], ['830', '08:30'], ['0830', '08:30'], ['8.30', '08:30'], ['8h30', '08:30'], ['24', '24:00'], ['٠٨:٣٠', '08:30'], [' 17 ', '17:00']])('%s is %s', (typed, time) => expect(readTime(typed)).toBe(time));
  it.each(['', 'noon', '25', '8:60', '24:01', '-8', '8:3'])('%s is none', (typed) => expect(readTime(typed)).toBeNull());
});
