/** Every FEEL expression can be read, is bounded, and names only variables that exist. */
import type { MessageParams } from '../../../message.ts';
import { checkExpression, type FeelPlace } from '../../feel/feel.ts';
import type { Finding, FlowRepeat } from '../../flow.schema.ts';
import { expressionsIn } from '../../nodes/node.config.ts';
import type { NodeExpression } from '../../nodes/node.kind.ts';
import { framedFinding } from '../../finding.ts';
import { edgePlace, type FlowRule } from '../flow.view.ts';
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
      for (const { field, text, expects, isTest, rule, isElsewhere } of [...flow.kindOf(node)?.expressions?.(config) ?? [], ...repeatExpressions(node.repeat), ...expressionsIn(node.lock?.key, 'lock/key')]) {
        for (const fault of checkExpression(text, { ...(isElsewhere ? {} : { variables: known }), expects: expects ?? 'any', kind: isTest ? 'unaryTests' : 'expression' })) {
          const where = { node: node.name, ...placeOf(fault.at) };
          findings.push(rule === undefined ? framedFinding(fault, 'frame.step', where, { node: node.id, field }) : framedFinding(fault, 'frame.rule', { ...where, rule }, { node: node.id, field }));
        }
      }
    }
    for (const edge of flow.edges) {
      if (edge.condition === undefined) continue;
      for (const fault of checkExpression(edge.condition, { variables: known, expects: 'boolean' })) {
        findings.push(framedFinding(fault, 'frame.condition', { condition: edge.condition.slice(0, 80), ...placeOf(fault.at) }, { ...edgePlace(edge), path: `/edges/${edge.id}/condition` }));
      }
    }
    return findings;
  },
};

/** Fields as findings name them beside those of the config. */
function repeatExpressions(repeat: FlowRepeat | undefined): NodeExpression[] {
  if (!repeat) return [];
  const given = (field: string, text: string | undefined, expects: NodeExpression['expects']): NodeExpression[] => (text === undefined || text.trim() === '' ? [] : [{ field: `repeat/${field}`, text, expects }]);
  return [
    ...(repeat.mode === 'loop' ? given('while', repeat.while, 'boolean') : [...given('items', repeat.items, 'list'), ...given('count', repeat.count, 'number'), ...given('doneWhen', repeat.doneWhen, 'boolean')]),
    ...given('collect/value', repeat.collect?.value, 'any'), ...expressionsIn(repeat.variables, 'repeat/variables'),
  ];
}

const placeOf = ({ line, column }: FeelPlace): MessageParams => ({ line, column });
