/**
 * Which step undoes which: the activity a line leads to from the compensation event on another one's edge, where something takes that one back; and the parts that
 * undo what they lie in.
 */
import { elementOf, elementsOf, everythingIn, eventsOf, flagOf, isContainer, isTask, typeOf, type BpmnElement } from './bpmn.elements.ts';

/** `line`: the association between event and handler. */
export interface Undoing { line: BpmnElement; handler: BpmnElement }

const definitionOf = (event: BpmnElement): BpmnElement | undefined => eventsOf(event).find((one) => typeOf(one) === 'CompensateEventDefinition');
export const isUndone = (event: BpmnElement): boolean => typeOf(event) === 'BoundaryEvent' && definitionOf(event) !== undefined;
/** What a compensation event names; undefined: everything done in its part. */
export const takenBackBy = (event: BpmnElement): BpmnElement | undefined => elementOf(definitionOf(event), 'activityRef');

/** The end that cancels a transaction: what was done in it is taken back. */
export const isCancel = (event: BpmnElement): boolean => typeOf(event) === 'EndEvent' && eventsOf(event).some((one) => typeOf(one) === 'CancelEventDefinition');

/** `byEvent`: what undoes steps, by the event on their edge; `parts`: those that undo what they lie in. */
export interface AllUndoing { byEvent: ReadonlyMap<BpmnElement, Undoing>; parts: ReadonlySet<BpmnElement> }

/** A part that begins when what it lies in is taken back. */
export const isUndoingPart = (element: BpmnElement): boolean => isContainer(element) && flagOf(element, 'triggeredByEvent') && elementsOf(element, 'flowElements').some((one) => typeOf(one) === 'StartEvent' && definitionOf(one) !== undefined);

/** What nothing can take back is left out: it would be a step no run ever comes to. */
export function undoingIn(process: BpmnElement): AllUndoing {
  const found = { byEvent: new Map<BpmnElement, Undoing>(), parts: new Set<BpmnElement>() };
  // A line may be drawn in another part than what it joins.
  const lines = everythingIn(process).flatMap((part) => elementsOf(part, 'artifacts')).filter((one) => typeOf(one) === 'Association');
  visit(process, [], [], lines, found);
  return found;
}

const thrownIn = (elements: readonly BpmnElement[]): (BpmnElement | undefined)[] => elements.filter((one) => ['IntermediateThrowEvent', 'EndEvent'].includes(typeOf(one)) && definitionOf(one)).map(takenBackBy);

/** `parts`: those around; `thrown`: what events in them take back. */
function visit(part: BpmnElement, parts: readonly BpmnElement[], thrown: readonly (BpmnElement | undefined)[], lines: readonly BpmnElement[], found: { byEvent: Map<BpmnElement, Undoing>; parts: Set<BpmnElement> }): void {
  const elements = elementsOf(part, 'flowElements');
  const inside = new Set(elements);
  const around = [...parts, part];
  // A part that undoes all of this stands in place of what undoes it step by step, and takes those back itself.
  const whole = parts.length > 0 && thrown.some((one) => one === undefined || around.includes(one)) ? elements.find(isUndoingPart) : undefined;
  if (whole) found.parts.add(whole);
  const begun = elements.filter((one) => isContainer(one) && flagOf(one, 'triggeredByEvent') && (one === whole || !isUndoingPart(one))).flatMap((one) => thrownIn(elementsOf(one, 'flowElements')));
  const all = [...(whole ? [] : thrown), ...thrownIn(elements), ...begun, ...(elements.some(isCancel) ? [undefined] : [])];
  for (const line of lines) {
    const [event, handler] = [elementOf(line, 'sourceRef'), elementOf(line, 'targetRef')];
    const host = event && elementOf(event, 'attachedToRef');
    if (!event || !handler || !host || !isUndone(event) || !inside.has(event) || !inside.has(handler) || handler === host) continue;
    if ((isTask(handler) || isContainer(handler)) && flagOf(handler, 'isForCompensation') && !flagOf(host, 'isForCompensation') && all.some((one) => one === undefined || one === host || around.includes(one))) found.byEvent.set(event, { line, handler });
  }
  for (const inner of elements) if (isContainer(inner) && (inner === whole || !isUndoingPart(inner))) visit(inner, around, all, lines, found);
}
