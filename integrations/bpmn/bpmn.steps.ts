/** Tasks and sub-processes as steps: whom a task asks, what a machine does, what a part holds; and how often. The way in and the way out of each. */
import { nodeKinds, type NodeKindName } from '#domain/flow/nodes/index';
import type { Json } from '#domain/values';
import { callFor, calledElementOf, isInModel, type ModelFlows } from './bpmn.calls.ts';
import type { FlowDraft } from './bpmn.draft.ts';
import { calledOf, elementOf, elementsOf, tagOf, textOf, type BpmnElement } from './bpmn.elements.ts';
import { assignmentsOf, taskFor } from './bpmn.people.ts';
import { repeatOf } from './bpmn.repeats.ts';
import { assignedBy, placeholder } from './bpmn.scripts.ts';

/** Where edges come in and go out; `outcome` is what they leave by. Null: none may. */
export interface Placed { in: string | null; out: { node: string; outcome?: string } | null; scope: string | undefined }

/** What is known of the whole process while its steps are made. */
export interface Surroundings {
  initiators: ReadonlySet<string>;
  /** Elements that something sits on the edge of. */
  hosts: ReadonlySet<BpmnElement>;
  flows: ModelFlows;
}

export function placeTask(draft: FlowDraft, task: BpmnElement, scope: string | undefined, around: Surroundings): Placed {
  const tag = tagOf(task);
  const id = made(draft, task, scope, around);
  const node = draft.nodes[id]!;
  const isPlaceholder = node.kind === 'activity';
  if (tag === 'callActivity' && isPlaceholder) draft.find('bpmn-called', { name: calledOf(task), flow: calledElementOf(task) ?? '' }, 'warning', id);
  else if (isPlaceholder) draft.find('bpmn-placeholder', { name: calledOf(task), type: tag }, 'info', id, '/activity');
  if (tag === 'callActivity' && isPlaceholder) draft.lose(task, 'the model does not say which flow is called: an activity stands in its place');
  if (node.kind === 'call-flow' && !isInModel(task, around.flows)) draft.find('bpmn-called-elsewhere', { name: calledOf(task), flow: String(node.config?.['flow']) }, 'info', id, '/flow');
  const isRepeated = repeat(draft, task, id);
  return { in: id, out: { node: id, ...(node.kind === 'task' && !isRepeated ? { outcome: 'done' } : {}) }, scope };
}

function made(draft: FlowDraft, task: BpmnElement, scope: string | undefined, { initiators, hosts, flows }: Surroundings): string {
  const tag = tagOf(task);
  if (tag === 'receiveTask') return draft.add(task, 'wait-message', scope, { message: messageOf(task) });
  if (['task', 'userTask', 'manualTask'].includes(tag)) {
    return draft.add(task, 'task', scope, taskFor(assignmentsOf(draft, task, initiators)));
  }
  if (tag === 'sendTask' && isMessage(draft, task)) return draft.add(task, 'throw-message', scope, { message: messageOf(task) });
  const call = tag === 'callActivity' ? callFor(draft, task, flows) : null;
  if (call !== null) return draft.add(task, 'call-flow', scope, call);
  // Nothing can sit on the edge of what is over at once.
  const set = hosts.has(task) ? null : assignedBy(draft, task);
  return set ? draft.add(task, 'assign', scope, { set }) : draft.add(task, 'activity', scope, placeholder(draft, task));
}

/** Whether a send task says no more than which message: one that names code, a queue or a service needs an executor, and one that is done several times a step that can be. */
function isMessage(draft: FlowDraft, task: BpmnElement): boolean {
  const { inputs } = placeholder(draft, task) as { inputs: Record<string, Json> };
  return elementOf(task, 'loopCharacteristics') === undefined && Object.keys(inputs).every((name) => name === 'message');
}

/** The name a message or signal goes by, of whatever refers to it. */
export function messageOf(element: BpmnElement): string {
  const referred = elementOf(element, 'messageRef') ?? elementOf(element, 'signalRef');
  return (textOf(referred, 'name') ?? textOf(referred, 'id') ?? calledOf(element)).slice(0, 100);
}

function repeat(draft: FlowDraft, element: BpmnElement, id: string): boolean {
  const said = repeatOf(draft, element, id);
  if (!said) return false;
  const node = draft.nodes[id]!;
  if (!['card', 'scope'].includes(nodeKinds[node.kind as NodeKindName].shape)) {
    draft.find('bpmn-repeat', { name: calledOf(element) }, 'warning', id);
    draft.lose(element, 'a step that only waits is done once');
    return false;
  }
  node.repeat = said;
  return true;
}

/** The frame; what lies in it is placed by bpmn.process.ts. */
export function placeScope(draft: FlowDraft, part: BpmnElement, scope: string | undefined): Placed {
  const id = draft.add(part, 'scope', scope);
  const tag = tagOf(part);
  if (tag !== 'subProcess') {
    draft.find('bpmn-reduced', { name: calledOf(part), type: tag }, 'warning', id);
    draft.lose(part, tag === 'transaction' ? 'a transaction is a plain scope: nothing is compensated' : 'in a scope every step without a way in begins at once, and each is done once');
  }
  repeat(draft, part, id);
  for (const data of elementsOf(part, 'properties')) draft.lose(data, 'properties of a part are no variables of their own yet');
  return { in: id, out: { node: id }, scope };
}
