/** Every FEEL expression can be read, is bounded, and names only variables that exist. */
import { checkExpression } from '../../feel/feel.ts';
import type { Finding } from '../../flow.schema.ts';
import { atEdge, atNode, named, type FlowRule } from '../flow.view.ts';
import { feelTypes, variablesOf } from '../variables/flow.variables.ts';

export const expressionsRule: FlowRule = {
  rule: 'expressions',
  about: 'An expression that cannot be read, or could run without end, stops the run where it stands.',
  check(flow) {
    const known = feelTypes(variablesOf(flow));
    const findings: Finding[] = [];
    for (const node of flow.nodes.values()) {
      const config = flow.configOf(node);
      if (config === undefined) continue;
      for (const { field, text, expects } of flow.kindOf(node)?.expressions?.(config) ?? []) {
        for (const fault of checkExpression(text, { variables: known, expects: expects ?? 'any' })) {
          findings.push(atNode(node, fault.code, `${named(node)}: ${fault.message}${place(fault.at)}`, fault.fix, { field, severity: fault.severity }));
        }
      }
    }
    for (const edge of flow.edges) {
      if (edge.condition === undefined) continue;
      for (const fault of checkExpression(edge.condition, { variables: known, expects: 'boolean' })) {
        findings.push(atEdge(edge, fault.code, `The condition "${edge.condition.slice(0, 80)}": ${fault.message}${place(fault.at)}`, fault.fix, { severity: fault.severity, path: `/edges/${edge.id}/condition` }));
      }
    }
    return findings;
  },
};

const place = (at: { line: number; column: number } | null): string => (at ? ` (line ${at.line}, column ${at.column})` : '');
