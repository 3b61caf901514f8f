import { describe, expect, it } from 'vitest';
import { commandIdOf, givenIdOf } from './command-id.ts';

describe('ids of commands', () => {
  it('are each person\'s own, whatever a client or a name makes of them', () => {
    expect(commandIdOf('ana', 'x')).not.toBe(commandIdOf('ben', 'x'));
    expect(commandIdOf('a', 'b/c')).not.toBe(commandIdOf('a/b', 'c'));
    for (const id of ['effect/e1#1', 'timer/t1/now', 'alarm-group/g/1/2']) expect(commandIdOf('ana', id)).toMatch(/^by\/ana\//);
  });
  it('tell the id that was given', () => {
    for (const id of ['8d1f', 'effect/e1#1', 'a\nb']) expect(givenIdOf(commandIdOf('ana/silva', id))).toBe(id);
    expect(givenIdOf('timer/t1/now')).toBe('timer/t1/now');
  });
});
