import { describe, expect, test } from 'vitest';
import { drawFlow, outcomes, type NodeDrawing } from '#test/builders/flow/flow.draw';
import { actor, flow, machine, type FlowScript } from '#test/builders/flow/flow.script';
import type { FlowRepeat } from '../flow.schema.ts';
import { nodeKinds } from '../nodes/index.ts';
import { checkFlow, hasErrors } from '../rules/index.ts';
import { checkSoundness } from '../soundness/soundness.ts';
import { createKernel } from './kernel.ts';
import { stateBytes } from './kernel.size.ts';

const now = '2026-03-02T08:00:00.000Z';
const vote: NodeDrawing = { kind: 'task', config: { outcomes: outcomes('yes', 'no') } };
const repeated = (repeat: FlowRepeat, step: NodeDrawing = vote, more: Record<string, NodeDrawing> = {}, edges: string[] = []) =>
  drawFlow({ start: 'start', each: { ...(typeof step === 'string' ? { kind: step } : step), repeat }, after: 'task', end: 'end', ...more }, ['start -> each', 'each -> after', 'after.done -> end', ...edges], { variables: { servers: { type: 'list', initial: ['a', 'b', 'c'] }, n: { type: 'number', initial: 0 } } });
/** Somebody answers the one that was asked at a place in the order of asking. */
const answer = (run: FlowScript, at: number, outcome: string): FlowScript => run.act('complete', 'ana', { outcome }, { task: run.tasks()[at]! });
const seen = (run: FlowScript): unknown[] => Object.values(run.state.scopes).filter((scope) => scope.node === 'each').map((scope) => scope.vars['item'] ?? (scope.vars['loop'] as { index: number }).index);

