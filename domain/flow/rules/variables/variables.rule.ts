/** Variables have names of their own and first values of their type. */
import { phrase } from '../../../message.ts';
import { isBuiltin } from '../../feel/feel.names.ts';
import type { Finding } from '../../flow.schema.ts';
import type { Json } from '../../../values.ts';
import { builtInVariables, nameSchema } from '../../nodes/node.config.ts';
import type { VariableType } from '../../nodes/node.kind.ts';
import { atFlow, atNode, type FlowRule } from '../flow.view.ts';

const isBuiltIn = (name: string): boolean => (builtInVariables as readonly string[]).includes(name);

export const variablesRule: FlowRule = {
  rule: 'variables',
  about: "A variable named like one of the engine's would hide the ticket, its object or its alarm.",
  check(flow) {
    const findings: Finding[] = [];
    for (const [name, variable] of Object.entries(flow.file.variables)) {
      const path = `/variables/${name}`;
      if (isBuiltIn(name)) findings.push(atFlow('variable-reserved', path, { name }));
      else if (isBuiltin(name)) findings.push(atFlow('variable-like-function', path, { name }, { severity: 'warning' }));
      else if (!nameSchema.safeParse(name).success) findings.push(atFlow('variable-name', path, { name }));
      if (variable.initial !== undefined && variable.initial !== null && !fits(variable.type, variable.initial)) findings.push(atFlow('variable-initial', `${path}/initial`, { name, type: phrase(`flow.type.${variable.type}`) }));
    }
    for (const node of flow.nodes.values()) {
      const config = flow.configOf(node);
      if (config === undefined || node.kind === 'assign') continue;
      for (const name of Object.keys(flow.kindOf(node)?.sets?.(config, flow.file) ?? {})) {
        if (isBuiltIn(name)) findings.push(atNode(node, 'variable-overwritten', { name }));
      }
    }
    return findings;
  },
};

function fits(type: VariableType, value: Json): boolean {
  switch (type) {
    case 'text': case 'person': case 'team': case 'object': return typeof value === 'string';
    case 'number': return typeof value === 'number';
    case 'boolean': return typeof value === 'boolean';
    case 'list': return Array.isArray(value);
    case 'context': return typeof value === 'object' && !Array.isArray(value);
    case 'date': case 'dateTime': case 'duration': return typeof value === 'object' && value !== null && '@feel' in value;
    case 'any': return true;
  }
}
