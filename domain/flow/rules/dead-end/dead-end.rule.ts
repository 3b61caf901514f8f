/** From every step a way leads to an end; what begins by an event leads nowhere, its steps do. */
import { beginsItself } from '../../nodes/node.kind.ts';
import { atNode, type FlowRule } from '../flow.view.ts';

export const deadEndRule: FlowRule = {
  rule: 'dead-end',
  about: 'A way that leads to no end leaves the run waiting for ever.',
  check(flow) {
    const before = new Map<string, string[]>();
    for (const edge of flow.edges) before.set(edge.to, [...(before.get(edge.to) ?? []), edge.from]);
    const ending = new Set<string>();
    const queue = [...flow.nodes.values()].filter((node) => flow.kindOf(node)?.category === 'end' || beginsItself(flow.kindOf(node))).map((node) => node.id);
    while (queue.length) {
      const id = queue.pop()!;
      if (ending.has(id)) continue;
      ending.add(id);
      queue.push(...(before.get(id) ?? []));
    }
    return [...flow.nodes.values()].filter((node) => !ending.has(node.id) && flow.kindOf(node)).map((node) => (flow.outgoing(node.id).length === 0
      ? atNode(node, 'dead-end')
      : atNode(node, 'no-way-to-end')));
  },
};
