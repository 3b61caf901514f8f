/** How a run stands, for lists: in which phase it is, at which steps, and what a person must mend. Taken from the state at every write. */
import type { Instant } from '../values.ts';
import type { NodeId, RunIncident, RunState } from './kernel/kernel.types.ts';

/** `running`: a machine is at work on it. `waiting`: for people, time, messages. An incident counts before both, a suspension before that. */
export const runPhases = ['running', 'waiting', 'incident', 'suspended', 'completed', 'cancelled', 'failed'] as const;
export type RunPhase = (typeof runPhases)[number];
/** Of a run that has not ended. */
export const openPhases: readonly RunPhase[] = ['running', 'waiting', 'incident', 'suspended'];

/** What the list of incidents finds them by; why, and what may be done, says the state. */
export type IncidentMark = Pick<RunIncident, 'id' | 'code' | 'node'> & { at: Instant };

/** Incidents mended by one call at most. */
export const mostMended = 100;

/** Steps and incidents a list keeps of one run. A run with more of them still has its phase; the first are shown. */
export const keptOfRun = { nodes: 50, incidents: 50 } as const;

export function phaseOf(state: Pick<RunState, 'status' | 'suspended' | 'incidents' | 'subscriptions'>): RunPhase {
  if (state.status !== 'running') return state.status === 'terminated' ? 'completed' : state.status;
  if (state.suspended !== undefined) return 'suspended';
  if (Object.keys(state.incidents).length > 0) return 'incident';
  return Object.values(state.subscriptions).some(({ kind }) => kind === 'activity') ? 'running' : 'waiting';
}

/** Steps where tokens stand, each once. Tokens that only listen stand nowhere, and one on a part only waits for what is inside. */
export const nodesOf = (state: Pick<RunState, 'tokens'>): NodeId[] =>
  [...new Set(Object.values(state.tokens).flatMap(({ node, isListener, waitsFor }) => (isListener || waitsFor === 'scope' ? [] : [node])))].slice(0, keptOfRun.nodes);

/** The longest open first. */
export const incidentMarksOf = (state: Pick<RunState, 'incidents'>): IncidentMark[] =>
  Object.values(state.incidents).map(({ id, code, node, at }) => ({ id, code, node, at })).sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))).slice(0, keptOfRun.incidents);
