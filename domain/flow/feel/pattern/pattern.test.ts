import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern, findMatch, hasMatch } from './pattern.match.ts';
import { sayParam } from '../../../message.ts';
import { PatternRefusal } from './pattern.syntax.ts';

const spans = (source: string, text: string, flags = ''): (string | undefined)[] | null => {
  const chars = Array.from(text);
  const match = findMatch(compilePattern(source, flags), chars, 0, () => undefined);
  return match && Array.from({ length: match.length / 2 }, (_, i) => ((match[i * 2] ?? -1) < 0 ? undefined : chars.slice(match[i * 2], match[i * 2 + 1]).join('')));
};
const problemOf = (source: string): string => {
  try {
    compilePattern(source);
    return 'accepted';
  } catch (refusal) {
    return refusal instanceof PatternRefusal ? sayParam(refusal.problem) : 'crashed';
  }
};

describe('patterns that are refused', () => {
  it.each(['^(a+)+$', '(a*)*', '(a|a)*', '(a|ab)*', '(a|ab)*c', '(a+)*b', '([a-z]+)*', '(\\w+\\s*)*', '(a*)?', '(|a)?', '(.*,)*', '(a?)*', '((a+)b?)+', '(a{1,}){2,}', '(x+x+)+y', '(\\d+|\\d+a)+', '([A-Za-z]|[a-c])*', '(?:a+){10}', '(a|b|ab)+', '(\\p{L}+)+', '(?=(a+)+b)'])('%s, for being readable in several ways', (source) => {
    expect(problemOf(source)).toMatch(/repetition/);
  });
  it('(a|A)* when case does not matter', () => {
    expect(problemOf('(a|A)*')).toBe('accepted');
    expect(() => compilePattern('(a|A)*', 'i')).toThrow(PatternRefusal);
  });
  it.each<[string, RegExp]>([
    ['(a)\\1', /back/], ['(?<n>a)\\k<n>', /back/], ['(?<=a)b', /behind/], ['(?<!a)b', /behind/], ['(', /no "\)"/], [')', /no "\("/], ['[a', /too early/], ['[z-a]', /order/], ['a**', /follow/], ['*a', /nothing to repeat/], ['a{3,1}', /wrong way/], ['a{9999}', /beyond/],
    ['(?:a[bc]){999}(?:a[bc]){999}(?:a[bc]){999}', /too large/], ['a'.repeat(1_001), /longer/], ['('.repeat(40) + ')'.repeat(40), /nested deeper/], ['\\q', /meaning/], ['\\p{Nonsense}', /property/], ['{', /must be written/], ['(?i)a', /unknown/], ['\\u{110000}', /code/],
  ])('%s', (source, problem) => {
    expect(problemOf(source)).toMatch(problem);
  });
  it.each(['^[a-z]+(-[a-z]+)*$', '^(\\d{1,3}\\.){3}\\d{1,3}$', '^((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)$', '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$', '^(?=.*[A-Z])(?=.*\\d).{8,}$', '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$', '(https?|ftp)://\\S+', '^(\\+\\d{1,3} )?\\d+$', '(\\d+,)*\\d+', '^\\p{L}+$', '([A-Z][a-z]*\\s?)+', '.*a.*b.*c'])('but %s is not', (source) => {
    expect(problemOf(source)).toBe('accepted');
  });
});

describe('matching', () => {
  it.each<[string, string, string]>([
    ['(a)(b)?', 'ac', ''], ['(a|ab)(c|bcd)(d*)', 'abcd', ''], ['a+?', 'aaa', ''], ['^b', 'a\nb', 'm'], ['a.c', 'a\nc', 's'], ['a.c', 'a\nc', ''], ['[^a]', 'ab', ''], ['\\bfoo\\b', 'a foo b', ''], ['(?!a)[a-z]', 'ab', ''], ['(?=b)[a-z]', 'ab', ''],
    ['x*', 'aaa', ''], ['(a)|(b)', 'b', ''], ['[\\d-]+', '12-34', ''], ['\\u0041\\x42', 'AB', ''], ['\\u{1F600}', 'x\u{1F600}', ''], ['[\\u{1F600}-\\u{1F64F}]', '\u{1F601}', ''], ['É', 'é', 'i'], ['[^é]', 'É', 'i'], ['a{2,3}', 'aaaa', ''], ['a{2,3}?', 'aaaa', ''], ['(ab){2}', 'abab', ''], ['$', 'a', ''], ['a|', 'b', ''], ['\\S+\\s', 'ab c', ''], ['\\Bo', 'foo', ''],
  ])('%s on %j with flags "%s" as the platform has it', (source, text, flags) => {
    const platform = new RegExp(source, `u${flags}`).exec(text);
    expect(spans(source, text, flags)).toEqual(platform && [...platform]);
  });

  it('agrees with the platform on random patterns and texts', () => {
    const atom = fc.oneof(fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '\\w', '\\d', '^', '$', '\\b'));
    const pattern = fc.letrec<{ p: string }>((tie) => ({
      p: fc.oneof({ maxDepth: 3 }, atom,
        fc.array(tie('p'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
        fc.tuple(tie('p'), tie('p')).map(([a, b]) => `(${a}|${b})`),
        fc.tuple(tie('p'), fc.constantFrom('*', '+', '?', '*?', '+?', '{1,2}')).map(([a, q]) => `(?:${a})${q}`),
        fc.tuple(fc.constantFrom('=', '!'), tie('p')).map(([sign, a]) => `(?${sign}${a})`)),
    })).p;
    let compared = 0;
    fc.assert(fc.property(pattern, fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', ' '), maxLength: 12 }), (source, text) => {
      let ours: (string | undefined)[] | null;
      try {
        ours = spans(source, text);
      } catch (refusal) {
        expect(refusal).toBeInstanceOf(PatternRefusal);
        return;
      }
      compared += 1;
      const platform = new RegExp(source, 'u').exec(text);
      // A group inside a repetition: the platform forgets it in each round, XPath and we keep its last text. The whole match must agree.
      expect(ours?.[0]).toEqual(platform?.[0]);
      expect(hasMatch(compilePattern(source), Array.from(text), () => undefined)).toBe(platform !== null);
    }), { numRuns: 2_000, seed: 11 });
    expect(compared).toBeGreaterThan(800);
  }, 60_000);

  it('spends work in proportion to the text, also where a backtracking matcher would double it', () => {
    const work = (length: number): number => {
      let spent = 0;
      findMatch(compilePattern('^(a|b)*a.*a.*a.*c$'), Array.from('a'.repeat(length)), 0, (more) => { spent += more; });
      return spent;
    };
    expect(work(2_000) / work(1_000)).toBeLessThan(2.1);
  });
});
