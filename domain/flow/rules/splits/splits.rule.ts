/** Two edges of one outcome split the token; that is said aloud by a parallel gateway, or it is a mistake. */
import type { Finding } from '../../flow.schema.ts';
import { atEdge, named, type FlowRule } from '../flow.view.ts';

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
      if (targets.has(key)) findings.push(atEdge(edge, 'edge-twice', `Two edges lead from ${named(node)} to the same step in the same way.`, 'Remove one of them.'));
      else if (!isGateway && outcomes.has(edge.outcome ?? null)) findings.push(atEdge(edge, 'split-hidden', `Two edges leave ${named(node)} by the same outcome: both are taken at once.`, 'Draw a parallel gateway if that is meant, else a decision.', { severity: 'warning' }));
      targets.add(key);
      outcomes.add(edge.outcome ?? null);
    }
    return findings;
  }),
};
