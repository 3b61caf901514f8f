/** From every step a way leads to an end. */
import { atNode, named, type FlowRule } from '../flow.view.ts';

export const deadEndRule: FlowRule = {
  rule: 'dead-end',
  about: 'A way that leads to no end leaves the run waiting for ever.',
  check(flow) {
    const before = new Map<string, string[]>();
    for (const edge of flow.edges) before.set(edge.to, [...(before.get(edge.to) ?? []), edge.from]);
    const ending = new Set<string>();
    const queue = [...flow.nodes.values()].filter((node) => flow.kindOf(node)?.category === 'end').map((node) => node.id);
    while (queue.length) {
      const id = queue.pop()!;
      if (ending.has(id)) continue;
      ending.add(id);
      queue.push(...(before.get(id) ?? []));
    }
    return [...flow.nodes.values()].filter((node) => !ending.has(node.id) && flow.kindOf(node)).map((node) => (flow.outgoing(node.id).length === 0
      ? atNode(node, 'dead-end', `Nothing comes after ${named(node)}, and it is no end.`, 'Draw an edge to the next step or to an end.')
      : atNode(node, 'no-way-to-end', `No way from ${named(node)} leads to an end.`, 'Draw a way out of the circle, to an end.')));
  },
};
