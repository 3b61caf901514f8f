import { describe, expect, test } from 'vitest';
import { drawFlow, type NodeDrawing } from '#test/builders/flow/flow.draw';
import { flow, machine, type FlowScript } from '#test/builders/flow/flow.script';
import { nodeKinds } from '../nodes/index.ts';
import { checkFlow, hasErrors } from '../rules/index.ts';
import { checkSoundness } from '../soundness/soundness.ts';

const shout = (code: string) => ({ kind: 'escalation', config: { code, text: `${code} it is` } });
const call = { kind: 'call-flow', config: { flow: 'child' } };
const hears = (config: object): NodeDrawing => ({ kind: 'boundary-escalation', attachedTo: 'call', config: config as never });
/** Two escalations, then a task. */
const child = drawFlow({ start: 'start', one: shout('ONE'), two: shout('TWO'), ask: 'task', end: 'end' }, ['start -> one', 'one -> two', 'two -> ask', 'ask.done -> end']);
const called = (isHeard = true): FlowScript => flow(child).send({ type: 'start', at: null, variables: {}, by: machine, isCalled: true, ...(isHeard ? { isHeard } : {}) });
const caller = (config: object | null, more: Record<string, NodeDrawing> = {}, edges: string[] = []) => drawFlow(
  { start: 'start', call, end: 'end', ...(config === null ? {} : { heard: hears(config), look: 'task', over: 'end' }), ...more }, ['start -> call', 'call -> end', ...(config === null ? [] : ['heard -> look', 'look.done -> over']), ...edges],
);
const escalate = (run: FlowScript, n = 1, code = 'ONE'): FlowScript => run.send({ type: 'escalated', effect: 'e1', n, code, message: `${code} it is` });
const notes = (run: FlowScript) => run.log.flatMap(({ type, data }) => (type === 'wait' && data !== null && typeof data === 'object' && 'note' in data ? [data['note']] : []));

describe('what a called run escalates and nobody there catches', () => {
  test('is kept, in order, until its caller has been told; the run goes on', () => {
    const run = called().expectAt('ask');
    expect(run.state.raised).toEqual({ count: 2, open: [{ n: 1, code: 'ONE', message: 'ONE it is' }, { n: 2, code: 'TWO', message: 'TWO it is' }] });
    run.send({ type: 'callerTold', n: 1 }).expectAccepted();
    expect(run.state.raised).toEqual({ count: 2, open: [{ n: 2, code: 'TWO', message: 'TWO it is' }] });
    const { seq } = run.state;
    run.send({ type: 'callerTold', n: 1 });
    expect(run.state.seq).toBe(seq);
    run.send({ type: 'callerTold', n: 2 }).decide('done').expectEnd();
    expect(run.state.raised).toEqual({ count: 2, open: [] });
  });
  test('is heard by nobody in a call from before callers heard it, and in a run nobody called', () => {
    for (const run of [called(false), flow(child).start()]) {
      expect(run.expectAt('ask').state.raised).toBeUndefined();
      expect(notes(run)).toEqual([{ escalation: 'ONE', heardBy: null }, { escalation: 'TWO', heardBy: null }]);
    }
  });
  test('is not for the caller where somebody in the run catches it', () => {
    const boxed = drawFlow({ start: 'start', box: 'scope', in: { kind: 'start', scope: 'box' }, one: { ...shout('ONE'), scope: 'box' }, out: { kind: 'end', scope: 'box' }, own: { kind: 'boundary-escalation', attachedTo: 'box', config: { code: 'ONE', isInterrupting: false } }, look: 'task', end: 'end' }, ['start -> box', 'in -> one', 'one -> out', 'box -> end', 'own -> look', 'look.done -> end']);
    expect(flow(boxed).send({ type: 'start', at: null, variables: {}, by: machine, isCalled: true, isHeard: true }).expectAt('look').state.raised).toBeUndefined();
  });
});

