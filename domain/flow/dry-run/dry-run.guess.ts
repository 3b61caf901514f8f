/** Lets a decision that cannot be made guess: the default way, else the first one; where it comes again, the one it has taken least often. Every guess is noted in the log, where `guessesIn` finds it. */
import { phrase, sayParam } from '../../message.ts';
import { compileExpression, isCompiled } from '../feel/feel.ts';
import type { NodeTurn } from '../kernel/kernel.behaviour.ts';
import type { Definition, LogEntry } from '../kernel/kernel.types.ts';
import { withVerbs } from '../kernel/turn.verbs.ts';
import { readsConditions, type NodeKind, type NodeRegistry } from '../nodes/node.kind.ts';

/** `way`: id of the edge taken. */
export interface Guess { node: string; way: string; reason: string }

const undecided: readonly string[] = ['FLOW_EXPRESSION_FAILED', 'FLOW_CONDITION_NULL'];

/** Ways that were guessed, and how often: a circle of guesses is left by another way. */
type Guessed = Map<string, number>;

/** The kinds with decisions that guess; of one run. */
export function guessingRegistry(registry: NodeRegistry): NodeRegistry {
  const guessed: Guessed = new Map();
  return Object.fromEntries(Object.entries(registry).map(([name, kind]) => [name, readsConditions(kind) ? guessing(kind, guessed) : kind.kind === 'decision-table' ? undecidedTable(kind) : kind]));
}

const guessing = (kind: NodeKind, guessed: Guessed): NodeKind => {
  const { settle } = kind.behaviour;
  return { ...kind, behaviour: { ...kind.behaviour, enter: (turn) => kind.behaviour.enter(guessingTurn(turn, guessed)), ...(settle ? { settle: (turn: NodeTurn) => settle(guessingTurn(turn, guessed)) } : {}) } };
};

/** A table that cannot decide because nobody has given what it reads is passed over: its result is null. */
const undecidedTable = (kind: NodeKind): NodeKind => ({ ...kind, behaviour: { ...kind.behaviour, enter: (turn) => kind.behaviour.enter(withVerbs(turn, {
  incident(code, params = {}, request) {
    const reads = kind.expressions?.(turn.config).flatMap(({ text }) => { const compiled = compileExpression(text); return isCompiled(compiled) ? compiled.variables : []; }) ?? [];
    const missing = reads.find((name) => turn.variable(name) === undefined);
    const [way] = turn.outgoing;
    if (missing === undefined || way === undefined) { turn.incident(code, params, request); return; }
    turn.note({ guessed: way.id, because: sayParam(phrase('feel.null.NO_VARIABLE_FOUND', { name: missing })) });
    kind.behaviour.skip?.(turn, { id: '', code, node: turn.node.id, scope: null, token: turn.token.id, effect: null, message: '', at: turn.now, params: {} });
  },
})) } });

function guessingTurn(turn: NodeTurn, guessed: Guessed): NodeTurn {
  let unclear: string | null = null;
  return withVerbs(turn, {
    incident(code, params = {}, request) {
      const missing = code === 'FLOW_NO_PATH' ? missingVariable(turn) : null;
      if (undecided.includes(code)) guess(turn, sayParam(params['reason'] ?? params['fault'] ?? code), guessed);
      else if (missing !== null) guess(turn, sayParam(phrase('feel.null.NO_VARIABLE_FOUND', { name: missing })), guessed);
      else turn.incident(code, params, request);
    },
    note(data) {
      if (isRecord(data) && typeof data['unclear'] === 'string') unclear = data['unclear'];
      turn.note(data);
    },
    leaveBy(...ways) {
      const [way] = ways;
      const isFallback = unclear !== null && ways.length === 1 && turn.outgoing.some(({ id, isDefault }) => id === way && isDefault);
      if (isFallback && guessed.has(way!)) { guess(turn, unclear!, guessed); return; }
      if (isFallback) guessed.set(way!, 1);
      turn.leaveBy(...ways);
    },
  });
}

/** A variable that the conditions here read and nobody has given: that none is true says nothing then. */
function missingVariable(turn: NodeTurn): string | null {
  for (const { condition } of turn.outgoing) {
    const compiled = condition === undefined ? [] : compileExpression(condition);
    const missing = isCompiled(compiled) ? compiled.variables.find((name) => turn.variable(name) === undefined) : undefined;
    if (missing !== undefined) return missing;
  }
  return null;
}

function guess(turn: NodeTurn, reason: string, guessed: Guessed): void {
  const ways = [...turn.outgoing].sort((one, other) => Number(other.isDefault ?? false) - Number(one.isDefault ?? false));
  const count = ({ id }: { id: string }): number => guessed.get(id) ?? 0;
  const fewest = Math.min(...ways.map(count));
  const way = ways.find((one) => count(one) === fewest);
  if (!way) { turn.incident('FLOW_NO_PATH'); return; }
  guessed.set(way.id, fewest + 1);
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
