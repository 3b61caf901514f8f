/** Lets a decision that cannot be made guess: the default way, else the first one. Every guess is noted in the log, where `guessesIn` finds it. */
import { sayParam } from '../../message.ts';
import type { NodeTurn } from '../kernel/kernel.behaviour.ts';
import type { Definition, LogEntry } from '../kernel/kernel.types.ts';
import { withVerbs } from '../kernel/turn.verbs.ts';
import { readsConditions, type NodeKind, type NodeRegistry } from '../nodes/node.kind.ts';

/** `way`: id of the edge taken. */
export interface Guess { node: string; way: string; reason: string }

const undecided: readonly string[] = ['FLOW_EXPRESSION_FAILED', 'FLOW_CONDITION_NULL'];

/** The kinds with decisions that guess. */
export const guessingRegistry = (registry: NodeRegistry): NodeRegistry =>
  Object.fromEntries(Object.entries(registry).map(([name, kind]) => [name, readsConditions(kind) ? guessing(kind) : kind]));

const guessing = (kind: NodeKind): NodeKind => {
  const { settle } = kind.behaviour;
  return { ...kind, behaviour: { ...kind.behaviour, enter: (turn) => kind.behaviour.enter(guessingTurn(turn)), ...(settle ? { settle: (turn: NodeTurn) => settle(guessingTurn(turn)) } : {}) } };
};

const guessingTurn = (turn: NodeTurn): NodeTurn => withVerbs(turn, {
  incident: (code, params = {}, request) => (undecided.includes(code) ? guess(turn, sayParam(params['reason'] ?? params['fault'] ?? code)) : turn.incident(code, params, request)),
});

function guess(turn: NodeTurn, reason: string): void {
  const way = turn.outgoing.find((edge) => edge.isDefault) ?? turn.outgoing[0];
  if (!way) { turn.incident('FLOW_NO_PATH'); return; }
  turn.note({ guessed: way.id, because: reason });
  turn.leaveBy(way.id);
}

/** Guesses, and defaults taken because a condition gave neither true nor false. */
export function guessesIn(log: readonly LogEntry[], edges: Definition['edges']): Guess[] {
  return log.flatMap((entry, at): Guess[] => {
    const note = noteOf(entry);
    if (entry.node === null || note === null) return [];
    if (typeof note['guessed'] === 'string') return [{ node: entry.node, way: note['guessed'], reason: String(note['because']) }];
    if (typeof note['unclear'] !== 'string') return [];
    // What follows until the token moves: a further note says more, and a way that is no default was decided.
    const moved = log.findIndex((later, index) => index > at && later.token === entry.token && later.type === 'enter');
    const way = log[moved]?.edge ?? null;
    const isNoted = log.slice(at + 1, moved).some((later) => later.token === entry.token && noteOf(later) !== null);
    return way !== null && edges.get(way)?.isDefault === true && !isNoted ? [{ node: entry.node, way, reason: note['unclear'] }] : [];
  });
}

function noteOf({ type, data }: LogEntry): Record<string, unknown> | null {
  const note = type === 'wait' && isRecord(data) ? data['note'] : null;
  return isRecord(note) ? note : null;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
