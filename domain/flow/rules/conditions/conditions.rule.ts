/** Conditions and defaults stand on the ways out of decisions only. */
import { phrase } from '../../../message.ts';
import type { Finding } from '../../flow.schema.ts';
import { readsConditions } from '../../nodes/node.kind.ts';
import { atEdge, type FlowRule } from '../flow.view.ts';

export const conditionsRule: FlowRule = {
  rule: 'conditions',
  about: 'A condition on another edge is never looked at: the way is always taken.',
  check: (flow) => flow.edges.flatMap((edge): Finding[] => {
    const from = flow.nodes.get(edge.from);
    const kind = from && flow.kindOf(from);
    if (!from || !kind) return [];
    const findings: Finding[] = [];
    const decides = readsConditions(kind);
    if (!decides && (edge.condition !== undefined || edge.isDefault)) findings.push(atEdge(edge, 'condition-unused', { node: from.name, what: phrase(edge.isDefault ? 'flow.default-mark' : 'flow.condition') }));
    if (decides && edge.condition !== undefined && edge.isDefault) findings.push(atEdge(edge, 'condition-on-default', { node: from.name }, { severity: 'warning' }));
    return findings;
  }),
};
