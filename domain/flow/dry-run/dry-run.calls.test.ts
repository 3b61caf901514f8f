import { describe, expect, it } from 'vitest';
import { drawFlow, outcomes, type NodeDrawing } from '#test/builders/flow/flow.draw';
import type { FlowFile } from '../flow.schema.ts';
import { nodeKinds } from '../nodes/index.ts';
import { dryRun, type DryRunCall } from './dry-run.play.ts';
import { dryScriptSchema } from './dry-run.script.ts';

const now = '2026-11-20T10:00:00.000Z';
const called = (flow: string, more: Record<string, unknown> = {}): NodeDrawing => ({ kind: 'call-flow', config: { flow, ...more } as never });

/** Plays the first of the flows; the others may be called. */
function run(flows: readonly [FlowFile, ...FlowFile[]], { script = {}, ...more }: Partial<Omit<DryRunCall, 'script'>> & { script?: unknown } = {}) {
  const known = (key: string) => flows.find((flow) => flow.key === key) ?? null;
  return dryRun(flows[0], { registry: nodeKinds, outputs: {}, isAuto: true, now, resolveTimer: () => null, flows: known, script: dryScriptSchema.parse(script), ...more });
}
const entered = ({ path }: ReturnType<typeof run>): string[] => path.filter(({ event }) => event === 'enter').map(({ node }) => node);
const codes = ({ findings }: ReturnType<typeof run>): string[] => findings.map(({ code }) => code);
const child = (nodes: Record<string, NodeDrawing>, edges: string[], more: Partial<FlowFile> = {}) => drawFlow(nodes, edges, { key: 'child', ...more });
const caller = (config: Record<string, unknown> = {}, more: Record<string, NodeDrawing> = {}, edges: string[] = []) =>
  drawFlow({ start: 'start', call: called('child', config), end: 'end', ...more }, ['start -> call', 'call -> end', ...edges], { key: 'caller' });
const asks = child({ start: 'start', wait: { kind: 'timer', config: { value: 'P1D' } }, ask: { kind: 'task', config: { outcomes: outcomes('yes') } }, set: { kind: 'assign', config: { set: [{ variable: 'out', value: 'given + 1' }] } }, end: 'end' }, ['start -> wait', 'wait -> ask', 'ask.yes -> set', 'set -> end']);

