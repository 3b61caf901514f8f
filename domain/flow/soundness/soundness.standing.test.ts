import { describe, expect, it } from 'vitest';
import { byTeam, flowFile, outcomes, type NodeGiven } from '#test/builders/flow-file.builder';
import { actor, flow, type FlowScript } from '#test/builders/flow/flow.script';
import { nodeKinds } from '../nodes/index.ts';
import type { FlowFile } from '../flow.schema.ts';
import type { RunState } from '../kernel/kernel.types.ts';
import { standingInSteps, type Soundness } from './soundness.ts';

function judged(file: FlowFile, state: RunState): Soundness {
  const steps = standingInSteps(file, nodeKinds, state);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}
const ana = actor('ana', { teams: ['network'] });
const task = (more: Partial<NodeGiven> = {}): NodeGiven => ({ kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('done') }, ...more });
const forked = flowFile('forked', {
  start: { kind: 'start' }, fork: { kind: 'parallel' }, left: task(), right: task(), last: task(), join: { kind: 'parallel' }, after: task(), end: { kind: 'end' }, part: { kind: 'event-scope-message', config: { message: 'news', isInterrupting: false } },
  begin: { kind: 'start', scope: 'part' }, over: { kind: 'end', scope: 'part' },
}, [['start', 'fork'], ['fork', 'left'], ['fork', 'right'], ['left', 'last', { outcome: 'done' }], ['last', 'join', { outcome: 'done' }], ['right', 'join', { outcome: 'done' }], ['join', 'after'], ['after', 'end', { outcome: 'done' }], ['begin', 'over']]);
const begun = (): FlowScript => flow(forked).start();
const moved = (script: FlowScript, node: string, to: string): FlowScript => script.migrate(forked, { moves: [{ token: Object.values(script.state.tokens).find((token) => token.node === node)!.id, do: 'move', to }] }).expectAccepted();

describe('whether a run that stands so can end', () => {
  it('is told of one as its flow leads it', () => {
    const script = begun();
    expect(judged(forked, script.state).verdict).toBe('sound');
    expect(judged(forked, script.decide('done', { node: 'right' }).state).verdict).toBe('sound');
    expect(judged(forked, moved(script, 'left', 'last').state).verdict).toBe('sound');
  });

  it('is denied where the others would wait at a join for one that was taken away', () => {
    const { verdict, findings } = judged(forked, moved(begun(), 'left', 'after').state);
    expect([verdict, findings.map(({ code, node }) => [code, node])]).toEqual(['unsound', [['deadlock', 'join']]]);
  });

  it('counts a step that is done several times as once, and one that stopped as one that goes on', () => {
    const each = flowFile('each', { start: { kind: 'start' }, each: task({ repeat: { mode: 'parallel', count: '3' } }), call: { kind: 'activity', config: { activity: 'http', inputs: { url: 'http://device/' } } }, end: { kind: 'end' } }, [['start', 'each'], ['each', 'call'], ['call', 'end']]);
    const script = flow(each).start();
    expect(judged(each, script.state).verdict).toBe('sound');
    for (let time = 0; time < 3; time++) { script.act('claim', ana, {}, { task: script.tasks()[0]! }).expectAccepted(); script.act('complete', ana, { outcome: 'done' }, { task: script.tasks()[0]! }).expectAccepted(); }
    expect(judged(each, script.fail().state).verdict).toBe('sound');
  });
});
