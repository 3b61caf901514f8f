/** Every outcome a step must have leads somewhere, and every edge leaves by an outcome its step has. */
import type { Finding } from '../../flow.schema.ts';
import { outcomesOf } from '../../nodes/node.kind.ts';
import { atEdge, atNode, type FlowRule } from '../flow.view.ts';

export const outcomesRule: FlowRule = {
  rule: 'outcomes',
  about: 'An outcome without an edge stops the run with an incident as soon as somebody chooses it.',
  check: (flow) => [...flow.nodes.values()].flatMap((node): Finding[] => {
    const kind = flow.kindOf(node);
    const config = flow.configOf(node);
    if (!kind || config === undefined) return [];
    const outcomes = outcomesOf(kind, config, node);
    const edges = flow.outgoing(node.id);
    const known = new Set(outcomes.map((outcome) => outcome.key));
    const taken = new Set(edges.map((edge) => edge.outcome ?? null));
    return [
      // A step with no edge at all is a dead end, which says more.
      ...(edges.length === 0 ? [] : outcomes.filter((outcome) => outcome.isRequired && !taken.has(outcome.key)).map((outcome) =>
        atNode(node, 'outcome-open', { outcome: outcome.name }))),
      ...(outcomes.length === 0 ? [] : edges.filter((edge) => !known.has(edge.outcome ?? null)).map((edge) =>
        edge.outcome === undefined ? atEdge(edge, 'outcome-unsaid', { node: node.name }) : atEdge(edge, 'outcome-unknown', { node: node.name, outcome: edge.outcome }))),
    ];
  }),
};
