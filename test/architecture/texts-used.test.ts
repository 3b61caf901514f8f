/** Every text of the portal is shown somewhere: a key nobody asks for, by name or by a pattern of names, is taken out of all three languages. */
import { describe, expect, it } from 'vitest';
import { textKeys } from '#web/shell/texts/texts.ts';
import { isTest, layers, sourcesIn } from './sources.ts';

/** Keys that code names, and the patterns it makes keys by: `severity.${level}`. Of templates with other characters than keys have, nothing. */
function askedIn(text: string): { keys: Set<string>; patterns: RegExp[] } {
  const keys = new Set([...text.matchAll(/['"`]([\w.-]+)['"`]/g)].map((one) => one[1]!));
  const made = [...text.matchAll(/`([^`\n]*\$\{[^`\n]*)`/g)].map((one) => one[1]!.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '*')).filter((one) => /^[\w.*-]+$/.test(one) && /[a-z]\.|\.[a-z]/i.test(one));
  return { keys, patterns: [...new Set(made)].map((one) => new RegExp(`^${one.replace(/[.-]/g, '\\$&').replaceAll('*', '[\\w.-]+')}$`)) };
}

describe('texts', () => {
  it('are found where code asks for them, by name and by pattern', () => {
    const asked = askedIn('t(\'a.b\'); t(`state.${group.state}`); `${a} of b.c`');
    expect([asked.keys.has('a.b'), asked.patterns.map((one) => one.test('state.open')), asked.patterns.some((one) => one.test('b.c'))]).toEqual([true, [true], false]);
  });
  it('are all shown somewhere', () => {
    const sources = sourcesIn(layers, /\.(tsx?|hbs)$/).filter((source) => !isTest(source) && !/^(portal\/web\/shell|domain)\/texts\//.test(source.path));
    const { keys, patterns } = askedIn(sources.map(({ text }) => text).join('\n'));
    // What errors, findings and phrases say is asked for by their codes (messages.test.ts).
    expect(textKeys.filter((key) => !/^(fault|finding|phrase)\./.test(key) && !keys.has(key) && !patterns.some((pattern) => pattern.test(key)))).toEqual([]);
  });
});
