import { describe, expect, test } from 'vitest';
import { drawFlow, outcomes } from '#test/builders/flow/flow.draw';
import { flow } from '#test/builders/flow/flow.script';

describe('kernel', () => {
  test('runs from start to end in one step', () => {
    flow(drawFlow({ start: 'start', set: 'assign', end: 'end' }, ['start -> set', 'set -> end'])).start().expectEnd();
  });
  test('waits at a task and goes on by its outcome', () => {
    flow(drawFlow({ start: 'start', t: { kind: 'task', config: { outcomes: outcomes('yes', 'no') } }, a: 'timer', end: 'end' }, ['start -> t', 't.yes -> a', 't.no -> end', 'a -> end']))
      .start().expectAt('t').decide('yes').expectAt('a').due().expectEnd();
  });
  test('joins one token of every edge', () => {
    const script = flow(drawFlow({ start: 'start', split: 'parallel', a: 'task', b: 'task', join: 'parallel', end: 'end' },
      ['start -> split', 'split -> a', 'split -> b', 'a.done -> join', 'b.done -> join', 'join -> end'])).start().expectAt('a', 'b');
    script.decide('done', { node: 'b' }).expectAt('a', 'join').decide('done').expectEnd();
    expect(script.log.filter((entry) => entry.type === 'enter' && entry.node === 'end')).toHaveLength(1);
  });
});
