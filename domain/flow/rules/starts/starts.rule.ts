/** The flow has a start, each scope has exactly one. */
import { atFlow, atNode, type FlowRule } from '../flow.view.ts';

export const startsRule: FlowRule = {
  rule: 'starts',
  about: 'Without a start nothing ever runs; two starts in a scope would begin it twice at once.',
  check(flow) {
    const startsIn = (scope: string | undefined) => flow.inside(scope).filter((node) => flow.kindOf(node)?.category === 'start');
    const findings = startsIn(undefined).length > 0 ? [] : [atFlow('start-missing', '/nodes')];
    for (const node of flow.nodes.values()) {
      if (flow.kindOf(node)?.category !== 'scope') continue;
      const starts = startsIn(node.id);
      if (starts.length === 0 && flow.inside(node.id).length > 0) findings.push(atNode(node, 'scope-start-missing'));
      for (const extra of starts.slice(1)) findings.push(atNode(extra, 'start-twice', { node: node.name }));
    }
    return findings;
  },
};
