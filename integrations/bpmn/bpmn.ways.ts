/** Gateways and sequence flows as steps and edges: which of several ways is taken, what conditions say, and where a gateway has to be added because a step here does not decide. */
import type { NodeKindName } from '#domain/flow/nodes/index';
import type { FlowEdge } from '#domain/flow/flow.schema';
import type { FlowDraft } from './bpmn.draft.ts';
import { passKind } from './bpmn.events.ts';
import { bodyOf, calledOf, elementOf, idOf, isEvent, isGateway, languageOf, nameFrom, nameOf, typeOf, vendorOf, type BpmnElement } from './bpmn.elements.ts';
import type { Placed } from './bpmn.steps.ts';
import { wordsNow, type OwnWay } from './bpmn.own.ts';

const kinds: Record<string, NodeKindName> = {
  ExclusiveGateway: 'exclusive', InclusiveGateway: 'inclusive', ParallelGateway: 'parallel', EventBasedGateway: 'event-gateway',
};

/** `ways`: how many lead in and out. */
export function placeGateway(draft: FlowDraft, gateway: BpmnElement, scope: string | undefined, ways: { in: number; out: number }): Placed {
  const type = typeOf(gateway);
  // A race of one way is none.
  const kind = type === 'ComplexGateway' ? (ways.in > 1 ? 'partial-join' : 'inclusive') : type === 'EventBasedGateway' && ways.out < 2 ? passKind : kinds[type]!;
  const count = type === 'ComplexGateway' ? Number(/^[^\d]*?>=?\s*(\d{1,2})\D*$/.exec(bodyOf(elementOf(gateway, 'activationCondition')) ?? '')?.[1] ?? 1) : 1;
  const id = draft.add(gateway, kind, scope, kind === 'partial-join' ? { count: Math.max(1, Math.min(count, ways.in)), rest: 'ignore' } : {});
  if (type === 'ComplexGateway') {
    draft.find('bpmn-complex', { name: calledOf(gateway) }, 'warning', id);
    draft.lose(gateway, 'a complex gateway goes on with the first so many, whatever its condition says');
  }
  return { in: id, out: { node: id }, scope };
}

/** A flow with both its ends; `to` has a way in. */
export interface Way { flow: BpmnElement; to: string; /** What it says itself. */ own?: OwnWay | undefined }

function conditionOf(flow: BpmnElement): string | undefined {
  const expression = elementOf(flow, 'conditionExpression');
  // A script kept in another file cannot be read, but it is a condition.
  return bodyOf(expression) ?? (expression && vendorOf(expression, 'resource'));
}
const isDefaultOf = (source: BpmnElement, flow: BpmnElement): boolean => elementOf(source, 'default') === flow;

/** All edges out of one element, in the order of the file. */
export function leadOut(draft: FlowDraft, source: BpmnElement, placed: Placed, all: readonly Way[]): void {
  if (placed.out === null) return;
  for (const { flow, to, own } of all) if (own) linkOwn(draft, source, placed.out.node, flow, to, own);
  const ways = all.filter(({ own }) => !own);
  if (ways.length === 0) return;
  const { node, outcome } = placed.out;
  const kind = draft.nodes[node]!.kind;
  const decides = ways.some(({ flow }) => conditionOf(flow) !== undefined || isDefaultOf(source, flow));
  if (isGateway(source) && (kind === 'exclusive' || kind === 'inclusive')) decide(draft, source, node, ways);
  else if (isGateway(source) && kind !== 'partial-join') plain(draft, { from: node }, ways, decides);
  else if (decides && ways.some(({ flow }) => conditionOf(flow) !== undefined)) decide(draft, source, after(draft, placed, 'inclusive'), ways);
  else if (kind === passKind && ways.length > 1) plain(draft, { from: after(draft, placed, 'parallel') }, ways, false);
  else plain(draft, { from: node, ...(outcome === undefined ? {} : { outcome }) }, ways, false);
}

