/** Edges join two steps that exist, lie in the same scope, and may be joined. */
import type { Finding } from '../../flow.schema.ts';
import { atEdge, named, type FlowRule } from '../flow.view.ts';

export const edgesRule: FlowRule = {
  rule: 'edges',
  about: 'An edge to nowhere loses the token; an edge into a scope would go round its start and its boundaries.',
  check: (flow) => flow.edges.flatMap((edge): Finding[] => {
    const from = flow.nodes.get(edge.from);
    const to = flow.nodes.get(edge.to);
    if (!from) return [atEdge(edge, 'edge-from-nowhere', `An edge comes from "${edge.from}", which does not exist.`, 'Remove the edge, or draw it from a step.', { node: to?.id ?? null })];
    if (!to) return [atEdge(edge, 'edge-to-nowhere', `An edge of ${named(from)} leads to "${edge.to}", which does not exist.`, 'Remove the edge, or draw it to a step.')];
    const findings: Finding[] = [];
    if (from.scope !== to.scope) findings.push(atEdge(edge, 'edge-across-scopes', `An edge from ${named(from)} to ${named(to)} crosses the frame of a scope.`, 'Connect the scope itself; inside, begin at its start and finish at an end.'));
    if (flow.kindOf(from)?.category === 'end') findings.push(atEdge(edge, 'edge-out-of-end', `An edge leaves the end ${named(from)}.`, 'Remove the edge, or put the step before the end.'));
    if (flow.kindOf(to)?.takesInput === false) findings.push(atEdge(edge, 'edge-into-start', `An edge leads into ${named(to)}, where nothing may come in.`, 'Lead it to the step after it.'));
    return findings;
  }),
};
