/** Which step undoes which: the activity a line leads to from the compensation event on another one's edge, where something takes that one back. */
import { elementOf, elementsOf, eventsOf, flagOf, isContainer, isTask, typeOf, type BpmnElement } from './bpmn.elements.ts';

/** `line`: the association between event and handler. */
export interface Undoing { line: BpmnElement; handler: BpmnElement }

const definitionOf = (event: BpmnElement): BpmnElement | undefined => eventsOf(event).find((one) => typeOf(one) === 'CompensateEventDefinition');
export const isUndone = (event: BpmnElement): boolean => typeOf(event) === 'BoundaryEvent' && definitionOf(event) !== undefined;
/** What a compensation event names; undefined: everything done in its part. */
export const takenBackBy = (event: BpmnElement): BpmnElement | undefined => elementOf(definitionOf(event), 'activityRef');

/** The end that cancels a transaction: what was done in it is taken back. */
export const isCancel = (event: BpmnElement): boolean => typeOf(event) === 'EndEvent' && eventsOf(event).some((one) => typeOf(one) === 'CancelEventDefinition');

/** By the events on the edges. What nothing can take back is left out: it would be a step no run ever comes to. */
export function undoingIn(process: BpmnElement): ReadonlyMap<BpmnElement, Undoing> {
  const found = new Map<BpmnElement, Undoing>();
  visit(process, [], [], found);
  return found;
}

/** `parts`: those around; `thrown`: what events in them take back. */
function visit(part: BpmnElement, parts: readonly BpmnElement[], thrown: readonly (BpmnElement | undefined)[], found: Map<BpmnElement, Undoing>): void {
  const elements = elementsOf(part, 'flowElements');
  const inside = new Set(elements);
  const around = [...parts, part];
  const all = [...thrown, ...elements.filter((one) => ['IntermediateThrowEvent', 'EndEvent'].includes(typeOf(one)) && definitionOf(one)).map(takenBackBy), ...(elements.some(isCancel) ? [undefined] : [])];
  for (const line of elementsOf(part, 'artifacts')) {
    const [event, handler] = [elementOf(line, 'sourceRef'), elementOf(line, 'targetRef')];
    const host = event && elementOf(event, 'attachedToRef');
    if (typeOf(line) !== 'Association' || !event || !handler || !host || !isUndone(event) || !inside.has(event) || !inside.has(handler) || handler === host) continue;
    if ((isTask(handler) || isContainer(handler)) && flagOf(handler, 'isForCompensation') && !flagOf(host, 'isForCompensation') && all.some((one) => one === undefined || one === host || around.includes(one))) found.set(event, { line, handler });
  }
  for (const inner of elements) if (isContainer(inner) && !flagOf(inner, 'triggeredByEvent')) visit(inner, around, all, found);
}
