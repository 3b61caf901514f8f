/** Events as steps: starts, ends, what waits, what throws, and what sits on the edge of a step. */
import { nodeKinds, type NodeKindName } from '#domain/flow/nodes/index';
import { beginsItself } from '#domain/flow/nodes/node.kind';
import type { Json } from '#domain/values';
import type { FlowDraft } from './bpmn.draft.ts';
import { bodyOf, calledOf, elementOf, elementsOf, eventsOf, flagOf, languageOf, nameOf, tagOf, textOf, typeOf, type BpmnElement } from './bpmn.elements.ts';
import { messageOf, type Placed } from './bpmn.steps.ts';
import { scheduleOf } from './bpmn.schedule.ts';
import { timerOf } from './bpmn.timers.ts';
import { variableName } from './expression.print.ts';

/** A step that only leads on. A gateway with one way out is one, wherever tokens come from. */
export const passKind = 'exclusive';
/** What ends a transaction goes by this code. */
const cancelled = 'CANCELLED';
/** Beyond this a timer comes no more. */
const mostTimes = 1000;

const kindOf = (definition: BpmnElement | undefined): string => (definition === undefined ? 'none' : typeOf(definition).replace(/EventDefinition$/, '').toLowerCase());

/** The first of an event's definitions that means something in this place; further ones are told. */
function definitionOf(draft: FlowDraft, event: BpmnElement, known: readonly string[]): { kind: string; definition: BpmnElement | undefined } {
  const all = eventsOf(event);
  const definition = all.find((one) => known.includes(kindOf(one))) ?? all[0];
  for (const other of all) if (other !== definition) draft.lose(event, `of several triggers one is kept, and the ${kindOf(other)} is not`);
  return { kind: kindOf(definition), definition };
}

/** What makes an event special, as it stands in the file. */
const triggerOf = (event: BpmnElement): string => tagOf(eventsOf(event)[0] ?? event);

/** Told as a warning; the step stays without what is special about it. */
function reduced(draft: FlowDraft, event: BpmnElement, id: string, reason: string): void {
  draft.find('bpmn-reduced', { name: calledOf(event), type: triggerOf(event) }, 'warning', id);
  draft.lose(event, reason);
}

export function placeEvent(draft: FlowDraft, event: BpmnElement, scope: string | undefined): Placed {
  switch (typeOf(event)) {
    case 'StartEvent': return isBegun(draft, scope) ? { in: null, out: { node: draft.add(event, 'start', scope, { trigger: 'form' }) }, scope } : placeStart(draft, event, scope);
    case 'EndEvent': return placeEnd(draft, event, scope);
    case 'IntermediateThrowEvent': return placeThrow(draft, event, scope);
    default: return placeCatch(draft, event, scope);
  }
}

/** The frame says what begins it. */
const isBegun = (draft: FlowDraft, scope: string | undefined): boolean => scope !== undefined && beginsItself(nodeKinds[draft.nodes[scope]!.kind as NodeKindName]);

function placeStart(draft: FlowDraft, event: BpmnElement, scope: string | undefined): Placed {
  const { kind, definition } = definitionOf(draft, event, scope === undefined ? ['message', 'signal', 'timer'] : []);
  const begun = scope === undefined && definition !== undefined ? beginningOf(event, kind, definition) : null;
  const id = draft.add(event, 'start', scope, begun ?? { trigger: 'form' });
  if (kind !== 'none' && begun === null) {
    draft.find('bpmn-trigger-lost', { name: calledOf(event), type: triggerOf(event) }, 'warning', id, '/trigger');
    draft.lose(event, `a start by ${kind} is begun as every start`);
  }
  return { in: null, out: { node: id }, scope };
}

/** Signals begin a flow as messages do. A timer's computed time, or one that comes so long after nobody knows what, begins nothing. */
function beginningOf(event: BpmnElement, kind: string, definition: BpmnElement): Record<string, Json> | null {
  if (kind === 'message' || kind === 'signal') return { trigger: 'message', message: referredTo(definition, event) };
  if (kind !== 'timer') return null;
  for (const part of ['timeCycle', 'timeDate', 'timeDuration'] as const) {
    const body = bodyOf(elementOf(definition, part));
    const schedule = body === undefined ? null : scheduleOf(part, body);
    if (schedule !== null) return { trigger: 'schedule', schedule };
  }
  return null;
}

