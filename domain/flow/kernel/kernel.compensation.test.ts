import { describe, expect, test } from 'vitest';
import { drawFlow, outcomes, type NodeDrawing } from '#test/builders/flow/flow.draw';
import { flow } from '#test/builders/flow/flow.script';
import { nodeKinds } from '../nodes/index.ts';
import { checkFlow, hasErrors } from '../rules/index.ts';
import { checkSoundness } from '../soundness/soundness.ts';

const judge: NodeDrawing = { kind: 'task', config: { outcomes: outcomes('ok', 'no') } };
/** `book` and what undoes it; then `judge`, which takes back or does not. */
const drawn = (book: NodeDrawing, edges: string[], more: Record<string, NodeDrawing> = {}, undo: NodeDrawing = 'task') => drawFlow({
  start: 'start', book, unbook: { kind: 'boundary-take-back', attachedTo: 'book' }, undo, undone: 'end', judge, back: 'take-back', after: 'task', end: 'end', ...more,
}, ['start -> book', 'unbook -> undo', 'judge.ok -> end', 'judge.no -> back', 'back -> after', 'after.done -> end', ...edges], { variables: { n: { type: 'number', initial: 0 } } });
const plain = drawn('task', ['book.done -> judge', 'undo.done -> undone']);

describe('what was done', () => {
  test('is taken back once, and is sound as it is drawn', () => {
    expect(hasErrors(checkFlow(plain, nodeKinds)), JSON.stringify(checkFlow(plain, nodeKinds))).toBe(false);
    expect(checkSoundness(plain, nodeKinds)).toMatchObject({ verdict: 'sound', findings: [] });
    const file = drawn('task', ['book.done -> judge', 'undo.done -> undone', 'again -> end'], { again: 'take-back', after: { kind: 'task', config: { outcomes: outcomes('done', 'more') } } });
    file.edges['more'] = { from: 'after', to: 'again', outcome: 'more' };
    flow(file).start().decide('done').decide('no').expectAt('back', 'undo').decide('done').expectAt('after').decide('more').expectEnd();
  });

  test('as often as it was done, the last first', () => {
    const file = drawn(judge, ['book.ok -> judge', 'book.no -> book', 'undo.done -> undone']);
    expect(checkSoundness(file, nodeKinds).verdict).toBe('sound');
    const run = flow(file).start().decide('no').decide('no').decide('ok').decide('no');
    expect(run.state.scopes['s0']!.compensation).toHaveLength(2);
    for (const _time of [1, 2, 3]) run.expectAt('back', 'undo').decide('done');
    run.expectAt('after');
  });

  test('is nothing where it failed, was ended from outside, or was not reached', () => {
    const activity = drawn('activity', ['book -> judge', 'book.failed -> judge', 'undo.done -> undone']);
    flow(activity).start().fail().decide('no').expectAt('after');
    flow(activity).start().done().decide('no').expectAt('back', 'undo');
    const ended = drawn('task', ['book.done -> judge', 'stop -> judge', 'undo.done -> undone'], { stop: { kind: 'boundary-message', attachedTo: 'book' } });
    flow(ended).start().message('stop').decide('no').expectAt('after');
  });

  test('in a scope that was ended is gone with it; of one that completed it is taken back from around', () => {
    const inside = { in: { kind: 'start', scope: 'box' }, book: { kind: 'task', scope: 'box' }, unbook: { kind: 'boundary-take-back', attachedTo: 'book', scope: 'box' }, undo: { kind: 'task', scope: 'box' }, undone: { kind: 'end', scope: 'box' }, wait: { kind: 'task', scope: 'box' }, out: { kind: 'end', scope: 'box' } };
    const file = drawFlow({ start: 'start', box: 'scope', ...inside, stop: { kind: 'boundary-message', attachedTo: 'box' }, judge, back: 'take-back', after: 'task', end: 'end' },
      ['start -> box', 'in -> book', 'book.done -> wait', 'wait.done -> out', 'unbook -> undo', 'undo.done -> undone', 'box -> judge', 'stop -> judge', 'judge.ok -> end', 'judge.no -> back', 'back -> after', 'after.done -> end']);
    expect(checkSoundness(file, nodeKinds)).toMatchObject({ verdict: 'sound', findings: [] });
    flow(file).start().decide('done').message('stop').decide('no').expectAt('after');
    flow(file).start().decide('done', { node: 'book' }).decide('done', { node: 'wait' }).decide('no').expectAt('back', 'undo').decide('done').expectAt('after');
  });

  test('stays to be taken back when undoing it stops with an incident', () => {
    const file = drawn('task', ['book.done -> judge', 'undo -> undone'], {}, 'activity');
    const run = flow(file).start().decide('done').decide('no').expectAt('back', 'undo').fail();
    run.incident('ACTIVITY_FAILED');
    run.mend('retry').expectAt('back', 'undo').done().expectAt('after');
  });

  test('changes variables where they are', () => {
    const run = flow(drawn('task', ['book.done -> judge', 'undo -> undone'], {}, { kind: 'assign', config: { set: [{ variable: 'n', value: 'n + 1' }] } })).start().decide('done').decide('no').expectAt('after');
    expect(run.variable('n')).toBe(1);
  });
});
