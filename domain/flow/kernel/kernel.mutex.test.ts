import { describe, expect, test } from 'vitest';
import { drawFlow, type NodeDrawing } from '#test/builders/flow/flow.draw';
import { flow } from '#test/builders/flow/flow.script';
import { nodeKinds } from '../nodes/index.ts';
import { checkSoundness } from '../soundness/soundness.ts';

const alone = (more: Partial<Exclude<NodeDrawing, string>> = {}): NodeDrawing => ({ kind: 'task', mutex: 'room', ...more });
const side = (a: NodeDrawing, b: NodeDrawing, c: NodeDrawing = alone(), more: Record<string, NodeDrawing> = {}, edges: string[] = []) => drawFlow(
  { start: 'start', split: 'parallel', a, b, c, join: 'parallel', end: 'end', ...more }, ['start -> split', 'split -> a', 'split -> b', 'split -> c', ...(edges.length > 0 ? edges : ['a.done -> join', 'b.done -> join', 'c.done -> join']), 'join -> end']);

describe('steps of which one is done at a time', () => {
  test('are done in the order in which they were come to, and the flow is sound', () => {
    const file = side(alone(), alone(), alone());
    expect(checkSoundness(file, nodeKinds)).toMatchObject({ verdict: 'sound', findings: [] });
    const run = flow(file).start().expectAt('a', 'b', 'c');
    for (const open of ['a', 'b', 'c']) {
      expect(run.tasks().map(({ node }) => node)).toEqual([open]);
      run.decide('done');
    }
    run.expectEnd();
  });

  test('do not hold up what has another word, or none', () => {
    expect(flow(side(alone(), alone({ mutex: 'other' }), 'task')).start().tasks().map(({ node }) => node)).toEqual(['a', 'b', 'c']);
  });

  test('a scope holds it as long as it lives; what is inside by the same word is not shut out by it', () => {
    const inside: Record<string, NodeDrawing> = { in: { kind: 'start', scope: 'a' }, x: alone({ scope: 'a' }), y: { kind: 'task', scope: 'a' }, out: { kind: 'end', scope: 'a' } };
    const run = flow(side({ kind: 'scope', mutex: 'room' }, alone(), 'task', inside, ['in -> x', 'x.done -> y', 'y.done -> out', 'a -> join', 'b.done -> join', 'c.done -> join'])).start();
    expect(run.tasks().map(({ node }) => node).sort()).toEqual(['c', 'x']);
    run.decide('done', { node: 'x' });
    expect(run.tasks().map(({ node }) => node).sort()).toEqual(['c', 'y']);
    run.decide('done', { node: 'y' });
    expect(run.tasks().map(({ node }) => node).sort()).toEqual(['b', 'c']);
  });

  test('the times of a repeated step are one holder', () => {
    const run = flow(side(alone({ repeat: { mode: 'parallel', count: '2' } }), alone(), 'task', {}, ['a -> join', 'b.done -> join', 'c.done -> join'])).start();
    expect(run.tasks().map(({ node }) => node).sort()).toEqual(['a', 'a', 'c']);
  });

  test('one that is ended lets the next in, and one that waits is ended like any other', () => {
    const stop: NodeDrawing = { kind: 'boundary-message', attachedTo: 'a', config: { message: 'stop' } };
    const file = side(alone(), alone(), alone(), { stop, merge: 'exclusive' }, ['a.done -> merge', 'stop -> merge', 'merge ?? -> join', 'b.done -> join', 'c.done -> join']);
    expect(flow(file).start().message('stop').tasks().map(({ node }) => node)).toEqual(['b']);
    const cancelled = flow(file).start().send({ type: 'cancel', reason: 'x', by: { kind: 'person', id: 'ana' } });
    expect([cancelled.state.status, cancelled.state.tokens]).toEqual(['cancelled', {}]);
  });

  test('two scopes that wait for each other are found before they are published', () => {
    const inside = (host: string, first: string, word: string): Record<string, NodeDrawing> => ({ [`in${host}`]: { kind: 'start', scope: host }, [`t${host}`]: { kind: 'task', scope: host }, [first]: { kind: 'task', scope: host, mutex: word }, [`out${host}`]: { kind: 'end', scope: host } });
    const file = drawFlow({ start: 'start', split: 'parallel', a: { kind: 'scope', mutex: 'one' }, ...inside('a', 'a2', 'two'), b: { kind: 'scope', mutex: 'two' }, ...inside('b', 'b2', 'one'), join: 'parallel', end: 'end' },
      ['start -> split', 'split -> a', 'split -> b', 'ina -> ta', 'ta.done -> a2', 'a2.done -> outa', 'inb -> tb', 'tb.done -> b2', 'b2.done -> outb', 'a -> join', 'b -> join', 'join -> end']);
    expect(checkSoundness(file, nodeKinds)).toMatchObject({ verdict: 'unsound', findings: expect.arrayContaining([expect.objectContaining({ code: 'never-ends' })]) as unknown });
  });
});
