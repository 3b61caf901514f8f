import { describe, expect, it } from 'vitest';
import type { Definition, Effect, KernelInput, TaskState } from '../kernel/kernel.types.ts';
import { eventsOfStep } from './run.events.ts';

const by = { kind: 'person', id: 'mia', name: 'Mia' } as const;
const at = '2026-11-20T08:00:00.000Z';
const approval = (decision?: object): TaskState => ({
  id: 't2', kind: 'approval', node: 'approve', name: { en: 'Approve' }, assignee: null, rule: 'any', form: null, prompt: null, outcomes: [{ key: 'approved', name: { en: 'Approved' } }],
  slots: [{ id: 's', people: ['mia'], teams: [], roles: [], ...(decision ? { decision } : {}) }],
}) as unknown as TaskState;
const decided = approval({ outcome: 'approved', by, comment: 'go ahead', at });
const input = { id: 'i', now: at, type: 'task', taskId: 't2', action: 'complete', taskRevision: 1, actor: { person: 'mia', name: 'Mia', teams: [], roles: [], maySupervise: false }, data: { outcome: 'approved', comment: 'go ahead' } } as KernelInput;
const told = (effects: Effect[]) => eventsOfStep({ input, isAccepted: true, effects, definition: { file: { forms: {} }, nodes: new Map() } as unknown as Definition, tasksBefore: new Map([['t2', approval()]]), runId: 'run/t/1' });

describe('an approval', () => {
  const closed: Effect = { type: 'taskClosed', task: decided, how: 'completed', outcome: 'approved', by };
  it('is told once when its decision changes and closes it in one step', () => {
    const events = told([{ type: 'taskChanged', task: decided }, closed]);
    expect(events.map((event) => event.action)).toEqual(['approval.decided']);
    expect(events[0]).toMatchObject({ actor: by, data: { outcome: 'approved', outcomeName: { en: 'Approved' }, comment: 'go ahead' } });
  });
  it('is told when it only closes', () => expect(told([closed]).map((event) => event.action)).toEqual(['approval.decided']));
});

describe('an incident that closes', () => {
  const incident = { id: 'i1', node: null, scope: null, token: null, effect: null, code: 'ACTIVITY_FAILED', message: 'no', params: {}, at } as unknown as Extract<Effect, { type: 'incidentClosed' }>['incident'];
  const closedBy = (given: Partial<KernelInput>) => eventsOfStep({ input: { id: 'i', now: at, by, ...given } as KernelInput, isAccepted: true, effects: [{ type: 'incidentClosed', incident }], definition: { nodes: new Map() } as unknown as Definition, tasksBefore: new Map(), runId: 'run/t/1' });
  it.each([{ action: 'retry' }, { action: 'skip' }, { action: 'throw', code: 'NO' }] as const)('is told with who mended it and how: $action', (mending) => {
    const { action } = mending;
    expect(closedBy({ type: 'incident', incident: 'i1', ...mending })).toMatchObject([{ action: 'run.incidentClosed', actor: by, data: { incident: 'i1', mended: action } }]);
  });
  it('is not told as mended where the run ended over it', () => {
    expect(closedBy({ type: 'cancel', reason: 'twice' })[0]!.data).not.toHaveProperty('mended');
  });
});