/** An edge that says itself what it is; conditions and names are the model's, as it has them now. */
function linkOwn(draft: FlowDraft, source: BpmnElement, from: string, flow: BpmnElement, to: string, { outcome, order, isDefault, condition, name, id }: OwnWay): void {
  const expression = elementOf(flow, 'conditionExpression');
  // A default way has none but what is written on it.
  const text = isDefaultOf(source, flow) ? bodyOf(expression) : conditionOf(flow);
  const now = text === undefined ? undefined : condition !== undefined && condition.trim() === text ? condition : /feel/i.test(languageOf(expression) ?? '') ? text : draft.condition(text, languageOf(expression), flow, from, null);
  const said = nameOf(flow)?.slice(0, 200);
  const words = wordsNow(name, said, (words) => nameFrom(words)?.slice(0, 200)) ?? (said === undefined ? undefined : { en: said });
  const canBeDefault = !['ParallelGateway', 'EventBasedGateway'].includes(typeOf(source)) && !isEvent(source);
  // "Not by default" and nothing said are one to the model.
  const taken = !canBeDefault || (isDefault ?? false) === isDefaultOf(source, flow) ? isDefault : isDefaultOf(source, flow);
  draft.flows.set(flow, draft.join(id ?? idOf(flow) ?? `${from}-${to}`, {
    from, to, ...(outcome === undefined ? {} : { outcome }), ...(words === undefined ? {} : { name: words }),
    ...(now === undefined && condition?.trim() !== '' ? {} : { condition: now ?? condition! }), ...(taken === undefined ? {} : { isDefault: taken }), ...(order === undefined ? {} : { order }),
  }));
}

/** A gateway behind a step; returns its id. */
function after(draft: FlowDraft, { out, scope }: Placed, kind: NodeKindName): string {
  const { node, outcome } = out!;
  const id = draft.invent(`${node}-ways`, kind, scope);
  draft.join(`${node}-to-ways`, { from: node, to: id, ...(outcome === undefined ? {} : { outcome }) });
  return id;
}

const named = (flow: BpmnElement): Pick<FlowEdge, 'name'> => { const name = nameOf(flow)?.slice(0, 200); return name === undefined ? {} : { name: { en: name } }; };

function plain(draft: FlowDraft, edge: Pick<FlowEdge, 'from' | 'outcome'>, ways: readonly Way[], hasConditions: boolean): void {
  for (const { flow, to } of ways) {
    if (hasConditions && conditionOf(flow) !== undefined) draft.lose(flow, 'a condition on a way that is always taken');
    link(draft, flow, { ...edge, to, ...named(flow) });
  }
}

/** Conditions on the ways out of a gateway that reads them. One way that says nothing is taken when it is its turn, as engines do; further ones never are. */
function decide(draft: FlowDraft, source: BpmnElement, from: string, ways: readonly Way[]): void {
  const isExclusive = draft.nodes[from]!.kind === 'exclusive';
  const bare = ways.filter(({ flow }) => conditionOf(flow) === undefined && !isDefaultOf(source, flow));
  const hasDefault = ways.some(({ flow }) => isDefaultOf(source, flow));
  const isLast = ways.findLastIndex(({ flow }) => conditionOf(flow) !== undefined) < ways.indexOf(bare[0]!);
  if (isExclusive && ways.length > 1 && bare.length > (hasDefault ? 0 : 1)) draft.find('bpmn-condition-missing', { name: calledOf(source) }, 'warning', from);
  if (isExclusive && ways.length > 1 && bare.length === ways.length) draft.undecided.add(from);
  for (const [order, { flow, to }] of ways.entries()) {
    const edge: FlowEdge = { from, to, ...named(flow), ...(ways.length > 1 ? { order } : {}) };
    const text = conditionOf(flow);
    if (isDefaultOf(source, flow) && ways.length > 1) edge.isDefault = true;
    else if (text !== undefined) edge.condition = draft.condition(text, languageOf(elementOf(flow, 'conditionExpression')), flow, from, null);
    else if (isExclusive && ways.length > 1) {
      if (flow !== bare[0]?.flow) edge.condition = 'false';
      else if (!hasDefault && isLast) edge.isDefault = true;
      else edge.condition = 'true';
    }
    link(draft, flow, edge);
  }
}

/** Two edges that say the same would be a mistake here; in BPMN each brings a token. */
function link(draft: FlowDraft, flow: BpmnElement, edge: FlowEdge): void {
  const isTwice = !draft.isNew(JSON.stringify([edge.from, edge.to, edge.outcome, edge.condition, edge.isDefault]));
  const wanted = idOf(flow) ?? `${edge.from}-${edge.to}`;
  if (!isTwice) { draft.flows.set(flow, draft.join(wanted, edge)); return; }
  const between = draft.invent(`${wanted}-step`, passKind, draft.nodes[edge.from]!.scope);
  draft.flows.set(flow, draft.join(wanted, { ...edge, to: between }));
  draft.join(`${wanted}-on`, { from: between, to: edge.to });
}