describe('a step that is done several times', () => {
  test('side by side: each has its element; what they come to stands in the order of the list', () => {
    const run = flow(repeated({ mode: 'parallel', items: 'servers', collect: { into: 'answers', value: 'item + "=" + loop.outcome' } })).start().expectAt('each', 'each', 'each', 'each');
    expect(seen(run)).toEqual(['a', 'b', 'c']);
    answer(run, 2, 'no');
    answer(run, 0, 'yes');
    run.expectAt('each', 'each');
    answer(run, 0, 'yes').expectAt('after');
    expect(run.variable('answers')).toEqual(['a=yes', 'b=yes', 'c=no']);
    run.decide('done').expectEnd();
  });

  test('until it is enough: the others are ended, and stand as null in what was collected', () => {
    const run = flow(repeated({ mode: 'parallel', items: 'servers', collect: { into: 'answers', value: 'loop.outcome' }, doneWhen: 'loop.done >= 2 and loop.active >= 1' })).start();
    answer(run, 2, 'no');
    answer(run, 1, 'yes').expectAt('after');
    expect(run.variable('answers')).toEqual([null, 'yes', 'no']);
    expect(run.log.filter(({ type, data }) => type === 'task' && (data as { action: string }).action === 'cancelled')).toHaveLength(1);
  });

  test('one after the other, and at most so many at once', () => {
    const one = flow(repeated({ mode: 'sequential', items: 'servers' })).start().expectAt('each', 'each');
    for (const left of [['a'], ['b'], ['c']]) { expect(seen(one)).toEqual(left); answer(one, 0, 'yes'); }
    one.expectAt('after');
    const two = flow(repeated({ mode: 'parallel', count: '5', atOnce: 2 })).start();
    expect(seen(two)).toEqual([1, 2]);
    answer(two, 1, 'yes');
    expect(seen(two)).toEqual([1, 3]);
    for (const _left of [1, 2, 3, 4]) answer(two, 0, 'yes');
    two.expectAt('after');
  });

  test('not at all, where the list is empty or the number 0', () => {
    for (const repeat of [{ mode: 'parallel', items: '[]', collect: { into: 'answers', value: '1' } }, { mode: 'sequential', count: 'n' }, { mode: 'loop', while: 'n > 0' }] as const) flow(repeated(repeat)).start().expectAt('after');
  });

  test('while something holds, looked at before or after, and not more often than it may', () => {
    const before = flow(repeated({ mode: 'loop', while: 'loop.index <= 2', collect: { into: 'answers', value: 'loop.outcome' } })).start();
    answer(before, 0, 'no');
    answer(before, 0, 'yes').expectAt('after');
    expect(before.variable('answers')).toEqual(['no', 'yes']);
    const until = flow(repeated({ mode: 'loop', while: 'loop.outcome = "no"', isTestedAfter: true, most: 3 })).start();
    answer(until, 0, 'no').expectAt('each', 'each');
    answer(until, 0, 'yes').expectAt('after');
    const most = flow(repeated({ mode: 'loop', while: 'true', most: 2 })).start();
    answer(answer(most, 0, 'no'), 0, 'no').expectAt('after');
  });

  test('a scope, with variables of its own each time', () => {
    const file = repeated({ mode: 'parallel', items: '[1, 2]', variables: { found: '=item * 10' }, collect: { into: 'all', value: 'found' } }, 'scope',
      { in: { kind: 'start', scope: 'each' }, add: { kind: 'assign', scope: 'each', config: { set: [{ variable: 'found', value: 'found + 1' }] } }, ask: { kind: 'task', scope: 'each' }, out: { kind: 'end', scope: 'each' } }, ['in -> add', 'add -> ask', 'ask.done -> out']);
    expect(hasErrors(checkFlow(file, nodeKinds)), JSON.stringify(checkFlow(file, nodeKinds))).toBe(false);
    expect(checkSoundness(file, nodeKinds)).toMatchObject({ verdict: 'sound' });
    const run = flow(file).start().expectAt('ask', 'ask', 'each', 'each', 'each');
    answer(answer(run, 1, 'done'), 0, 'done').expectAt('after');
    expect(run.variable('all')).toEqual([11, 21]);
    expect(run.variable('found')).toBeUndefined();
  });

  test('what sits on its edge sits on all of it: coming, it ends every one', () => {
    const file = repeated({ mode: 'parallel', items: 'servers' }, vote, { stop: { kind: 'boundary-message', attachedTo: 'each', config: { message: 'stop' } }, late: 'task' }, ['stop -> late', 'late.done -> end']);
    const run = flow(file).start();
    expect(run.waits('message')).toHaveLength(1);
    answer(run, 0, 'yes');
    run.message('stop').expectAt('late');
    expect([run.tasks().length, Object.keys(run.state.scopes)]).toEqual([1, ['s0']]);
  });

  test('an error in one of them is caught around all of them', () => {
    const file = repeated({ mode: 'parallel', count: '3' }, 'scope', { in: { kind: 'start', scope: 'each' }, ask: { ...vote, scope: 'each' }, bad: { kind: 'error-end', scope: 'each', config: { code: 'BAD' } }, out: { kind: 'end', scope: 'each' }, caught: { kind: 'boundary-error', attachedTo: 'each' }, mend: 'task' },
      ['in -> ask', 'ask.yes -> out', 'ask.no -> bad', 'caught -> mend', 'mend.done -> end']);
    const run = flow(file).start();
    answer(run, 0, 'yes');
    answer(run, 1, 'no').expectAt('mend');
    expect(Object.keys(run.state.scopes)).toEqual(['s0']);
  });

  test.each([['parallel', 'servers', 'FLOW_VALUE_UNUSABLE'], ['sequential', 'null', 'FLOW_VALUE_UNUSABLE']] as const)('%s, for what is no list: it stops, and goes on when that is mended', (mode, _given, code) => {
    const run = flow(repeated({ mode, items: 'servers' })).start({ servers: 'a, b' }).expectAt('each');
    expect(run.incident(code).params).toMatchObject({ what: 'its-items', expected: 'list' });
    run.send({ type: 'setVariables', variables: { servers: ['x'] }, by: { kind: 'person', id: 'root' } }).mend('retry').expectAt('each', 'each');
    answer(run, 0, 'yes').expectAt('after');
    flow(repeated({ mode, items: 'servers' })).start({ servers: 7 }).mend('skip').expectAt('after');
  });

  test('more often than is allowed is refused, and so is a number that is none', () => {
    expect(flow(repeated({ mode: 'parallel', count: '5001' })).start().incident().code).toBe('FLOW_REPEAT_TOO_MANY');
    for (const count of ['-1', '1.5', '"3"']) expect(flow(repeated({ mode: 'parallel', count })).start().incident().code).toBe('FLOW_VALUE_UNUSABLE');
  });

  test('one more, and one that is ended, while it runs', () => {
    const run = flow(repeated({ mode: 'parallel', items: 'servers', atOnce: 2, collect: { into: 'answers', value: 'item' } })).start();
    run.add('each', 'd');
    expect(seen(run)).toEqual(['a', 'b']);
    const second = Object.keys(run.state.scopes).find((id) => run.state.scopes[id]!.vars['item'] === 'b')!;
    run.send({ type: 'instance', token: run.came('each'), change: { cancel: second }, by: { kind: 'person', id: 'ana' } });
    expect(seen(run)).toEqual(['a', 'c']);
    const refused = (token: string, change: { add: string } | { cancel: string }): void => void expect(run.send({ type: 'instance', token, change, by: { kind: 'person', id: 'ana' } }).answer).toMatchObject({ accepted: false, code: 'INSTANCE_GONE' });
    refused(run.came('each'), { cancel: second });
    refused('t99', { add: 'x' });
    refused(run.tasks()[0]!.token, { add: 'x' });
    for (const _left of ['a', 'c', 'd']) answer(run, 0, 'yes');
    run.expectAt('after');
    expect(run.variable('answers')).toEqual(['a', null, 'c', 'd']);
    refused('t1', { add: 'x' });
  });

  test('a loop takes no more than it has, nor does one that is enough', () => {
    const loop = flow(repeated({ mode: 'loop', while: 'true' })).start();
    expect(loop.add('each').answer).toMatchObject({ accepted: false, code: 'INSTANCE_NOT_ADDABLE' });
    const enough = flow(repeated({ mode: 'parallel', count: '3', doneWhen: 'true', rest: 'goOn' })).start();
    expect(answer(enough, 0, 'yes').add('each').answer).toMatchObject({ accepted: false, code: 'INSTANCE_NOT_ADDABLE' });
  });

  test('enough, while the others are done all the same: it goes on once, nothing on its edge comes any more, and an error ends what is left', () => {
    const file = repeated({ mode: 'parallel', items: 'servers', doneWhen: 'loop.done >= 1', rest: 'goOn', collect: { into: 'answers', value: 'item' } }, 'scope', { in: { kind: 'start', scope: 'each' }, ask: { ...vote, scope: 'each' }, bad: { kind: 'error-end', scope: 'each', config: { code: 'BAD' } }, out: { kind: 'end', scope: 'each' }, caught: { kind: 'boundary-error', attachedTo: 'each' }, stop: { kind: 'boundary-message', attachedTo: 'each' }, mend: 'task' },
      ['in -> ask', 'ask.yes -> out', 'ask.no -> bad', 'caught -> mend', 'stop -> mend', 'mend.done -> end']);
    const run = flow(file).start();
    answer(run, 1, 'yes').expectAt('after', 'each', 'each', 'each', 'ask', 'ask');
    expect([run.variable('answers'), run.waits('message')]).toEqual([[null, 'b', null], []]);
    answer(run, run.tasks().findIndex(({ node }) => node === 'ask'), 'yes').expectAt('after', 'each', 'each', 'ask');
    const other = flow(file).start();
    answer(other, 0, 'yes');
    answer(other, other.tasks().findIndex(({ node }) => node === 'ask'), 'no').expectAt('after');
    answer(run, run.tasks().findIndex(({ node }) => node === 'ask'), 'yes').expectAt('after').decide('done').expectEnd();
  });

  test('a list that is done without a wait, a thousand long', () => {
    const run = flow(repeated({ mode: 'parallel', count: '1000' }, { kind: 'assign', config: { set: [{ variable: 'n', value: 'n + 1' }] } })).start().expectAt('after');
    expect(run.variable('n')).toBe(1000);
  });

  test('a thousand tasks: the run stays small, and each is asked once', () => {
    const kernel = createKernel(nodeKinds);
    const definition = kernel.compile(repeated({ mode: 'parallel', count: '1000', collect: { into: 'answers', value: 'loop.index' } }), { id: 't', version: 1, sha256: '' });
    let { state } = kernel.step(definition, kernel.start(definition), { id: 's', now, type: 'start', at: null, variables: {}, by: machine });
    let [asked, largest] = [0, 0];
    for (;;) {
      const open = Object.keys(state.subscriptions).filter((id) => state.subscriptions[id]!.node === 'each');
      if (open.length === 0) break;
      largest = Math.max(largest, stateBytes(state));
      ({ state } = kernel.step(definition, state, { id: `c${asked}`, now, type: 'task', taskId: open[asked * 7 % open.length]!, action: 'complete', taskRevision: 1, actor: actor('ana'), data: { outcome: 'yes' } }));
      asked += 1;
    }
    expect([asked, state.scopes['s0']!.vars['answers']]).toEqual([1000, Array.from({ length: 1000 }, (_, at) => at + 1)]);
    expect(largest).toBeLessThan(200 * 1024);
    expect(Object.keys(state.scopes)).toEqual(['s0']);
  });

  test('never ends where nothing in it waits: it is stopped and named', () => {
    expect(flow(repeated({ mode: 'loop', while: 'true' }, { kind: 'assign', config: { set: [{ variable: 'n', value: '1' }] } })).start().incident().code).toBe('FLOW_CYCLE_WITHOUT_WAIT');
  });
});
