/**
 * What BPMN leaves unsaid and a flow has to say: a start of every part, an end of every way. What a start cannot reach is left out, and told; races are
 * between waits only.
 */
import type { FlowEdge, FlowNode } from '#domain/flow/flow.schema';
import { nodeKinds, type NodeKindName } from '#domain/flow/nodes/index';
import { beginsItself } from '#domain/flow/nodes/node.kind';
import { grouped, type FlowDraft } from './bpmn.draft.ts';
import { passKind } from './bpmn.events.ts';
import { calledOf, isEvent } from './bpmn.elements.ts';
import { taskFor } from './bpmn.people.ts';

const kindOf = (node: FlowNode) => nodeKinds[node.kind as NodeKindName];

export function repair(draft: FlowDraft): void {
  mendRaces(draft);
  const inside = grouped(Object.keys(draft.nodes), (id) => draft.nodes[id]!.scope ?? '');
  const [ways, after] = [incoming(draft), outgoing(draft)];
  for (const scope of [undefined, ...Object.keys(draft.nodes).filter((id) => kindOf(draft.nodes[id]!).shape === 'scope')]) giveStart(draft, scope, inside.get(scope ?? '') ?? [], ways, after);
  dropUnreachable(draft);
  giveEnds(draft);
  chooseDefaults(draft);
}

const outgoing = (draft: FlowDraft): Map<string, FlowEdge[]> => grouped(Object.values(draft.edges), ({ from }) => from);
const incoming = (draft: FlowDraft): Map<string, FlowEdge[]> => grouped(Object.values(draft.edges), ({ to }) => to);

function giveStart(draft: FlowDraft, scope: string | undefined, ids: readonly string[], ways: ReadonlyMap<string, FlowEdge[]>, after: ReadonlyMap<string, FlowEdge[]>): void {
  const inside = ids.map((id): [string, FlowNode] => [id, draft.nodes[id]!]);
  const starts = inside.filter(([, node]) => node.kind === 'start').map(([id]) => id);
  if (scope === undefined && starts.length > 1) draft.find('bpmn-start-several', { count: starts.length, name: draft.nodes[[...starts].sort()[0]!]!.name }, 'info', starts[0]!);
  if (scope === undefined ? starts.length > 0 : starts.length === 1 || starts.some((id) => draft.steps.has(id))) return;
  // Several starts of a part begin at once; so does everything without a way in where there is no start.
  for (const id of starts.filter((one) => !draft.steps.has(one))) Object.assign(draft.nodes[id]!, { kind: (after.get(id) ?? []).length > 1 ? 'parallel' : passKind, config: {} });
  const first = starts.length > 0 ? starts : inside.filter(([id, node]) => kindOf(node).takesInput && !ways.has(id)).map(([id]) => id);
  const targets = first.length > 0 ? first : inside.filter(([, node]) => kindOf(node).takesInput).slice(0, 1).map(([id]) => id);
  const start = draft.invent(`${scope ?? draft.key}-start`, 'start', scope);
  if (targets.length === 0) targets.push(undrawn(draft, scope));
  for (const to of targets) draft.join(`${start}-${to}`, { from: start, to });
}

/** A part that is drawn closed, or empty, is still something to be done. */
function undrawn(draft: FlowDraft, scope: string | undefined): string {
  const part = scope === undefined ? undefined : draft.nodes[scope];
  if (scope === undefined || !part) return draft.invent(`${draft.key}-end`, 'end', scope);
  const id = draft.invent(`${scope}-work`, 'task', scope);
  Object.assign(draft.nodes[id]!, { name: part.name, config: taskFor([{ by: 'relation', relation: 'ticketTeam' }]) });
  return id;
}

function dropUnreachable(draft: FlowDraft): void {
  const ways = outgoing(draft);
  const byHost = grouped(Object.entries(draft.nodes).filter(([, node]) => node.attachedTo !== undefined), ([, node]) => node.attachedTo!);
  const startsOf = grouped(Object.entries(draft.nodes).filter(([, node]) => node.kind === 'start' || beginsItself(kindOf(node))), ([, node]) => node.scope ?? '');
  const reached = new Set<string>();
  // What says itself that it is a step is kept, whether anything leads there or not.
  const queue = [...(startsOf.get('') ?? []).map(([id]) => id), ...draft.steps.keys()];
  while (queue.length > 0) {
    const id = queue.pop()!;
    if (reached.has(id)) continue;
    reached.add(id);
    queue.push(...(ways.get(id) ?? []).map(({ to }) => to), ...(byHost.get(id) ?? []).map(([boundary]) => boundary), ...(startsOf.get(id) ?? []).map(([start]) => start));
  }
  const lost = Object.keys(draft.nodes).filter((id) => !reached.has(id));
  for (const id of lost) {
    const element = draft.origins.get(id);
    if (!element) continue;
    draft.find('bpmn-unreachable', { name: calledOf(element) }, 'warning');
    draft.lose(element, 'no way leads there from a start');
  }
  draft.remove(new Set(lost));
}

