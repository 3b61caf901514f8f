/** Every step can be reached from a start. */
import { beginsItself } from '../../nodes/node.kind.ts';
import { atNode, type FlowRule, type FlowView } from '../flow.view.ts';

export const reachableRule: FlowRule = {
  rule: 'reachable',
  about: 'A step no token can reach is forgotten work, or a missing edge.',
  check(flow) {
    const reached = reachedFrom(flow);
    return [...flow.nodes.values()].filter((node) => !reached.has(node.id) && flow.kindOf(node)).map((node) =>
      atNode(node, 'unreachable'));
  },
};

function reachedFrom(flow: FlowView): Set<string> {
  const reached = new Set<string>();
  const begins = (scope: string | undefined): string[] => flow.inside(scope).filter((node) => flow.kindOf(node)?.category === 'start' || beginsItself(flow.kindOf(node))).map((node) => node.id);
  const queue = begins(undefined);
  while (queue.length) {
    const id = queue.pop()!;
    const node = flow.nodes.get(id);
    if (!node || reached.has(id)) continue;
    reached.add(id);
    for (const edge of flow.outgoing(id)) queue.push(edge.to);
    for (const boundary of flow.boundariesOf(id)) queue.push(boundary.id);
    if (flow.kindOf(node)?.category === 'scope') queue.push(...begins(id));
  }
  return reached;
}
