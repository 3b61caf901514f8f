import { describe, expect, it } from 'vitest';
import type { RunIncident, RunState, TokenState } from './kernel/kernel.types.ts';
import { incidentMarksOf, keptOfRun, nodesOf, phaseOf } from './run.phase.ts';

const still = { status: 'running', incidents: {}, subscriptions: {} } as unknown as RunState;
const incident = (id: string, at: string): RunIncident => ({ id, code: 'ACTIVITY_FAILED', node: 'call', scope: 's0', token: 't1', effect: null, message: 'm', at, params: {} });
const token = (id: string, node: string, more: Partial<TokenState> = {}): TokenState => ({ id, node, scope: 's0', viaEdge: null, since: '2026-03-02T08:00:00.000Z', waitsFor: null, ...more });

describe('the phase of a run', () => {
  it('waits for people, and runs while a machine is at work', () => {
    expect(phaseOf(still)).toBe('waiting');
    expect(phaseOf({ ...still, subscriptions: { e1: { kind: 'activity' } as never } })).toBe('running');
    expect(phaseOf({ ...still, subscriptions: { task1: { kind: 'task' } as never } })).toBe('waiting');
  });
  it('tells an incident before work that goes on, and a suspension before all', () => {
    const stopped = { ...still, incidents: { i1: incident('i1', '2026-03-02T08:00:00.000Z') }, subscriptions: { e1: { kind: 'activity' } as never } };
    expect(phaseOf(stopped)).toBe('incident');
    expect(phaseOf({ ...stopped, suspended: { at: '2026-03-02T08:00:00.000Z', by: { kind: 'person', id: 'paul' }, reason: 'r', held: [] } })).toBe('suspended');
  });
  it.each([['completed', 'completed'], ['terminated', 'completed'], ['cancelled', 'cancelled'], ['failed', 'failed']] as const)('of a run that is over is how it ended: %s', (status, phase) => expect(phaseOf({ ...still, status })).toBe(phase));
});

describe('what a list keeps of a run', () => {
  it('names each step once, and none where a token only listens or waits for what is inside', () => expect(nodesOf({ tokens: { t1: token('t1', 'work'), t2: token('t2', 'work'), t3: token('t3', 'part', { isListener: true }), t4: token('t4', 'box', { waitsFor: 'scope' }) } })).toEqual(['work']));
  it('keeps so many incidents, the longest open first', () => {
    const many = Object.fromEntries(Array.from({ length: keptOfRun.incidents + 5 }, (_, n) => [`i${n}`, incident(`i${n}`, `2026-03-02T08:${String(59 - n).padStart(2, '0')}:00.000Z`)]));
    const marks = incidentMarksOf({ incidents: many });
    expect(marks).toHaveLength(keptOfRun.incidents);
    expect(marks[0]).toEqual({ id: 'i54', code: 'ACTIVITY_FAILED', node: 'call', at: '2026-03-02T08:05:00.000Z' });
  });
});
