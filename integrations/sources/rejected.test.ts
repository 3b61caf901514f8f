import { describe, expect, it } from 'vitest';
import { phrase } from '#domain/message';
import { entriesOfText, rejectedText } from './rejected.ts';

describe('entries that were not understood', () => {
  const rejected = [{ at: 'alerts[1]', reason: phrase('alarm.expected', { at: 'alerts[1]', expected: phrase('alarm.value.object'), found: '"line\\n"' }), entry: 'line\n' }, { at: 'alerts[2]', reason: phrase('alarm.expected-object'), entry: { labels: {} } }];
  it('are read again as they were kept', () => expect(entriesOfText(rejectedText(rejected)!)).toEqual(['line\n', { labels: {} }]));
  it('are kept with their reasons in English', () => expect(rejectedText(rejected)).toBe(rejected.map(({ at, entry }, index) => JSON.stringify({ at, reason: ['alerts[1]: expected an object, found "line\\n"', 'expected an object'][index], entry })).join('\n')));
  it.each(['', 'no JSON', '{"version":"4","alerts":[]}', '{"at":"a","reason":"r","entry":1,"more":2}', 'null', `${rejectedText(rejected.slice(0, 1))!}\n`])('are not taken for %j, which is a body as it came', (text) => expect(entriesOfText(text)).toBeNull());
});
