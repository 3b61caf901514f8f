/** Walks through a process and its parts: every element becomes a step or an edge, or is told as lost. What an element becomes is decided by its own file. */
import type { ModelFlows } from './bpmn.calls.ts';
import type { FlowDraft } from './bpmn.draft.ts';
import { isCompensated, linkOf, placeBoundary, placeEvent, placeEventScope } from './bpmn.events.ts';
import { isCancel, isUndoingPart, takenBackBy, undoingIn, type AllUndoing } from './bpmn.compensation.ts';
import { calledOf, idOf, elementOf, elementsOf, everythingIn, flagOf, isContainer, isEvent, isFlowNode, isGateway, tagOf, typeOf, vendorNames, vendorOf, type BpmnElement } from './bpmn.elements.ts';
import { placeScope, placeTask, type Placed, type Surroundings } from './bpmn.steps.ts';
import { nodeKinds, type NodeKindName } from '#domain/flow/nodes/index';
import { ownStepOf, ownWayOf, type OwnStep } from './bpmn.own.ts';
import { readNames } from './bpmn.vendors.ts';
import { leadOut, placeGateway, type Way } from './bpmn.ways.ts';

/** Drawn for people, or about data: kept for nobody yet. */
const aside: Record<string, string> = {
  DataObject: 'data objects are no variables yet', DataObjectReference: 'data objects are no variables yet', DataStoreReference: 'data stores are none of a flow',
  TextAnnotation: 'notes on the drawing are not kept yet', Group: 'groups on the drawing are not kept yet', Association: 'lines to notes and data are not kept yet',
};

/** Everything of a process as steps and edges; starts and ends that are missing are added by bpmn.repair.ts. */
export function readProcess(draft: FlowDraft, process: BpmnElement, flows: ModelFlows): void {
  const walk = new Walk(draft, process, flows);
  walk.settings(process);
  walk.part(process, undefined);
  walk.takeBacks();
}