describe('a step that calls, of which the called run escalates', () => {
  test('goes on beside what catches it on its edge, each time anew', () => {
    const run = escalate(flow(caller({ code: 'ONE', isInterrupting: false, resultVariable: 'why' })).start()).expectAt('call', 'look');
    expect(run.variable('why')).toEqual({ code: 'ONE', message: 'ONE it is' });
    escalate(run, 2).expectAt('call', 'look', 'look').done({}).expectAt('look', 'look');
  });
  test('is ended by what catches it in its place, and what it called with it', () => {
    const run = escalate(flow(caller({ isInterrupting: true })).start()).expectAt('look');
    expect(run.effects).toContainEqual({ type: 'cancelActivity', effect: 'e1' });
    escalate(run, 2).expectRefused('ACTIVITY_GONE').decide('done').expectEnd();
  });
  test('is heard around it as well, by a frame and by a part that begins by an event', () => {
    const part: Record<string, NodeDrawing> = { part: { kind: 'event-scope-escalation', config: { code: 'ONE', isInterrupting: true } }, 'part-start': { kind: 'start', scope: 'part' }, mend: { kind: 'task', scope: 'part' }, 'part-end': { kind: 'end', scope: 'part' } };
    escalate(flow(caller(null, part, ['part-start -> mend', 'mend.done -> part-end'])).start()).expectAt('mend', 'part').decide('done').expectEnd();
    const framed = drawFlow({ start: 'start', box: 'scope', in: { kind: 'start', scope: 'box' }, call: { ...call, scope: 'box' }, out: { kind: 'end', scope: 'box' }, around: { kind: 'boundary-escalation', attachedTo: 'box', config: { code: 'ONE' } }, late: 'end', end: 'end' }, ['start -> box', 'in -> call', 'call -> out', 'box -> end', 'around -> late']);
    escalate(flow(framed).start()).expectEnd();
  });
  test('hears each of them once', () => {
    const run = escalate(escalate(flow(caller({ isInterrupting: false })).start()), 1).expectAt('call', 'look');
    escalate(run, 3, 'TWO').expectAt('call', 'look', 'look');
    escalate(run, 2, 'TWO').expectAt('call', 'look', 'look');
  });
  test('notes what nobody catches, and goes on', () => {
    const run = escalate(flow(caller({ code: 'OTHER', isInterrupting: true })).start()).expectAt('call');
    expect(notes(run)).toEqual([{ escalation: 'ONE', message: 'ONE it is', from: 'e1', n: 1 }, { escalation: 'ONE', heardBy: null }]);
    run.done({}).expectEnd();
  });
  test('hands it on to the run that called its own', () => {
    const run = escalate(flow(caller(null)).send({ type: 'start', at: null, variables: {}, by: machine, isCalled: true, isHeard: true }), 7).expectAt('call');
    expect(run.state.raised).toEqual({ count: 1, open: [{ n: 1, code: 'ONE', message: 'ONE it is' }] });
  });
  test('hears it when the run is resumed, in the order it came', () => {
    const run = flow(caller({ isInterrupting: true })).start().send({ type: 'suspend', reason: 'wait', by: machine });
    escalate(run).expectAt('call');
    run.send({ type: 'effectDone', effect: 'e1', result: {} });
    expect(run.state.suspended?.held.map(({ type }) => type)).toEqual(['escalated', 'effectDone']);
  });
  test('sets one aside that the run has no room for, and hears it later, also after the next', () => {
    const small = flow(caller({ isInterrupting: false, resultVariable: 'why' }), { limits: { stateBytes: 4_000 } }).start();
    const long = 'x'.repeat(900);
    const run = small.send({ type: 'setVariables', variables: { fill: 'y'.repeat(2_300) }, by: machine }).send({ type: 'escalated', effect: 'e1', n: 1, code: 'ONE', message: long }).expectRefused('RUN_STATE_TOO_LARGE').expectAt('call');
    run.send({ type: 'setVariables', variables: { fill: '' }, by: machine });
    escalate(run, 2, 'TWO').expectAt('call', 'look').mend('retry').expectAt('call', 'look', 'look');
    expect(run.state.incidents).toEqual({});
  });
});

describe('what catches an escalation on a step that calls', () => {
  test('is well formed and may come, so the flow is sound and what is behind it is no dead step', () => {
    for (const isInterrupting of [true, false]) {
      const file = caller({ code: 'ONE', isInterrupting });
      expect(hasErrors(checkFlow(file, nodeKinds)), JSON.stringify(checkFlow(file, nodeKinds))).toBe(false);
      for (const isReduced of [true, false]) expect(checkSoundness(file, nodeKinds, { isReduced })).toMatchObject({ verdict: 'sound', findings: [] });
    }
    const deaf = drawFlow({ start: 'start', ask: 'task', heard: { kind: 'boundary-escalation', attachedTo: 'ask', config: {} }, look: 'task', end: 'end' }, ['start -> ask', 'ask.done -> end', 'heard -> look', 'look.done -> end']);
    expect(checkSoundness(deaf, nodeKinds).findings.map(({ code, node }) => [code, node])).toContainEqual(['dead-node', 'look']);
  });
});
