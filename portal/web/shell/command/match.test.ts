import { describe, expect, it } from 'vitest';
import { matchScore, ranked } from './match.ts';

describe('a match of typed letters', () => {
  it.each([
    ['New ticket', 'new', true], ['New ticket', 'tick', true], ['New ticket', 'ticket new', true], ['New ticket', 'xyz', false], ['New ticket', 'new xyz', false],
    ['Équipe réseau', 'equipe res', true], ['简体中文', '中文', true], ['الشبكات', 'شبك', true], ['sw-core-2 uplink-2', 'core', true],
  ])('in %j of %j: %j', (words, typed, isFound) => expect(matchScore(words, typed) > 0).toBe(isFound));
  it('nothing typed finds all, in order', () => expect(ranked(['b', 'a'], (word) => word, '  ', 5)).toEqual(['b', 'a']));
  it('puts the beginning before the beginning of a word, and that before the middle', () => {
    expect(ranked(['reopen', 'The open ones', 'Open tickets'], (word) => word, 'open', 5)).toEqual(['Open tickets', 'The open ones', 'reopen']);
  });
  it('answers at most as many as asked', () => expect(ranked(['a1', 'a2', 'a3'], (word) => word, 'a', 2)).toHaveLength(2));
  it('takes what people paste: a pattern is no pattern here', () => expect(matchScore('a.b', '.*')).toBe(0));
});
