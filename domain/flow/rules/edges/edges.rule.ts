/** Edges join two steps that exist, lie in the same scope, and may be joined. */
import type { Finding } from '../../flow.schema.ts';
import { atEdge, type FlowRule } from '../flow.view.ts';

export const edgesRule: FlowRule = {
  rule: 'edges',
  about: 'An edge to nowhere loses the token; an edge into a scope would go round its start and its boundaries.',
  check: (flow) => flow.edges.flatMap((edge): Finding[] => {
    const from = flow.nodes.get(edge.from);
    const to = flow.nodes.get(edge.to);
    if (!from) return [atEdge(edge, 'edge-from-nowhere', { from: edge.from }, { node: to?.id ?? null })];
    if (!to) return [atEdge(edge, 'edge-to-nowhere', { node: from.name, to: edge.to })];
    const findings: Finding[] = [];
    if (from.scope !== to.scope) findings.push(atEdge(edge, 'edge-across-scopes', { from: from.name, to: to.name }));
    if (flow.kindOf(from)?.category === 'end') findings.push(atEdge(edge, 'edge-out-of-end', { node: from.name }));
    if (flow.kindOf(to)?.takesInput === false) findings.push(atEdge(edge, 'edge-into-start', { node: to.name }));
    return findings;
  }),
};
