/** Two edges of one outcome split the token; that is said aloud by a parallel gateway, or it is a mistake. */
import type { Finding } from '../../flow.schema.ts';
import { atEdge, type FlowRule } from '../flow.view.ts';

export const splitsRule: FlowRule = {
  rule: 'splits',
  about: 'Two edges from one outcome are both taken. Who reads the drawing expects one of them.',
  check: (flow) => [...flow.nodes.values()].flatMap((node): Finding[] => {
    const findings: Finding[] = [];
    const targets = new Set<string>();
    const outcomes = new Set<string | null>();
    const isGateway = flow.kindOf(node)?.category === 'decision';
    for (const edge of flow.outgoing(node.id)) {
      const key = JSON.stringify([edge.outcome ?? null, edge.to, isGateway ? edge.condition ?? null : null, isGateway ? edge.isDefault ?? false : false]);
      if (targets.has(key)) findings.push(atEdge(edge, 'edge-twice', { node: node.name }));
      else if (!isGateway && outcomes.has(edge.outcome ?? null)) findings.push(atEdge(edge, 'split-hidden', { node: node.name }, { severity: 'warning' }));
      targets.add(key);
      outcomes.add(edge.outcome ?? null);
    }
    return findings;
  }),
};
