import { describe, expect, test } from 'vitest';
import { drawFlow, outcomes } from '#test/builders/flow/flow.draw';
import { flow } from '#test/builders/flow/flow.script';

/** One of the ways is sent again while the join has not had both of the round before. */
const rounds = (rest: 'ignore' | 'block') => flow(drawFlow({
  start: 'start', both: 'parallel', again: 'exclusive', a: 'task', b: 'task', join: { kind: 'partial-join', config: { count: 1, rest } }, after: { kind: 'task', config: { outcomes: outcomes('again', 'enough') } }, end: 'end',
}, ['start -> both', 'both -> again', 'again -> a', 'both -> b', 'a.done -> join', 'b.done -> join', 'join -> after', 'after.again -> again', 'after.enough -> end']));

describe('a join that does not wait for all', () => {
  test('lets the next round begin while the last is not whole, and uses up what is late of it', () => {
    const run = rounds('ignore').start();
    run.decide('done', { node: 'a' }).decide('again', { node: 'after' }).decide('done', { node: 'a' });
    run.expectAt('after', 'b');
    run.decide('done', { node: 'b' });
    run.expectAt('after');
    run.decide('enough', { node: 'after' }).expectEnd('completed');
  });

  test('or holds the next round until the last is whole', () => {
    const run = rounds('block').start();
    run.decide('done', { node: 'a' }).decide('again', { node: 'after' }).decide('done', { node: 'a' });
    run.expectAt('b', 'join');
    run.decide('done', { node: 'b' });
    run.expectAt('after');
    run.decide('enough', { node: 'after' }).expectEnd('completed');
  });

  test('owes each round what it lacks: a way that is late twice is used up twice', () => {
    const run = rounds('ignore').start();
    for (let round = 0; round < 3; round += 1) run.decide('done', { node: 'a' }).decide('again', { node: 'after' });
    expect(run.state.memory['s0/join']).toHaveLength(3);
    run.decide('done', { node: 'b' });
    expect(run.state.memory['s0/join']).toHaveLength(2);
  });

  test('makes one of so many, whichever way they come, as often as so many have come', () => {
    const run = flow(drawFlow({
      start: 'start', each: 'parallel', a: 'task', b: 'task', one: { kind: 'partial-join', config: { count: 3, counts: 'tokens', rest: 'cancel' } }, after: 'task', end: 'end', again: 'exclusive',
    }, ['start -> each', 'each -> a', 'each -> a', 'each -> again', 'again ?? -> a', 'each -> b', 'each -> b', 'each -> b', 'a.done -> one', 'b.done -> one', 'one -> after', 'after.done -> end'])).start();
    const open = () => run.tasks().filter(({ node }) => node !== 'after');
    expect(open()).toHaveLength(6);
    for (let left = 6; left > 0; left -= 1) {
      run.act('complete', 'ana', { outcome: 'done' }, { task: open()[0]! });
      expect(run.at().filter((node) => node === 'after')).toHaveLength(Math.floor((7 - left) / 3));
    }
    run.expectAt('after', 'after');
    for (const task of run.tasks()) run.act('complete', 'ana', { outcome: 'done' }, { task });
    run.expectEnd('completed');
  });

  test('or ends them, also those that came within the same step', () => {
    const table = { kind: 'decision-table', config: { resultVariable: 'word', table: { hitPolicy: 'first', inputs: [{ expression: '1' }], outputs: [{ name: 'word' }], rules: [{ tests: ['-'], outputs: ['"x"'] }] } } };
    const run = flow(drawFlow({
      start: 'start', split: 'parallel', a: table, b: table, c: 'task', join: { kind: 'partial-join', config: { count: 1, rest: 'cancel' } }, after: 'task', end: 'end',
    }, ['start -> split', 'split -> a', 'split -> b', 'split -> c', 'a -> join', 'b -> join', 'c.done -> join', 'join -> after', 'after.done -> end'])).start();
    run.expectAt('after');
    run.decide('done', { node: 'after' }).expectEnd('completed');
  });
});
