/** Conditions on the ways out of a gateway, read one after the other. */
import { sayParam, type Phrase } from '../../message.ts';
import type { FlowEdge, FlowFile, FlowNode, Finding } from '../flow.schema.ts';
import type { NodeTurn } from '../kernel/kernel.behaviour.ts';
import type { EdgeId } from '../kernel/kernel.types.ts';
import { faultOf } from './node.config.ts';

export interface Ways {
  /** Ways whose condition is true, in their order; at most `most`. */
  taken: EdgeId[];
  /** Taken when no condition is true. */
  fallback: EdgeId | null;
  /** Why the last condition that was neither true nor false was neither; null when there was none. */
  unclear: string | Phrase | null;
}

/**
 * Reads conditions until `most` are true. What is neither true nor false counts as false, and is noted in the log.
 * `bare`: what a way without a condition means that is not the default. Null: an expression could not be evaluated, and the token stops with an incident.
 */
export function readWays(turn: NodeTurn, { most, bare }: { most: number; bare: 'taken' | 'never' }): Ways | null {
  const ways: Ways = { taken: [], fallback: turn.outgoing.find((edge) => edge.isDefault)?.id ?? null, unclear: null };
  for (const edge of turn.outgoing) {
    if (ways.taken.length === most) break;
    if (edge.isDefault) continue;
    if (edge.condition === undefined) {
      if (bare === 'taken') ways.taken.push(edge.id);
      continue;
    }
    const result = turn.evaluate(edge.condition, edge.name?.en ?? edge.id);
    if (!result.ok) { turn.incident(result.code, result.params); return null; }
    if (result.value === true) ways.taken.push(edge.id);
    else if (result.value !== false) {
      ways.unclear = result.value === null ? result.reasons[0] ?? 'null' : JSON.stringify(result.value).slice(0, 80);
      turn.note({ edge: edge.id, unclear: sayParam(ways.unclear) });
    }
  }
  return ways;
}

/** Goes along what was read: the ways taken, else the default, else an incident that says why. */
export function takeWays(turn: NodeTurn, { taken: [first, ...rest], fallback, unclear }: Ways): void {
  if (first !== undefined) turn.leaveBy(first, ...rest);
  else if (fallback !== null) turn.leaveBy(fallback);
  else if (unclear !== null) turn.incident('FLOW_CONDITION_NULL', { reason: unclear });
  else turn.incident('FLOW_NO_PATH');
}

export const edgesFrom = (file: FlowFile, node: string): [string, FlowEdge][] => Object.entries(file.edges).filter(([, edge]) => edge.from === node);

/** More than one default, or none where nothing else is certain to be taken. */
export function defaultFaults(node: FlowNode & { id: string }, edges: readonly [string, FlowEdge][], isOneCertain: boolean): Finding[] {
  const defaults = edges.filter(([, edge]) => edge.isDefault);
  if (defaults.length > 1) return [faultOf(node, 'default-twice', null, {}, { edge: defaults[1]![0] })];
  return defaults.length === 0 && !isOneCertain ? [faultOf(node, 'default-missing', null, {}, { severity: 'warning' })] : [];
}
