/** Steps that BPMN does several times (multi-instance, standard loop) as `repeat` of a step: how often, with what, until when. */
import type { FlowRepeat } from '#domain/flow/flow.schema';
import type { FlowDraft } from './bpmn.draft.ts';
import { bodyOf, calledOf, elementOf, flagOf, languageOf, nameOf, textOf, typeOf, vendorElements, vendorOf, type BpmnElement } from './bpmn.elements.ts';
import { variableName, type Stands } from './expression.print.ts';

/** The counters engines offer inside, and what they are called here. */
const counters: Stands = {
  nrOfInstances: 'loop.total', nrOfCompletedInstances: 'loop.done', nrOfActiveInstances: 'loop.active', loopCounter: '(loop.index - 1)',
  numberOfInstances: 'loop.total', numberOfCompletedInstances: 'loop.done', numberOfActiveInstances: 'loop.active',
};
/** Where FEEL is the language, the first time is 1. */
const feelCounters: Stands = { ...counters, loopCounter: 'loop.index' };

/** What a step's marker says; undefined for a step without one. */
export function repeatOf(draft: FlowDraft, activity: BpmnElement, node: string): FlowRepeat | undefined {
  const marker = elementOf(activity, 'loopCharacteristics');
  if (!marker) return undefined;
  return typeOf(marker) === 'StandardLoopCharacteristics' ? loopOf(draft, marker, activity, node) : instancesOf(draft, marker, activity, node);
}

function loopOf(draft: FlowDraft, marker: BpmnElement, activity: BpmnElement, node: string): FlowRepeat {
  const condition = elementOf(marker, 'loopCondition');
  const text = bodyOf(condition);
  const most = Math.min(10_000, Number(textOf(marker, 'loopMaximum') ?? 0));
  if (text === undefined && !(most >= 1)) draft.find('bpmn-repeat', { name: calledOf(activity) }, 'warning', node, 'repeat/while');
  return {
    mode: 'loop',
    // Without a condition the bound alone ends it; without either it is done once.
    while: text === undefined ? (most >= 1 ? 'true' : 'false') : draft.condition(text, languageOf(condition), activity, node, 'repeat/while', feelCounters),
    ...(flagOf(marker, 'testBefore') ? {} : { isTestedAfter: true }), ...(most >= 1 ? { most } : {}),
  };
}

function instancesOf(draft: FlowDraft, marker: BpmnElement, activity: BpmnElement, node: string): FlowRepeat {
  const [zeebe] = vendorElements(marker, 'loopCharacteristics');
  const text = (name: string): string | undefined => (typeof zeebe?.[name] === 'string' ? (zeebe[name] as string) : undefined);
  const cardinality = elementOf(marker, 'loopCardinality');
  const collection = text('inputCollection') ?? vendorOf(marker, 'collection') ?? collectionElement(marker);
  const input = elementOf(marker, 'loopDataInputRef');
  const inputText = textOf(marker, 'loopDataInputRef') ?? (input === undefined ? undefined : nameOf(input) ?? textOf(input, 'id'));
  const given = collection ?? inputText;
  const items = given === undefined ? null : draft.expression(/^[\w]+$/.test(given) ? `\${${given}}` : given, null, activity, node, 'repeat/items', {}, 'list');
  const countText = bodyOf(cardinality);
  const count = items !== null || countText === undefined ? null : draft.expression(countText, languageOf(cardinality), activity, node, 'repeat/count', {}, 'number');
  if (items === null && count === null) draft.find('bpmn-repeat', { name: calledOf(activity) }, 'warning', node, 'repeat/count');
  const itemName = text('inputElement') ?? vendorOf(marker, 'elementVariable') ?? textOf(elementOf(marker, 'inputDataItem'), 'name') ?? textOf(elementOf(marker, 'inputDataItem'), 'id');
  const doneWhen = elementOf(marker, 'completionCondition');
  const doneText = bodyOf(doneWhen);
  const isFeel = zeebe !== undefined || doneText?.startsWith('=') === true;
  return {
    mode: flagOf(marker, 'isSequential') ? 'sequential' : 'parallel',
    // One that does not say how often is done once, as it would be without its marker.
    ...(items !== null ? { items } : { count: count ?? '1' }),
    ...(itemName === undefined || items === null ? {} : { item: variableName(itemName) }),
    ...(doneText === undefined ? {} : { doneWhen: draft.condition(doneText, languageOf(doneWhen), activity, node, 'repeat/doneWhen', isFeel ? feelCounters : counters) }),
    ...collected(draft, text('outputCollection'), text('outputElement'), activity, node),
  };
}

/** Flowable writes it as an element, too. */
function collectionElement(marker: BpmnElement): string | undefined {
  const [element] = vendorElements(marker, 'collection');
  return element === undefined ? undefined : bodyOf(element);
}

function collected(draft: FlowDraft, into: string | undefined, element: string | undefined, activity: BpmnElement, node: string): Pick<FlowRepeat, 'collect'> {
  if (into === undefined || element === undefined) return {};
  const value = draft.expression(element, null, activity, node, 'repeat/collect/value', feelCounters);
  return value === null ? {} : { collect: { into: variableName(into), value } };
}
