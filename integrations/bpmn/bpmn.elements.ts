/** Looks at a BPMN model as it was read: its elements, what they refer to, and what engines wrote beside the standard. Decides nothing about what it means here. */
import type { ModdleElement } from 'bpmn-moddle';

export type BpmnElement = ModdleElement;

const isElement = (value: unknown): value is BpmnElement => typeof value === 'object' && value !== null && typeof (value as { $type?: unknown }).$type === 'string';

/** "UserTask" of "bpmn:UserTask". */
export const typeOf = ({ $type }: BpmnElement): string => $type.slice($type.indexOf(':') + 1);
/** As it is written in the file: "userTask". */
export const tagOf = (element: BpmnElement): string => { const type = typeOf(element); return type.charAt(0).toLowerCase() + type.slice(1); };

export function elementsOf(element: BpmnElement | undefined, name: string): BpmnElement[] {
  const value = element?.[name];
  return Array.isArray(value) ? value.filter(isElement) : isElement(value) ? [value] : [];
}
export const elementOf = (element: BpmnElement | undefined, name: string): BpmnElement | undefined => elementsOf(element, name)[0];

/** Undefined where there is nothing but white space. */
export function textOf(element: BpmnElement | undefined, name: string): string | undefined {
  const value = element?.[name];
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
  return text === '' ? undefined : text;
}
export const flagOf = (element: BpmnElement, name: string): boolean => element[name] === true;

/** What stands between the tags of an expression. */
export const bodyOf = (element: BpmnElement | undefined): string | undefined => textOf(element, 'body') ?? textOf(element, '$body');
export const languageOf = (element: BpmnElement | undefined): string | null => textOf(element, 'language') ?? null;

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** An attribute of an engine's own namespace, whatever it is called in this file: the first of these names that is there. */
export function vendorOf(element: BpmnElement, ...names: string[]): string | undefined {
  const attributes = Object.entries(element.$attrs ?? {}).filter(([name]) => !name.startsWith('xmlns'));
  for (const wanted of names) {
    const found = attributes.find(([name]) => local(name) === wanted && name.includes(':'))?.[1].trim();
    if (found) return found;
  }
  return undefined;
}

/** Elements of an engine's own namespace with this name below an element, or below those in it. */
export function vendorElements(element: BpmnElement, name: string): BpmnElement[] {
  const values = elementsOf(elementOf(element, 'extensionElements'), 'values');
  return values.flatMap((value) => (local(value.$type) === name ? [value] : elementsOf(value, '$children').filter((child) => local(child.$type) === name)));
}

/** Names of what an engine wrote on an element, as in the file. */
export function vendorNames(element: BpmnElement): string[] {
  const attributes = Object.keys(element.$attrs ?? {}).filter((name) => name.includes(':') && !/^(xmlns|xsi|xml):/.test(name));
  return [...new Set([...attributes, ...elementsOf(elementOf(element, 'extensionElements'), 'values').map(({ $type }) => $type)])];
}

export const idOf = (element: BpmnElement): string | undefined => textOf(element, 'id');
export const nameOf = (element: BpmnElement): string | undefined => nameFrom(typeof element['name'] === 'string' ? element['name'] : '');
/** A name on one line; undefined for none. */
export const nameFrom = (text: string): string | undefined => text.trim().replace(/\s+/g, ' ') || undefined;
/** Several documentations as one description; undefined for none. */
export const wordsFrom = (texts: readonly string[]): string | undefined => texts.map((text) => text.trim()).filter((text) => text !== '').join('\n\n').slice(0, 4000) || undefined;
/** How a person finds it: by its name, else by its id. */
export const calledOf = (element: BpmnElement): string => (nameOf(element) ?? idOf(element) ?? tagOf(element)).slice(0, 120);

const gateways = new Set(['ExclusiveGateway', 'InclusiveGateway', 'ParallelGateway', 'EventBasedGateway', 'ComplexGateway']);
const containers = new Set(['SubProcess', 'Transaction', 'AdHocSubProcess']);
const tasks = new Set(['Task', 'UserTask', 'ManualTask', 'ServiceTask', 'ScriptTask', 'SendTask', 'ReceiveTask', 'BusinessRuleTask', 'CallActivity']);
const events = new Set(['StartEvent', 'EndEvent', 'IntermediateCatchEvent', 'IntermediateThrowEvent', 'BoundaryEvent']);

export const isGateway = (element: BpmnElement): boolean => gateways.has(typeOf(element));
export const isContainer = (element: BpmnElement): boolean => containers.has(typeOf(element));
/** The container itself and all that lies in it, however deep. */
export const everythingIn = (container: BpmnElement): BpmnElement[] => [container, ...elementsOf(container, 'flowElements').flatMap((element) => (isContainer(element) ? everythingIn(element) : [element]))];
export const isTask = (element: BpmnElement): boolean => tasks.has(typeOf(element));
export const isEvent = (element: BpmnElement): boolean => events.has(typeOf(element));
export const isFlowNode = (element: BpmnElement): boolean => isGateway(element) || isContainer(element) || isTask(element) || isEvent(element);

/** What an event waits for or throws: those written in it, and those it refers to. */
export const eventsOf = (element: BpmnElement): BpmnElement[] => [...elementsOf(element, 'eventDefinitions'), ...elementsOf(element, 'eventDefinitionRef')];