function placeEnd(draft: FlowDraft, event: BpmnElement, scope: string | undefined): Placed {
  const { kind, definition } = definitionOf(draft, event, ['terminate', 'error', 'cancel', 'escalation', 'compensate', 'message', 'signal']);
  const add = (as: NodeKindName, config: Record<string, Json> = {}): string => draft.add(event, as, scope, config);
  const id = kind === 'terminate' ? add('terminate')
    : kind === 'error' ? add('error-end', { code: codeOf(definition, 'errorRef', 'errorCode') ?? 'FAILED' })
    : kind === 'cancel' ? add('error-end', { code: cancelled })
    : kind === 'escalation' ? add('escalation-end', { code: codeOf(definition, 'escalationRef', 'escalationCode') ?? 'ATTENTION' })
    : kind === 'compensate' ? add('take-back-end')
    : kind === 'message' ? add('message-end', { message: referredTo(definition!, event) })
    : kind === 'signal' ? add('signal-end', { signal: referredTo(definition!, event) })
    : add('end');
  if (draft.nodes[id]!.kind === 'end' && kind !== 'none') reduced(draft, event, id, `an end that throws a ${kind} is a plain end`);
  return { in: id, out: null, scope };
}

function placeThrow(draft: FlowDraft, event: BpmnElement, scope: string | undefined): Placed {
  const { kind, definition } = definitionOf(draft, event, ['escalation', 'compensate', 'message', 'signal', 'link']);
  const add = (as: NodeKindName, config: Record<string, Json> = {}): string => draft.add(event, as, scope, config);
  const id = kind === 'escalation' ? add('escalation', { code: codeOf(definition, 'escalationRef', 'escalationCode') ?? 'ATTENTION' })
    : kind === 'compensate' ? add('take-back')
    : kind === 'message' ? add('throw-message', { message: referredTo(definition!, event) })
    : kind === 'signal' ? add('throw-signal', { signal: referredTo(definition!, event) })
    : add(passKind);
  if (draft.nodes[id]!.kind === passKind && !['none', 'link'].includes(kind)) reduced(draft, event, id, `throwing a ${kind} is not there yet: the way only leads on`);
  return { in: id, out: { node: id }, scope };
}

function placeCatch(draft: FlowDraft, event: BpmnElement, scope: string | undefined): Placed {
  const { kind, definition } = definitionOf(draft, event, ['timer', 'message', 'signal', 'conditional', 'link']);
  const id = caught(draft, event, scope, kind, definition);
  return { in: id, out: { node: id }, scope };
}

function caught(draft: FlowDraft, event: BpmnElement, scope: string | undefined, kind: string, definition: BpmnElement | undefined): string {
  if (definition && kind === 'timer') {
    const id = draft.add(event, 'timer', scope);
    draft.nodes[id]!.config = timerOf(draft, definition, event, id).clock;
    return id;
  }
  if (definition && (kind === 'message' || kind === 'signal')) return draft.add(event, 'wait-message', scope, { message: referredTo(definition, event) });
  if (definition && kind === 'conditional') {
    const id = draft.add(event, 'wait-condition', scope);
    draft.nodes[id]!.config = { condition: conditionOf(draft, definition, event, id) };
    return id;
  }
  const id = draft.add(event, passKind, scope);
  if (kind !== 'link') reduced(draft, event, id, kind === 'none' ? 'nothing says what is waited for: the way only leads on' : `waiting for a ${kind} is not there yet: the way only leads on`);
  return id;
}

/** Null: it has no like here, or its host has none, and it is left out. `undoes`: a step undoes its host, and something takes that back. */
export function placeBoundary(draft: FlowDraft, event: BpmnElement, scope: string | undefined, host: string | null, undoes: boolean): Placed | null {
  const { kind, definition } = definitionOf(draft, event, ['timer', 'message', 'signal', 'error', 'escalation', 'conditional', 'cancel']);
  const leave = (reason: string): null => {
    draft.find('bpmn-left-out', { name: calledOf(event), type: triggerOf(event) }, 'warning');
    draft.lose(event, reason);
    return null;
  };
  if (host === null) return leave('what it sits on is no step where it could come');
  if (kind === 'compensate' && !undoes) return leave('nothing takes back what it would undo');
  const id = draft.add(event, boundaryKinds[kind] ?? 'boundary-message', scope);
  const node = draft.nodes[id]!;
  node.attachedTo = host;
  node.config = eventConfig(draft, event, id, kind, definition, event['cancelActivity'] !== false);
  if (!Object.hasOwn(boundaryKinds, kind)) reduced(draft, event, id, 'nothing says when it comes: it waits for a message of its name');
  return { in: null, out: { node: id }, scope };
}

