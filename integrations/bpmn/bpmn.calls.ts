/** Call activities: which flow they call, and what goes into it and comes back. */
import type { Json } from '#domain/values';
import { IdBook, type FlowDraft } from './bpmn.draft.ts';
import { textOf, vendorElements, vendorOf, type BpmnElement } from './bpmn.elements.ts';
import { translateExpression } from './expression.ts';
import { variableName } from './expression.print.ts';

/** Attributes and elements that are read here. */
export const callNames = ['calledElement', 'calledElementVersion', 'in', 'out'];

/** Keys of the flows a model has, by the ids of their processes; null: it has something by that id that is no flow. */
export type ModelFlows = ReadonlyMap<string, string | null>;

const mostHandedOver = 50;

/** The settings of a step that calls a flow, of this model or of one beside it; null where the model does not say which. */
export function callFor(draft: FlowDraft, task: BpmnElement, flows: ModelFlows): Record<string, Json> | null {
  const called = calledElementOf(task);
  const flow = called === undefined ? null : flows.has(called) ? flows.get(called)! : keyOf(called);
  if (flow === null) return null;
  const version = Number(vendorOf(task, 'calledElementVersion'));
  const [inputs, outputs] = [handedOver(draft, task, 'in'), handedOver(draft, task, 'out')];
  draft.declare(Object.keys(outputs));
  return {
    flow, ...(Number.isInteger(version) && version >= 1 ? { version } : {}),
    ...(Object.keys(inputs).length === 0 ? {} : { inputs: Object.fromEntries(Object.entries(inputs).map(([name, feel]) => [name, `=${feel}`])) }), ...(Object.keys(outputs).length === 0 ? {} : { outputs }),
  };
}

/** Whether the model itself has the flow. */
export const isInModel = (task: BpmnElement, flows: ModelFlows): boolean => flows.has(calledElementOf(task) ?? '');
export const calledElementOf = (task: BpmnElement): string | undefined => textOf(task, 'calledElement') ?? textOf(vendorElements(task, 'calledElement')[0], 'processId');

/** A flow of another file has the key its process would be given there. Null for what is found out only as it runs. */
function keyOf(called: string): string | null {
  return /^[^${#=]+$/.test(called) ? new IdBook().fit(called.slice(called.indexOf(':') + 1)) : null;
}

/** Variables that are named one by one, as FEEL by the name they get. */
function handedOver(draft: FlowDraft, task: BpmnElement, name: 'in' | 'out'): Record<string, string> {
  const said = vendorElements(task, name);
  const pairs: [string, string][] = [];
  for (const { target, source, sourceExpression } of said.slice(0, mostHandedOver)) {
    const wanted = typeof target === 'string' ? variableName(target) : '';
    const given = typeof source === 'string' ? translateExpression(variableName(source), null) : typeof sourceExpression === 'string' ? translateExpression(sourceExpression, null) : null;
    if (given?.ok !== true || !/^[A-Za-z_]\w{0,79}$/.test(wanted)) continue;
    if (name === 'in') draft.declare(given.variables);
    pairs.push([wanted, given.feel]);
  }
  if (pairs.length < said.length) draft.lose(task, name === 'in' ? 'only variables that are named one by one go into a called flow' : 'only variables that are named one by one come back from a called flow');
  return Object.fromEntries(pairs);
}
