/**
 * The kinds with data unknown: nodes that wait for people, machines or time, and gateways that read data, become nodes that wait for a choice.
 * Routing kinds stay what they are, so that what is explored is the kernel itself: its tokens, joins, scopes and boundaries.
 */
import type { NodeBehaviour, NodeTurn } from '../kernel/kernel.behaviour.ts';
import type { Definition, NodeId } from '../kernel/kernel.types.ts';
import type { NodeKind, NodeRegistry } from '../nodes/node.kind.ts';

/** Message names of the explorer; no flow can use them, since their names hold a space. */
export const chooseMessage = 'soundness choose';
export const boundaryMessage = 'soundness boundary';

const routing = new Set(['start', 'end', 'decision', 'scope']);

export const abstractionOf = (kind: NodeKind): 'itself' | 'anyOutcome' | 'anyEdge' => kind.behaviour.whenDataUnknown ?? (routing.has(kind.category) ? 'itself' : 'anyOutcome');

/** The registry to explore with. */
export function abstractRegistry(registry: NodeRegistry): NodeRegistry {
  return Object.fromEntries(Object.entries(registry).map(([name, kind]) => [name, { ...kind, behaviour: abstractBehaviour(kind) }]));
}

function abstractBehaviour(kind: NodeKind): NodeBehaviour {
  if (kind.shape === 'boundary') {
    return {
      enter: (turn) => turn.leave(),
      attach: (turn) => turn.subscribe(boundaryMessage, `${turn.node.id} ${turn.token.id}`),
      messageCame(turn) { turn.interruptHost(); turn.leave(); },
    };
  }
  const abstraction = abstractionOf(kind);
  if (abstraction === 'itself') return kind.category === 'scope' ? { ...kind.behaviour, enter: (turn) => turn.openScope({}) } : kind.behaviour;
  return {
    enter: (turn) => turn.subscribe(chooseMessage, turn.token.id),
    messageCame(turn, message) { choose(turn, message.data['way'] as number, abstraction === 'anyEdge'); },
  };
}

/** Ways on from a node: single edges, or outcomes with all their edges. */
export function waysOf(definition: Definition, node: NodeId, registry: NodeRegistry): (string | null)[] {
  const edges = definition.outgoing.get(node)!;
  if (abstractionOf(registry[definition.nodes.get(node)!.kind]!) === 'anyEdge') return edges.map((edge) => edge.id);
  return [...new Set(edges.map((edge) => edge.outcome ?? null))];
}

function choose(turn: NodeTurn, way: number, isEdge: boolean): void {
  if (isEdge) turn.leaveBy(turn.outgoing[way]!.id);
  else turn.leave([...new Set(turn.outgoing.map((edge) => edge.outcome ?? null))][way] ?? null);
}
