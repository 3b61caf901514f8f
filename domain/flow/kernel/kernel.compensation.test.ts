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

describe('a part that begins by an event', () => {
  const file = drawFlow({
    start: 'start', book: 'task', unbook: { kind: 'boundary-take-back', attachedTo: 'book' }, undo: 'task', undone: 'end', wait: 'task', end: 'end',
    part: { kind: 'event-scope-message', config: { message: 'stop' } }, begin: { kind: 'start', scope: 'part' }, call: { kind: 'task', scope: 'part' }, uncall: { kind: 'boundary-take-back', attachedTo: 'call', scope: 'part' }, hang: { kind: 'task', scope: 'part' }, hung: { kind: 'end', scope: 'part' }, back: { kind: 'take-back', scope: 'part' }, over: { kind: 'end', scope: 'part' },
  }, ['start -> book', 'book.done -> wait', 'wait.done -> end', 'unbook -> undo', 'undo.done -> undone', 'begin -> call', 'call.done -> back', 'uncall -> hang', 'hang.done -> hung', 'back -> over']);

  test('takes back what it did, then what was done around it', () => {
    expect(checkSoundness(file, nodeKinds)).toMatchObject({ verdict: 'sound', findings: [] });
    flow(file).start().decide('done', { node: 'book' }).message('stop').decide('done', { node: 'call' }).expectAt('part', 'back', 'hang').decide('done').expectAt('part', 'back', 'undo').decide('done').expectEnd();
  });

  test('in a run of a kernel before, only what it did', () => {
    const run = flow(file);
    run.state = { ...run.state, kernel: '1.1.0' };
    run.start().decide('done', { node: 'book' }).message('stop').decide('done', { node: 'call' }).expectAt('part', 'back', 'hang').decide('done').expectEnd();
  });
});

describe('a scope that is undone by a part of its own', () => {
  const inside: Record<string, NodeDrawing> = {
    in: { kind: 'start', scope: 'box' }, fly: { kind: 'task', scope: 'box' }, sleep: { kind: 'task', scope: 'box' }, out: { kind: 'end', scope: 'box' },
    unfly: { kind: 'boundary-take-back', attachedTo: 'fly', scope: 'box' }, flight: { kind: 'task', scope: 'box' }, flown: { kind: 'end', scope: 'box' },
    unsleep: { kind: 'boundary-take-back', attachedTo: 'sleep', scope: 'box' }, hotel: { kind: 'task', scope: 'box' }, slept: { kind: 'end', scope: 'box' },
    part: { kind: 'event-scope-take-back', scope: 'box' }, begin: { kind: 'start', scope: 'part' }, first: { kind: 'take-back', scope: 'part', config: { step: 'fly' } }, tell: { kind: 'task', scope: 'part' }, told: { kind: 'end', scope: 'part' },
  };
  const ways = ['start -> box', 'in -> fly', 'fly.done -> sleep', 'sleep.done -> out', 'unfly -> flight', 'flight.done -> flown', 'unsleep -> hotel', 'hotel.done -> slept', 'begin -> first', 'box -> judge', 'judge.ok -> end', 'judge.no -> back', 'back -> after', 'after.done -> end'];
  const booking = (more: Record<string, NodeDrawing> = {}, edges: string[] = ['first -> tell', 'tell.done -> told'], box: NodeDrawing = 'scope') =>
    drawFlow({ start: 'start', box, ...inside, judge, back: 'take-back', after: 'task', end: 'end', ...more }, [...ways, ...edges]);
  const done = (run: ReturnType<typeof flow>) => run.start().decide('done', { node: 'fly' }).decide('done', { node: 'sleep' });

  test('is undone by it alone, in the order it says; what it leaves out is left', () => {
    const file = booking();
    expect(checkFlow(file, nodeKinds).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(checkSoundness(file, nodeKinds).findings.map(({ code, node }) => [code, node])).toEqual(['hotel', 'slept', 'unsleep'].map((node) => ['dead-node', node]));
    done(flow(file)).decide('no').expectAt('back', 'part', 'first', 'flight').decide('done').expectAt('back', 'part', 'tell').decide('done').expectAt('after').decide('done').expectEnd();
    done(flow(file)).decide('ok').expectEnd();
  });

  test('all of what was done in it, the last first, where it asks for all', () => {
    const file = booking({ first: { kind: 'take-back', scope: 'part' } });
    expect(checkSoundness(file, nodeKinds)).toMatchObject({ verdict: 'sound', findings: [] });
    done(flow(file)).decide('no').expectAt('back', 'part', 'first', 'hotel').decide('done').expectAt('back', 'part', 'first', 'flight').decide('done').expectAt('back', 'part', 'tell').decide('done').expectAt('after');
  });

  test('not while it is alive, nor where it was ended', () => {
    const file = booking({ stop: { kind: 'boundary-message', attachedTo: 'box' } }, ['first -> tell', 'tell.done -> told', 'stop -> judge']);
    flow(file).start().decide('done', { node: 'fly' }).message('stop').decide('no').expectAt('after');
  });

  test('as often as it was done, with its variables as they were', () => {
    const file = booking({ first: { kind: 'take-back', scope: 'part' }, tell: { kind: 'assign', scope: 'part', config: { set: [{ variable: 'log', value: 'append(log, city)' }] } } }, ['first -> tell', 'tell -> told'], { kind: 'scope', repeat: { mode: 'sequential', items: '["Bonn", "Lima"]', item: 'city' } });
    file.variables['log'] = { type: 'list', initial: [] };
    const run = done(flow(file)).decide('done', { node: 'fly' }).decide('done', { node: 'sleep' }).decide('no');
    for (const task of ['hotel', 'flight', 'hotel', 'flight']) run.expectAt('back', 'part', 'first', task).decide('done');
    run.expectAt('after');
    expect(run.variable('log')).toEqual(['Lima', 'Bonn']);
  });

  test('by what names the scope, not by what names a step in it', () => {
    const named = (step: string) => done(flow(booking({ back: { kind: 'take-back', config: { step } } }))).decide('no');
    named('box').expectAt('back', 'part', 'first', 'flight');
    named('fly').expectAt('after');
  });

  test('is told where it would never be run', () => {
    const codes = (file: ReturnType<typeof booking>) => checkFlow(file, nodeKinds).filter(({ severity }) => severity === 'error').map(({ code, node }) => [code, node]);
    const second: Record<string, NodeDrawing> = { part2: { kind: 'event-scope-take-back', scope: 'box' }, begin2: { kind: 'start', scope: 'part2' }, over2: { kind: 'end', scope: 'part2' } };
    expect(codes(booking(second, ['first -> tell', 'tell.done -> told', 'begin2 -> over2']))).toEqual([['take-back-twice', 'part2']]);
    const { scope: _, ...outside } = second['part2'] as { kind: string; scope: string };
    expect(codes(booking({ ...second, part2: outside }, ['first -> tell', 'tell.done -> told', 'begin2 -> over2']))).toEqual([['take-back-top', 'part2']]);
  });
});