function giveEnds(draft: FlowDraft): void {
  const ways = outgoing(draft);
  for (const [id, node] of Object.entries(draft.nodes)) {
    if (ways.has(id) || kindOf(node).category === 'end' || beginsItself(kindOf(node)) || draft.steps.get(id)?.isOpen) continue;
    const to = draft.invent(`${id}-end`, 'end', node.scope);
    draft.join(`${id}-to-end`, { from: id, to, ...(node.kind === 'task' && !node.repeat ? { outcome: 'done' } : {}) });
  }
}

/** A gateway drawn for people, without conditions, takes the way that is soonest at an end: else a circle would never be left. */
function chooseDefaults(draft: FlowDraft): void {
  const before = incoming(draft);
  const far = new Map<string, number>();
  let now = Object.keys(draft.nodes).filter((id) => kindOf(draft.nodes[id]!).category === 'end');
  for (let steps = 0; now.length > 0; steps += 1) {
    for (const id of now) far.set(id, steps);
    now = [...new Set(now.flatMap((id) => (before.get(id) ?? []).map(({ from }) => from)))].filter((id) => !far.has(id));
  }
  const ways = outgoing(draft);
  for (const id of draft.undecided) {
    const edges = (ways.get(id) ?? []).filter(({ condition }) => condition === undefined || condition === 'false');
    const nearest = Math.min(...edges.map(({ to }) => far.get(to) ?? Infinity));
    const chosen = edges.find(({ to }) => (far.get(to) ?? Infinity) === nearest);
    for (const edge of chosen === undefined ? [] : edges) {
      delete edge.isDefault;
      delete edge.condition;
      if (edge === chosen) edge.isDefault = true;
      else edge.condition = 'false';
    }
  }
}

/** What a race leads to is a timer or a message of its own. */
function mendRaces(draft: FlowDraft): void {
  const [ways, before] = [outgoing(draft), incoming(draft)];
  for (const [id, node] of Object.entries(draft.nodes)) {
    if (node.kind !== 'event-gateway') continue;
    const edges = ways.get(id) ?? [];
    if (edges.length < 2) { Object.assign(node, { kind: passKind }); continue; }
    for (const edge of edges) {
      const target = draft.nodes[edge.to]!;
      if (!['timer', 'wait-message'].includes(target.kind) && !draft.steps.has(edge.to)) becomeMessage(draft, edge, target);
      if ((before.get(edge.to) ?? []).length > 1) copyFor(draft, edge, ways.get(edge.to) ?? []);
    }
  }
}

/** An event becomes the wait for a message of its name; before anything else one is put. */
function becomeMessage(draft: FlowDraft, edge: FlowEdge, target: FlowNode): void {
  const element = draft.origins.get(edge.to);
  if (!element) return;
  const config = { message: calledOf(element).slice(0, 100) };
  draft.find('bpmn-race', { name: calledOf(element) }, 'warning', edge.to);
  draft.lose(element, 'in a race only timers and messages can be waited for: a message of its name is');
  if (['event', 'gateway'].includes(kindOf(target).shape) && isEvent(element)) { Object.assign(target, { kind: 'wait-message', config }); return; }
  const wait = draft.invent(`${edge.to}-wait`, 'wait-message', target.scope);
  draft.nodes[wait]!.config = config;
  draft.join(`${wait}-on`, { from: wait, to: edge.to });
  edge.to = wait;
}

/** The way of this edge gets a wait of its own. */
function copyFor(draft: FlowDraft, edge: FlowEdge, after: readonly FlowEdge[]): void {
  const target = draft.nodes[edge.to]!;
  const copy = draft.invent(`${edge.to}-again`, target.kind as NodeKindName, target.scope);
  Object.assign(draft.nodes[copy]!, structuredClone(target));
  draft.copies.set(copy, edge.to);
  for (const one of after) draft.join(`${copy}-on`, { ...one, from: copy });
  edge.to = copy;
}