class Walk {
  readonly #draft: FlowDraft;
  readonly #around: Surroundings;
  readonly #undoing: AllUndoing;
  readonly #handlers: ReadonlySet<BpmnElement>;
  readonly #placed = new Map<BpmnElement, Placed>();
  constructor(draft: FlowDraft, process: BpmnElement, flows: ModelFlows) {
    this.#draft = draft;
    this.#undoing = undoingIn(process);
    this.#handlers = new Set([...[...this.#undoing.byEvent.values()].map(({ handler }) => handler), ...this.#undoing.parts]);
    const all = everythingIn(process);
    this.#around = {
      initiators: new Set(all.flatMap((one) => (typeOf(one) === 'StartEvent' ? [vendorOf(one, 'initiator')] : [])).filter((name) => name !== undefined)),
      hosts: new Set(all.flatMap((one) => elementsOf(one, 'attachedToRef'))), flows,
    };
  }

  part(container: BpmnElement, scope: string | undefined): void {
    const elements = elementsOf(container, 'flowElements');
    const flows = elements.filter((one) => typeOf(one) === 'SequenceFlow');
    this.#asides(container, elements);
    const ways = countWays(flows);
    for (const element of elements) if (isFlowNode(element) && typeOf(element) !== 'BoundaryEvent') this.#place(element, scope, ways.get(element) ?? { in: 0, out: 0 });
    for (const event of elements) {
      if (typeOf(event) !== 'BoundaryEvent') continue;
      const host = this.#placed.get(elementOf(event, 'attachedToRef') ?? event);
      const step = ownStepOf(event, tagOf(event));
      const isSaid = step !== undefined && nodeKinds[step.kind as NodeKindName].shape === 'boundary' && host?.in != null;
      if (isSaid) { this.#keep(event, this.#own(event, scope, step, host.in!)); continue; }
      this.#draft.isOwn = false;
      const sits = host && host.scope === scope && host.in !== null && !isGateway(elementOf(event, 'attachedToRef')!) && !isEvent(elementOf(event, 'attachedToRef')!);
      this.#keep(event, placeBoundary(this.#draft, event, scope, sits ? host.in : null, this.#undoing.byEvent.has(event)));
    }
    this.#links(elements);
    this.#edges(flows);
    this.#undo(elements);
  }

  /** What undoes a step is behind the event on its edge. */
  #undo(elements: readonly BpmnElement[]): void {
    for (const event of elements) {
      const undoing = this.#undoing.byEvent.get(event);
      const [from, to] = [this.#placed.get(event)?.out?.node, undoing && this.#placed.get(undoing.handler)?.in];
      if (undoing && from && to && this.#draft.isNew(JSON.stringify([from, to]))) this.#draft.flows.set(undoing.line, this.#draft.join(idOf(undoing.line) ?? `${from}-undo`, { from, to }));
    }
  }

  /** Events that take back one step only name it; known once all are placed. */
  takeBacks(): void {
    const ids = new Map([...this.#draft.origins].map(([id, element]) => [element, id]));
    for (const [id, element] of this.#draft.origins) {
      const node = this.#draft.nodes[id]!;
      const step = takenBackBy(element);
      if (!['take-back', 'take-back-end'].includes(node.kind) || this.#draft.steps.has(id) || step === undefined) continue;
      if (ids.has(step)) node.config = { step: ids.get(step)! };
      else this.#draft.lose(element, 'what it takes back is no step here');
    }
  }

  #place(element: BpmnElement, scope: string | undefined, ways: { in: number; out: number }): void {
    const draft = this.#draft;
    const leave = (reason: string): void => {
      draft.find('bpmn-left-out', { name: calledOf(element), type: tagOf(element) }, 'warning');
      draft.lose(element, reason);
    };
    const step = ownStepOf(element, tagOf(element));
    if (step !== undefined && isContainer(element) === (nodeKinds[step.kind as NodeKindName].shape === 'scope') && nodeKinds[step.kind as NodeKindName].shape !== 'boundary') {
      const placed = this.#own(element, scope, step);
      this.#keep(element, placed);
      if (isContainer(element)) this.part(element, placed.in ?? undefined);
      return;
    }
    draft.isOwn = false;
    if ((isCompensated(element) || isUndoingPart(element)) && !this.#handlers.has(element)) leave('nothing takes back what it would undo');
    else if (flagOf(element, 'triggeredByEvent')) {
      const placed = placeEventScope(draft, element, scope);
      this.#keep(element, placed);
      if (placed) { this.part(element, placed.in!); return; }
      leave('nothing that is known here begins this part');
      for (const inner of everythingIn(element)) if (inner !== element && isFlowNode(inner)) draft.lose(inner, 'lies in a part that is left out');
    } else {
      const placed = isGateway(element) ? placeGateway(draft, element, scope, ways) : isEvent(element) ? placeEvent(draft, element, scope) : isContainer(element) ? placeScope(draft, element, scope) : placeTask(draft, element, scope, this.#around);
      this.#keep(element, isCancel(element) ? this.#takenBackBefore(element, placed) : placed);
      if (isContainer(element)) this.part(element, placed.in ?? undefined);
    }
  }

  /** Where something in the transaction can be taken back, it is, before the transaction is left. */
  #takenBackBefore(element: BpmnElement, placed: Placed): Placed {
    const part = element.$parent;
    const inside = new Set(part ? everythingIn(part) : []);
    if (placed.in === null || ![...this.#undoing.byEvent.keys()].some((event) => inside.has(event))) return placed;
    const undo = this.#draft.invent(`${placed.in}-undo`, 'take-back', placed.scope);
    this.#draft.join(`${undo}-on`, { from: undo, to: placed.in });
    return { ...placed, in: undo };
  }

  /** A step that says itself what it is. */
  #own(element: BpmnElement, scope: string | undefined, step: OwnStep, host?: string): Placed {
    const id = this.#draft.addOwn(element, scope, step);
    if (host !== undefined) this.#draft.nodes[id]!.attachedTo = host;
    const { takesInput, category } = nodeKinds[step.kind as NodeKindName];
    return { in: takesInput || category === 'scope' ? id : null, out: category === 'end' ? null : { node: id, ...(step.kind === 'task' && !step.repeat ? { outcome: 'done' } : {}) }, scope };
  }

  #keep(element: BpmnElement, placed: Placed | null): void {
    if (placed) this.#placed.set(element, placed);
    this.settings(element);
    if (elementOf(element, 'ioSpecification') ?? elementOf(element, 'dataInputAssociations') ?? elementOf(element, 'dataOutputAssociations')) this.#draft.lose(element, 'what data goes in and out is not kept yet');
  }

  /** What an engine wrote beside the standard, and nobody here reads. */
  settings(element: BpmnElement): void {
    const unread = vendorNames(element).filter((name) => !readNames.has(name.slice(name.indexOf(':') + 1)));
    if (unread.length > 0) this.#draft.lose(element, `settings of another engine: ${unread.slice(0, 20).join(', ')}`);
  }

  #asides(container: BpmnElement, elements: readonly BpmnElement[]): void {
    for (const lane of elementsOf(container, 'laneSets').flatMap(lanesOf)) this.#draft.lose(lane, 'lanes are not kept yet');
    for (const element of [...elements, ...elementsOf(container, 'artifacts')]) {
      const type = typeOf(element);
      if (Object.hasOwn(aside, type)) this.#draft.lose(element, aside[type]!);
      else if (!isFlowNode(element) && type !== 'SequenceFlow') {
        this.#draft.find('bpmn-left-out', { name: calledOf(element), type: tagOf(element) }, 'warning');
        this.#draft.lose(element, 'it has no like here');
      }
    }
  }

  /** What throws a link leads to what catches it. */
  #links(elements: readonly BpmnElement[]): void {
    const isLink = (type: string) => (element: BpmnElement): boolean => typeOf(element) === type && linkOf(element) !== undefined;
    const catching = elements.filter(isLink('IntermediateCatchEvent'));
    for (const element of elements.filter(isLink('IntermediateThrowEvent'))) {
      const target = catching.find((one) => linkOf(one) === linkOf(element));
      const [from, to] = [this.#placed.get(element)?.out?.node, target && this.#placed.get(target)?.in];
      if (from && to) this.#draft.join(`${from}-link`, { from, to });
      else this.#draft.find('bpmn-flow-lost', { name: calledOf(element) }, 'warning', from ?? null);
    }
  }

  #edges(flows: readonly BpmnElement[]): void {
    const bySource = new Map<BpmnElement, Way[]>();
    for (const flow of flows) {
      const [source, target] = [elementOf(flow, 'sourceRef'), elementOf(flow, 'targetRef')];
      const [from, to] = [source && this.#placed.get(source), target && this.#placed.get(target)];
      if (source && from?.out && to?.in && from.scope === to.scope) {
        const ways = bySource.get(source);
        const own = ownWayOf(flow);
        if (!own) this.#draft.isOwn = false;
        const way: Way = { flow, to: to.in, own };
        if (ways) ways.push(way);
        else bySource.set(source, [way]);
      } else {
        this.#draft.isOwn = false;
        this.#draft.find('bpmn-flow-lost', { name: calledOf(flow) }, 'warning', from?.out?.node ?? null);
        this.#draft.lose(flow, 'it leads from or to nothing that is kept, or across the frame of a part');
      }
    }
    for (const [source, ways] of bySource) leadOut(this.#draft, source, this.#placed.get(source)!, ways);
  }
}

function countWays(flows: readonly BpmnElement[]): Map<BpmnElement, { in: number; out: number }> {
  const ways = new Map<BpmnElement, { in: number; out: number }>();
  const count = (element: BpmnElement | undefined, side: 'in' | 'out'): void => {
    if (!element) return;
    const known = ways.get(element) ?? { in: 0, out: 0 };
    known[side] += 1;
    ways.set(element, known);
  };
  for (const flow of flows) {
    count(elementOf(flow, 'sourceRef'), 'out');
    count(elementOf(flow, 'targetRef'), 'in');
  }
  return ways;
}

const lanesOf = (set: BpmnElement): BpmnElement[] => elementsOf(set, 'lanes').flatMap((lane) => [lane, ...elementsOf(lane, 'childLaneSet').flatMap(lanesOf)]);
/** Whether a process has a step. */
export const hasSteps = (process: BpmnElement): boolean => elementsOf(process, 'flowElements').some(isFlowNode);
