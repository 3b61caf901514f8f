/**
 * The kinds with data unknown: nodes that wait for people, machines or time, and gateways that read data, become nodes that wait for a choice.
 * Routing kinds stay what they are, so that what is explored is the kernel itself: its tokens, joins, scopes and boundaries.
 */
import type { NodeBehaviour, NodeTurn } from '../kernel/kernel.behaviour.ts';
import type { Definition, NodeId, Thrown } from '../kernel/kernel.types.ts';
import { withVerbs } from '../kernel/turn.verbs.ts';
import type { NodeKind, NodeRegistry } from '../nodes/node.kind.ts';

/** Message names of the explorer; no flow can use them, since their names hold a space. */
export const chooseMessage = 'soundness choose';
export const boundaryMessage = 'soundness boundary';

const routing = new Set(['start', 'end', 'decision', 'scope']);

export const abstractionOf = (kind: NodeKind): NonNullable<NodeBehaviour['whenDataUnknown']> => kind.behaviour.whenDataUnknown ?? (routing.has(kind.category) ? 'itself' : 'anyOutcome');

/** The registry to explore with. */
export function abstractRegistry(registry: NodeRegistry): NodeRegistry {
  return Object.fromEntries(Object.entries(registry).map(([name, kind]) => [name, { ...kind, behaviour: abstractBehaviour(kind, registry) }]));
}

function abstractBehaviour(kind: NodeKind, registry: NodeRegistry): NodeBehaviour {
  if (kind.shape === 'boundary') {
    if (kind.behaviour.compensates) return kind.behaviour;
    const { isInterrupting = () => true, catching, catches } = kind.behaviour;
    /** Beside a host that goes on it comes once in the life of a scope: what would come of it again and again while the first is under way is not looked at. */
    const hasCome = (turn: NodeTurn): boolean => turn.memory !== undefined && !isInterrupting(turn.config);
    const come = (turn: NodeTurn): void => {
      if (isInterrupting(turn.config)) turn.interruptHost();
      else { turn.remember(true); turn.forkFromHost(); }
      turn.leave();
    };
    return {
      enter: (turn) => turn.leave(),
      attach(turn) {
        // What is drawn to throw throws here as well; machines that fail and called flows that escalate do so at any time.
        if (catching !== undefined && !mayThrow(turn.definition, turn.token.node, catching, registry)) return;
        if (!hasCome(turn)) turn.subscribe(boundaryMessage, `${turn.node.id} ${turn.token.id}`);
      },
      messageCame(turn) { if (hasCome(turn)) turn.wait(turn.token.waitsFor!); else come(turn); },
      ...(catching && catches ? { catching, catches } : {}),
      caught(turn) { if (!hasCome(turn)) come(turn); },
    };
  }
  if (kind.behaviour.listens) return abstractListener(kind, registry);
  const abstraction = abstractionOf(kind);
  if (abstraction === 'itself') return kind.category === 'scope' ? { ...kind.behaviour, enter: (turn) => turn.openScope({}) } : kind.behaviour;
  if (abstraction === 'anyEdges') return abstractSplit(kind);
  return {
    enter: (turn) => turn.subscribe(chooseMessage, turn.token.id),
    messageCame(turn, message) {
      if (kind.category === 'end') turn.endToken();
      else choose(turn, message.data['way'] as number, abstraction === 'anyEdge');
    },
  };
}

/** What listens begins its part once in the life of a scope, as a boundary beside a host that goes on does. */
function abstractListener({ behaviour: { isInterrupting = () => true, catching, catches, scopeDone } }: NodeKind, registry: NodeRegistry): NodeBehaviour {
  const begin = (turn: NodeTurn): void => {
    turn.comeForward(isInterrupting(turn.config));
    turn.openScope({});
  };
  const comesByItself = ({ definition, node }: NodeTurn): boolean => catching === undefined || (definition.children.get(node.scope ?? null) ?? []).some((beside) => beside !== node.id && mayThrow(definition, beside, catching, registry));
  return {
    listens: true,
    enter: (turn) => { if (comesByItself(turn)) turn.subscribe(boundaryMessage, turn.token.id); else turn.wait('event'); },
    messageCame: begin, caught: begin, ...(scopeDone ? { scopeDone } : {}), ...(catching && catches ? { catching, catches } : {}),
  };
}

/** Whether a machine works at the step or inside it, or a flow is called there, that may throw this. */
function mayThrow(definition: Definition, node: NodeId, what: Thrown['kind'], registry: NodeRegistry): boolean {
  const { activityFailed, mayEscalate } = registry[definition.nodes.get(node)!.kind]!.behaviour;
  return (what === 'error' ? activityFailed : mayEscalate) !== undefined || (definition.children.get(node) ?? []).some((inner) => mayThrow(definition, inner, what, registry));
}

/** Where ways come together it is itself; when it would go on, it waits for a choice among its ways instead. */
function abstractSplit(kind: NodeKind): NodeBehaviour {
  const { behaviour } = kind;
  const waiting = (turn: NodeTurn): NodeTurn => {
    const choose = (): void => turn.subscribe(chooseMessage, turn.token.id);
    return withVerbs(turn, { leave: choose, leaveBy: choose, evaluate: () => ({ ok: true, value: true, reasons: [] }) });
  };
  return {
    enter: (turn) => behaviour.enter(waiting(turn)),
    settle: (turn) => behaviour.settle?.(waiting(turn)) ?? false,
    messageCame(turn, message) {
      const [first, ...rest] = edgesOf(message.data['way'] as number, turn.outgoing.map((edge) => edge.id));
      turn.leaveBy(first!, ...rest);
    },
  };
}

/** More ways out than this are not told apart any more: nobody can say that such a flow is sound. */
export const mostWays = 10;
/** The edges that are taken in a choice: each choice is a number whose binary digits name them. */
const edgesOf = (way: number, edges: readonly string[]): string[] => edges.filter((_, at) => ((way + 1) >> at & 1) === 1);

/** Ways on from a node: single edges, or outcomes with all their edges. */
export function waysOf(definition: Definition, node: NodeId, registry: NodeRegistry): (string | null)[] {
  const edges = definition.outgoing.get(node)!;
  const kind = registry[definition.nodes.get(node)!.kind]!;
  const abstraction = abstractionOf(kind);
  // What waits at an end ends there.
  if (kind.category === 'end') return [null];
  if (abstraction === 'anyEdge') return edges.map((edge) => edge.id);
  if (abstraction === 'anyEdges') return Array.from({ length: 2 ** Math.min(edges.length, mostWays) - 1 }, (_, way) => String(way));
  return [...new Set(edges.map((edge) => edge.outcome ?? null))];
}

function choose(turn: NodeTurn, way: number, isEdge: boolean): void {
  if (isEdge) turn.leaveBy(turn.outgoing[way]!.id);
  else turn.leave([...new Set(turn.outgoing.map((edge) => edge.outcome ?? null))][way] ?? null);
}