describe('a dry run of a flow that calls another', () => {
  it('plays it along, its steps named after the one that calls, and reads what comes back', () => {
    const result = run([caller({ inputs: { given: '=20 + 21' }, outputs: { answer: 'out' } }), asks]);
    expect([result.status, result.variables['answer'], result.tokens, codes(result)]).toEqual(['completed', 42, [], []]);
    expect(entered(result)).toEqual(['start', 'call', 'call/start', 'call/wait', 'call/ask', 'call/set', 'call/end', 'end']);
    expect(result.path.map(({ seq }) => seq)).toEqual(result.path.map(({ seq }) => seq).toSorted((a, b) => a - b));
    const standing = new Map<string, number>();
    for (const { node, event } of result.path) standing.set(node, (standing.get(node) ?? 0) + (event === 'enter' ? 1 : -1));
    expect([...standing.values()].filter((count) => count !== 0)).toEqual([]);
  });

  it('waits where the called one waits, on the same clock', () => {
    const result = run([caller({ inputs: { given: 1 } }), asks], { isAuto: false });
    expect([result.status, result.tokens, result.waiting]).toEqual(['waiting', [{ node: 'call', scope: 's0' }, { node: 'call/wait', scope: 'call/s0' }], [{ node: 'call/wait', kind: 'timer', until: '2026-11-21T10:00:00.000Z' }]]);
    const later = run([caller({ inputs: { given: 1 }, outputs: { answer: 'out' } }), asks], { isAuto: false, script: { steps: [{ advance: 'P2D' }, { task: 'call/ask', action: 'yes' }] } });
    expect([later.status, later.variables['answer']]).toEqual(['completed', 2]);
  });

  it('ends waits in the order they were opened, whoever opened them', () => {
    const both = drawFlow({ start: 'start', split: 'parallel', first: 'task', call: called('child'), later: 'task', end: 'end' }, ['start -> split', 'split -> first', 'split -> call', 'first.done -> later', 'later.done -> end', 'call -> end'], { key: 'caller' });
    const result = run([both, child({ start: 'start', ask: 'task', end: 'end' }, ['start -> ask', 'ask.done -> end'])]);
    expect(result.path.filter(({ event, node }) => event === 'leave' && ['first', 'later', 'call/ask'].includes(node)).map(({ node }) => node)).toEqual(['first', 'call/ask', 'later']);
  });

  it('goes on by the code the called one ended with, and stops where nobody catches it', () => {
    const failing = child({ start: 'start', no: { kind: 'error-end', config: { code: 'REFUSED' } } }, ['start -> no']);
    const caught = caller({}, { catch: { kind: 'boundary-error', attachedTo: 'call', config: { code: 'REFUSED', resultVariable: 'why' } }, other: 'end' }, ['catch -> other']);
    const result = run([caught, failing]);
    expect([result.status, entered(result).at(-1), result.variables['why'], codes(result)]).toEqual(['completed', 'other', { code: 'REFUSED', message: 'REFUSED' }, []]);
    const stopped = run([caller(), failing]);
    expect([stopped.status, stopped.findings.map(({ code, node }) => [code, node])]).toEqual(['failed', [['FLOW_CALL_FAILED', 'call']]]);
  });

  it('hands an error on from flow to flow until somebody catches it; what kept a flow from running stays where it was', () => {
    const [deepest, between] = [drawFlow({ start: 'start', no: { kind: 'error-end', config: { code: 'REFUSED' } } }, ['start -> no'], { key: 'deepest' }), child({ start: 'start', call: called('deepest'), end: 'end' }, ['start -> call', 'call -> end'])];
    const caught = caller({}, { catch: { kind: 'boundary-error', attachedTo: 'call', config: { code: 'REFUSED' } }, other: 'end' }, ['catch -> other']);
    expect(run([caught, between, deepest])).toMatchObject({ status: 'completed', tokens: [], findings: [] });
    const uncaught = run([caller(), between, deepest]);
    expect(uncaught.findings.map(({ code, node }) => [code, node])).toEqual([['FLOW_CALL_FAILED', 'call']]);
    const broken = run([caught, between, deepest], { isAuto: false, script: { steps: [{ fail: 'call/call', code: 'FLOW_CALL_NOT_FOUND' }] }, flows: (key) => (key === 'child' ? between : null) });
    expect([broken.status, broken.findings.at(-1)]).toMatchObject(['failed', { code: 'FLOW_CALL_FAILED', node: 'call/call' }]);
  });

  it('hears what the called one escalates, from flow to flow until somebody catches it', () => {
    const vip: NodeDrawing = { kind: 'escalation', config: { code: 'VIP' } };
    const shouts = drawFlow({ start: 'start', vip, ask: 'task', end: 'end' }, ['start -> vip', 'vip -> ask', 'ask.done -> end'], { key: 'shouts' });
    const between = child({ start: 'start', call: called('shouts'), end: 'end' }, ['start -> call', 'call -> end']);
    const heard = (isInterrupting: boolean) => caller({}, { heard: { kind: 'boundary-escalation', attachedTo: 'call', config: { code: 'VIP', isInterrupting, resultVariable: 'why' } }, other: 'end' }, ['heard -> other']);
    const beside = run([heard(false), between, shouts]);
    expect([beside.status, beside.variables['why'], codes(beside), entered(beside)]).toEqual(['completed', { code: 'VIP', message: 'VIP' }, [], ['start', 'call', 'call/start', 'call/call', 'call/call/start', 'call/call/vip', 'call/call/ask', 'heard', 'other', 'call/call/end', 'call/end', 'end']]);
    const instead = run([heard(true), between, shouts]);
    expect([instead.status, instead.tokens, entered(instead).at(-1), instead.path.filter(({ event }) => event === 'cancel').map(({ node }) => node).sort()]).toEqual(['completed', [], 'other', ['call', 'call/call', 'call/call/ask']]);
    const unheard = run([caller(), between, shouts]);
    expect([unheard.status, unheard.findings]).toEqual(['completed', []]);
  });

  it('is not stuck where a called flow waits for ever, and only its caller ends it by what it escalates', () => {
    const endless = child({ start: 'start', both: 'parallel', work: 'task', other: 'task', which: 'exclusive', join: 'parallel', last: { kind: 'escalation-end', config: { code: 'DONE' } }, end: 'end' },
      ['start -> both', 'both -> work', 'both -> other', 'work.done -> which', 'which ? 1 = 2 -> join', 'which ?? -> last', 'other.done -> join', 'join -> end']);
    const ends = caller({}, { done: { kind: 'boundary-escalation', attachedTo: 'call', config: { code: 'DONE', isInterrupting: true } }, over: 'end' }, ['done -> over']);
    expect(run([endless]).status).toBe('stuck');
    expect(run([ends, endless])).toMatchObject({ status: 'completed', tokens: [], findings: [] });
  });

  it('ends what it has called with the step that called, all the way down', () => {
    const deep = child({ start: 'start', call: called('asks'), end: 'end' }, ['start -> call', 'call -> end']);
    const waits = drawFlow({ start: 'start', ask: 'task', end: 'end' }, ['start -> ask', 'ask.done -> end'], { key: 'asks' });
    const stoppable = caller({}, { stop: { kind: 'boundary-message', attachedTo: 'call', config: { message: 'stop' } }, stopped: 'end' }, ['stop -> stopped']);
    const result = run([stoppable, deep, waits], { isAuto: false, script: { steps: [{ message: 'stop' }] } });
    expect([result.status, result.tokens, result.waiting]).toEqual(['completed', [], []]);
    expect(result.path.filter(({ event }) => event === 'cancel').map(({ node }) => node).sort()).toEqual(['call', 'call/call', 'call/call/ask']);
    const failed = run([stoppable, deep, waits], { isAuto: false, script: { steps: [{ fail: 'call', code: 'X' }] } });
    expect([failed.waiting.map(({ node }) => node), codes(failed)]).toEqual([['stop'], ['FLOW_CALL_FAILED']]);
  });

  it('goes 16 calls deep and no further', () => {
    const self = drawFlow({ start: 'start', again: called('self'), end: 'end' }, ['start -> again', 'again -> end'], { key: 'self' });
    const result = run([self]);
    expect([result.status, Math.max(...entered(result).map((node) => node.split('/').length - 1))]).toEqual(['failed', 16]);
    expect(result.findings).toEqual([expect.objectContaining({ code: 'FLOW_CALL_FAILED', node: Array.from({ length: 17 }, () => 'again').join('/'), message: expect.stringContaining('at depth 17; 16 are allowed') })]);
  });

  it('counts all steps against one bound, also in a circle of calls that wait for nothing', () => {
    const circle = drawFlow({ start: 'start', again: 'exclusive', call: called('child'), end: 'end' }, ['start -> again', 'again ? n = 1 -> end', 'again ?? -> call', 'call -> again'], { key: 'caller', variables: { n: { type: 'number', initial: 0 } } });
    const result = run([circle, child({ start: 'start', end: 'end' }, ['start -> end'])], { maxSteps: 2_000 });
    expect([result.status, codes(result)]).toEqual(['failed', ['FLOW_RUN_STEPS_EXCEEDED']]);
  });

  it('is done once for each of a list, and collects', () => {
    const each = drawFlow({ start: 'start', call: { kind: 'call-flow', config: { flow: 'child', inputs: { given: '=item' }, outputs: { got: 'out' } }, repeat: { mode: 'parallel', items: '[1, 2, 3]', variables: { got: null }, collect: { into: 'all', value: 'got' } } }, end: 'end' }, ['start -> call', 'call -> end'], { key: 'caller' });
    expect(run([each, asks])).toMatchObject({ status: 'completed', variables: { all: [2, 3, 4] }, findings: [] });
  });

  it('passes over a flow it does not know, and takes what is said to come back instead of one it knows', () => {
    const config = { outputs: { answer: 'out' } };
    const unknown = run([caller(config)]);
    expect([unknown.status, unknown.variables['answer'], unknown.findings.map(({ code, severity, node }) => [code, severity, node])]).toEqual(['completed', null, [['FLOW_CALL_PASSED_OVER', 'warning', 'call']]]);
    const said = run([caller(config), asks], { outputs: { call: { out: 7 } } });
    expect([said.status, said.variables['answer'], entered(said)]).toEqual(['completed', 7, ['start', 'call', 'end']]);
  });
});
