import { describe, expect, test } from 'vitest';
import { drawFlow, type NodeDrawing } from '#test/builders/flow/flow.draw';
import { flow, type FlowScript } from '#test/builders/flow/flow.script';
import { nodeKinds } from '../nodes/index.ts';
import { checkFlow, hasErrors } from '../rules/index.ts';
import { checkSoundness } from '../soundness/soundness.ts';
import { foldLog, markingOf } from './kernel.marking.ts';

/** A part that begins by an event, in `scope` or in the flow: one task. */
const part = (id: string, kind: string, config: object, scope?: string): Record<string, NodeDrawing> => ({
  [id]: { kind, config: config as never, ...(scope === undefined ? {} : { scope }) }, [`${id}-start`]: { kind: 'start', scope: id }, [`${id}-act`]: { kind: 'task', scope: id }, [`${id}-end`]: { kind: 'end', scope: id },
});
const inside = (id: string): string[] => [`${id}-start -> ${id}-act`, `${id}-act.done -> ${id}-end`];
const isWhole = (run: FlowScript): void => expect(foldLog(run.log)).toEqual(markingOf(run.state));

describe('a part that begins by an event', () => {
  const both = drawFlow({ start: 'start', ask: 'task', end: 'end', ...part('stop', 'event-scope-message', { message: 'stop' }), ...part('more', 'event-scope-message', { message: 'more', isInterrupting: false }) }, ['start -> ask', 'ask.done -> end', ...inside('stop'), ...inside('more')]);

  test('is well formed and sound, and stands in no way of the end', () => {
    expect(hasErrors(checkFlow(both, nodeKinds)), JSON.stringify(checkFlow(both, nodeKinds))).toBe(false);
    for (const isReduced of [true, false]) expect(checkSoundness(both, nodeKinds, { isReduced })).toMatchObject({ verdict: 'sound', findings: [] });
    const run = flow(both).start();
    isWhole(run);
    run.decide('done').expectEnd();
    isWhole(run);
    expect([run.waits('message'), run.state.tokens]).toEqual([[], {}]);
    expect(run.log.filter(({ node, type }) => node === 'stop' && type === 'enter')).toEqual([]);
  });
  test('ends everything else in its scope, also what listens there and what it began before', () => {
    const run = flow(both).start().message('more').expectAt('ask', 'more', 'more-act').message('stop').expectAt('stop', 'stop-act');
    isWhole(run);
    run.message('more').expectRefused('MESSAGE_NOT_AWAITED').decide('done').expectEnd();
    isWhole(run);
  });
  test('listens in a scope as long as that is alive, and anew when it is opened again', () => {
    const file = drawFlow({ start: 'start', box: 'scope', begin: { kind: 'start', scope: 'box' }, ask: { kind: 'task', scope: 'box' }, out: { kind: 'end', scope: 'box' }, judge: { kind: 'task', config: { outcomes: [{ key: 'ok', name: { en: 'ok' } }, { key: 'again', name: { en: 'again' } }] } }, end: 'end', ...part('stop', 'event-scope-message', { message: 'stop' }, 'box') },
      ['start -> box', 'begin -> ask', 'ask.done -> out', 'box -> judge', 'judge.ok -> end', 'judge.again -> box', ...inside('stop')]);
    expect(checkSoundness(file, nodeKinds)).toMatchObject({ verdict: 'sound', findings: [] });
    const run = flow(file).start().message('stop').expectAt('box', 'stop', 'stop-act').decide('done').expectAt('judge');
    run.message('stop').expectRefused('MESSAGE_NOT_AWAITED').decide('again').expectAt('ask', 'box').message('stop').decide('done').decide('ok').expectEnd();
    isWhole(run);
  });
  test('catches an error before who sits on its scope; one of its own goes to them', () => {
    const inner: Record<string, NodeDrawing> = { start: 'start', box: 'scope', begin: { kind: 'start', scope: 'box' }, fail: { kind: 'error-end', scope: 'box', config: { code: 'A' } }, around: { kind: 'boundary-error', attachedTo: 'box' }, outside: 'task', end: 'end' };
    const edges = ['start -> box', 'begin -> fail', 'box -> end', 'around -> outside', 'outside.done -> end'];
    const catching = (config: object) => drawFlow({ ...inner, mend: { kind: 'event-scope-error', scope: 'box', config: config as never }, 'mend-start': { kind: 'start', scope: 'mend' }, 'mend-fail': { kind: 'error-end', scope: 'mend', config: { code: 'A' } } }, [...edges, 'mend-start -> mend-fail']);
    const run = flow(catching({ code: 'A' })).start().expectAt('outside');
    expect(run.log.filter(({ type, node }) => type === 'enter' && node === 'mend')).toHaveLength(1);
    isWhole(run);
    expect(flow(catching({ code: 'B' })).start().expectAt('outside').log.filter(({ type, node }) => type === 'enter' && node === 'mend')).toHaveLength(0);
  });
  test('in the flow itself catches what nobody else does', () => {
    const file = drawFlow({ start: 'start', work: 'activity', fail: { kind: 'error-end', config: { code: 'A' } }, ...part('mend', 'event-scope-error', {}) }, ['start -> work', 'work -> fail', ...inside('mend')]);
    expect(checkSoundness(file, nodeKinds)).toMatchObject({ verdict: 'sound', findings: [] });
    flow(file).start().done(null).expectAt('mend', 'mend-act').decide('done').expectEnd();
    flow(file).start().fail('HTTP_STATUS').expectAt('mend', 'mend-act');
  });
  test('hears an escalation each time, and one of its own is heard outside', () => {
    const file = drawFlow({ start: 'start', tell: { kind: 'escalation', config: { code: 'LATE' } }, again: 'task', end: 'end', hear: { kind: 'event-scope-escalation', config: { isInterrupting: false } }, 'hear-start': { kind: 'start', scope: 'hear' }, 'hear-tell': { kind: 'escalation', scope: 'hear', config: { code: 'LATE' } }, 'hear-act': { kind: 'task', scope: 'hear' }, 'hear-end': { kind: 'end', scope: 'hear' } },
      ['start -> tell', 'tell -> again', 'again.done -> end', 'hear-start -> hear-tell', 'hear-tell -> hear-act', 'hear-act.done -> hear-end']);
    const run = flow(file).start().expectAt('again', 'hear', 'hear-act');
    isWhole(run);
    expect(run.log.filter(({ type, node }) => type === 'enter' && node === 'hear')).toHaveLength(1);
  });
  test('is found where it can hang or nothing ever begins it', () => {
    const file = drawFlow({ start: 'start', ask: 'task', end: 'end', ...part('mend', 'event-scope-error', {}) }, ['start -> ask', 'ask.done -> end', ...inside('mend')]);
    expect(checkSoundness(file, nodeKinds).findings.map(({ code }) => code)).toContain('dead-node');
    const stuck = drawFlow({ start: 'start', ask: 'task', end: 'end', late: { kind: 'event-scope-timer', config: { value: 'PT1H' } }, 'late-start': { kind: 'start', scope: 'late' }, choose: { kind: 'exclusive', scope: 'late' }, join: { kind: 'parallel', scope: 'late' }, side: { kind: 'task', scope: 'late' }, 'late-end': { kind: 'end', scope: 'late' } },
      ['start -> ask', 'ask.done -> end', 'late-start -> choose', 'choose ? 1 = 1 -> join', 'choose ?? -> side', 'side.done -> join', 'join -> late-end']);
    expect(checkSoundness(stuck, nodeKinds).findings).toMatchObject([{ code: 'deadlock', node: 'join' }]);
  });
  test('stops by itself where its variables cannot be told, and begins when that is mended', () => {
    const file = drawFlow({ start: 'start', ask: 'task', end: 'end', ...part('stop', 'event-scope-message', { message: 'stop', variables: { x: '=date("never")+' } }) }, ['start -> ask', 'ask.done -> end', ...inside('stop')]);
    const run = flow(file).start().message('stop').expectAt('stop');
    expect(Object.values(run.state.incidents)).toHaveLength(1);
    isWhole(run);
  });
  test('may have no boundary, no way in and no repeat', () => {
    const file = drawFlow({ start: 'start', ask: 'task', end: 'end', ...part('stop', 'event-scope-message', { message: 'stop' }), late: { kind: 'boundary-timer', attachedTo: 'stop' } }, ['start -> ask', 'ask.done -> end', 'late -> end', ...inside('stop')]);
    file.nodes['stop']!.repeat = { mode: 'parallel', count: '2' };
    expect(checkFlow(file, nodeKinds).map(({ code }) => code)).toEqual(expect.arrayContaining(['boundary-never', 'repeat-never']));
  });
});
