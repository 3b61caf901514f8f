/** Which variables a flow has, and of what type: declared, filled in by the engine, set by steps and forms. The editor completes from the same list. */
import type { FlowRepeat } from '../../flow.schema.ts';
import { builtInVariables } from '../../nodes/node.config.ts';
import type { VariableType } from '../../nodes/node.kind.ts';
import type { FlowView } from '../flow.view.ts';

export interface FlowVariable { name: string; type: VariableType; from: 'engine' | 'declared' | 'step'; /** Step that sets it. */ node: string | null }

/** Each name once; what is declared wins over what steps set. */
export function variablesOf(flow: FlowView): Map<string, FlowVariable> {
  const variables = new Map<string, FlowVariable>(builtInVariables.map((name) => [name, { name, type: 'context', from: 'engine', node: null }]));
  for (const [name, declared] of Object.entries(flow.file.variables)) if (!variables.has(name)) variables.set(name, { name, type: declared.type, from: 'declared', node: null });
  for (const node of flow.nodes.values()) {
    const config = flow.configOf(node);
    const set = config === undefined ? {} : flow.kindOf(node)?.sets?.(config, flow.file) ?? {};
    for (const [name, type] of Object.entries({ ...repeatSets(node.repeat), ...set })) {
      const known = variables.get(name);
      if (!known) variables.set(name, { name, type, from: 'step', node: node.id });
      else if (known.from === 'step' && known.type !== type) variables.set(name, { ...known, type: 'any' });
    }
  }
  return variables;
}

/** What is there inside a step that is repeated, and what it collects. */
function repeatSets(repeat: FlowRepeat | undefined): Record<string, VariableType> {
  if (!repeat) return {};
  const own = Object.fromEntries(Object.keys(repeat.variables ?? {}).map((name): [string, VariableType] => [name, 'any']));
  const into = repeat.collect?.into;
  return { ...own, loop: 'any', ...(repeat.mode === 'loop' ? {} : { [repeat.item ?? 'item']: 'any' }), ...(into === undefined || into.includes('.') ? {} : { [into]: 'list' }) };
}

/** FEEL's names of the types. `object` and `alarm` may be null, so nothing is known of the engine's. */
const feelNames: Record<VariableType, string> = {
  text: 'string', number: 'number', boolean: 'boolean', date: 'date', dateTime: 'date and time', duration: 'days and time duration',
  person: 'any', team: 'any', object: 'any', list: 'list', context: 'context', any: 'any',
};

export const feelTypes = (variables: ReadonlyMap<string, FlowVariable>): Record<string, string> =>
  Object.fromEntries([...variables.values()].map((variable) => [variable.name, variable.from === 'engine' ? 'any' : feelNames[variable.type]]));