const boundaryKinds: Record<string, NodeKindName> = {
  timer: 'boundary-timer', message: 'boundary-message', signal: 'boundary-message', error: 'boundary-error', cancel: 'boundary-error', escalation: 'boundary-escalation', conditional: 'boundary-condition', compensate: 'boundary-take-back',
};

/** What begins a part that begins by an event; null where nothing in it says so, or something that has no like here. `part`: its frame. */
export function placeEventScope(draft: FlowDraft, part: BpmnElement, scope: string | undefined): Placed | null {
  const starts = elementsOf(part, 'flowElements').filter((one) => typeOf(one) === 'StartEvent');
  const event = starts.find((one) => eventsOf(one).some((definition) => Object.hasOwn(eventScopeKinds, kindOf(definition))));
  if (event === undefined) return null;
  const { kind, definition } = definitionOf(draft, event, Object.keys(eventScopeKinds));
  const id = draft.add(part, eventScopeKinds[kind]!, scope);
  draft.nodes[id]!.config = eventConfig(draft, event, id, kind, definition, event['isInterrupting'] !== false);
  for (const other of starts) if (other !== event) reduced(draft, other, id, 'a part that begins by an event begins by one');
  return { in: id, out: null, scope };
}

const eventScopeKinds: Record<string, NodeKindName> = {
  timer: 'event-scope-timer', message: 'event-scope-message', signal: 'event-scope-message', error: 'event-scope-error', escalation: 'event-scope-escalation', conditional: 'event-scope-condition', compensate: 'event-scope-take-back',
};

function eventConfig(draft: FlowDraft, event: BpmnElement, id: string, kind: string, definition: BpmnElement | undefined, isInterrupting: boolean): Record<string, Json> {
  switch (definition === undefined ? 'none' : kind) {
    case 'timer': {
      const { clock, times } = timerOf(draft, definition!, event, id);
      return { ...clock, isInterrupting, ...(isInterrupting || clock.mode === 'until' || times === 1 ? {} : { times: Math.min(times ?? mostTimes, mostTimes) }) };
    }
    case 'error': return thrown(codeOf(definition, 'errorRef', 'errorCode'), definition);
    case 'cancel': return { code: cancelled };
    case 'compensate': return {};
    case 'escalation': return { ...thrown(codeOf(definition, 'escalationRef', 'escalationCode'), definition), isInterrupting };
    case 'conditional': return { condition: conditionOf(draft, definition!, event, id), isInterrupting };
    default: return { message: definition === undefined ? calledOf(event).slice(0, 100) : referredTo(definition, event), isInterrupting };
  }
}

function thrown(code: string | undefined, definition: BpmnElement | undefined): Record<string, Json> {
  const variable = Object.entries(definition?.$attrs ?? {}).find(([name]) => /:(errorMessageVariable|errorVariableName|escalationCodeVariable)$/.test(name))?.[1];
  return { ...(code === undefined ? {} : { code }), ...(variable ? { resultVariable: variableName(variable) } : {}) };
}

/** What an error or an escalation goes by: its code, else its name. */
function codeOf(definition: BpmnElement | undefined, reference: string, code: string): string | undefined {
  const referred = elementOf(definition, reference);
  return (textOf(referred, code) ?? textOf(referred, 'name') ?? textOf(referred, 'id'))?.slice(0, 100);
}

/** The name of the message or signal, else the event's own. */
const referredTo = (definition: BpmnElement, event: BpmnElement): string => (elementOf(definition, 'messageRef') ?? elementOf(definition, 'signalRef') ? messageOf(definition) : nameOf(event) ?? calledOf(event)).slice(0, 100);

function conditionOf(draft: FlowDraft, definition: BpmnElement, event: BpmnElement, id: string): string {
  const expression = elementOf(definition, 'condition');
  const text = bodyOf(expression);
  if (text === undefined) {
    draft.find('bpmn-expression', { name: calledOf(event), expression: '' }, 'warning', id, '/condition');
    return draft.unknown('');
  }
  return draft.condition(text, languageOf(expression), event, id, '/condition');
}

/** The name by which links find each other; undefined for any other event. */
export function linkOf(event: BpmnElement): string | undefined {
  const link = eventsOf(event).find((one) => kindOf(one) === 'link');
  return link === undefined ? undefined : textOf(link, 'name') ?? nameOf(event) ?? '';
}
export const isCompensated = (element: BpmnElement): boolean => flagOf(element, 'isForCompensation');
