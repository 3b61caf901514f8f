/** The flow has a start, each scope has exactly one. */
import { atFlow, atNode, named, type FlowRule } from '../flow.view.ts';

export const startsRule: FlowRule = {
  rule: 'starts',
  about: 'Without a start nothing ever runs; two starts in a scope would begin it twice at once.',
  check(flow) {
    const startsIn = (scope: string | undefined) => flow.inside(scope).filter((node) => flow.kindOf(node)?.category === 'start');
    const findings = startsIn(undefined).length > 0 ? [] : [atFlow('start-missing', '/nodes', 'The flow has no start.', 'Drag a start onto the canvas and connect it.')];
    for (const node of flow.nodes.values()) {
      if (flow.kindOf(node)?.category !== 'scope') continue;
      const starts = startsIn(node.id);
      if (starts.length === 0 && flow.inside(node.id).length > 0) findings.push(atNode(node, 'start-missing', `The scope ${named(node)} has no start inside.`, 'Draw a start inside the scope and connect it.'));
      for (const extra of starts.slice(1)) findings.push(atNode(extra, 'start-twice', `The scope ${named(node)} has more than one start; all would begin at once.`, 'Keep one start; split after it with a parallel gateway.'));
    }
    return findings;
  },
};
