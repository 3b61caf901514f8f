import { describe, expect, it } from 'vitest';
import { wordOf } from './log-words.ts';

describe('a line of the token log', () => {
  it.each([
    ['a step that was reached', { type: 'enter', node: 'repair' }, 'log.enter'],
    ['a step that stopped', { type: 'incident', node: 'repair', data: { action: 'opened' } }, 'log.incident'],
    ['a stopped step that was mended', { type: 'incident', node: 'repair', data: { action: 'closed' } }, 'log.incident.closed'],
    ['a timer that fired', { type: 'timer', node: 'pause', data: { action: 'fired' } }, 'log.timer'],
    ['a timer that is only set', { type: 'timer', node: 'pause', data: { action: 'armed' } }, null],
    ['a step whose task was returned', { type: 'cancel', node: 'approve', data: { returned: { to: 'fill', comment: 'Why?' } } }, 'log.returned'],
    ['a step that was ended from outside', { type: 'cancel', node: 'approve', data: { boundary: 'late' } }, 'log.cancel'],
    ['a lock that was granted', { type: 'lock', node: 'repair', data: { action: 'granted' } }, 'log.lock.granted'],
    ['a lock that was taken by force', { type: 'lock', node: 'repair', data: { action: 'freed' } }, 'log.lock.freed'],
    ['a lock that is only asked for', { type: 'lock', node: 'repair', data: { action: 'asked' } }, null],
    ['bookkeeping', { type: 'variables', node: null, data: { set: {} } }, null],
    ['what happened at no step', { type: 'incident', node: null, data: { action: 'opened' } }, null],
  ] as const)('tells %s by its word, or not at all', (_, line, word) => expect(wordOf(line)).toBe(word));
});
