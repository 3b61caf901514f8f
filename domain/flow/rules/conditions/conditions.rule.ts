/** Conditions and defaults stand on the ways out of decisions only. */
import type { Finding } from '../../flow.schema.ts';
import { atEdge, named, type FlowRule } from '../flow.view.ts';

export const conditionsRule: FlowRule = {
  rule: 'conditions',
  about: 'A condition on another edge is never looked at: the way is always taken.',
  check: (flow) => flow.edges.flatMap((edge): Finding[] => {
    const from = flow.nodes.get(edge.from);
    const kind = from && flow.kindOf(from);
    if (!from || !kind) return [];
    const findings: Finding[] = [];
    const decides = kind.behaviour.whenDataUnknown === 'anyEdge';
    if (!decides && (edge.condition !== undefined || edge.isDefault)) findings.push(atEdge(edge, 'condition-unused', `An edge of ${named(from)} has a ${edge.isDefault ? 'default mark' : 'condition'}, but this step does not decide.`, 'Remove it, or put a decision between the two steps.'));
    if (decides && edge.condition !== undefined && edge.isDefault) findings.push(atEdge(edge, 'condition-on-default', `The default way out of ${named(from)} has a condition too; it is not looked at.`, 'Remove the condition, or choose another default.', { severity: 'warning' }));
    return findings;
  }),
};
