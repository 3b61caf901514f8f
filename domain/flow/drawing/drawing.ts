/** From a flow file to what is drawn: shapes with places and words, edges with their ports. Pure; the canvas, the strip and the run overlay all draw from it. */
import { parseKnown } from '../file/flow.fields.ts';
import type { FlowFile, FlowNode } from '../flow.schema.ts';
import { outcomesOf as declaredOutcomes, type NodeKind } from '../nodes/node.kind.ts';
import { repeatIcons, repeatNames } from '../nodes/repeat.form.ts';
import { inLanguage, type Json, type Locale } from '../../values.ts';
import type { StepIcon } from './step-icons.ts';
import { sizeOf, type Point, type Rect, type Shape } from './geometry.ts';
import { placeLabels } from './labels.ts';
import { routeAll, type RoutedEdge, type RoutedNode } from './routing.ts';

/** Colour families of steps (palette names). */
export type Tone = 'people' | 'machine' | 'decision' | 'time' | 'message' | 'ink';

export interface DrawnNode {
  id: string; kind: string; shape: Shape; tone: Tone; icon: StepIcon; rect: Rect;
  title: string; summary: string | null; scope: string | null; attachedTo: string | null;
  /** Ways out in the order of their handles. */
  outcomes: { key: string | null; name: string }[];
  takesInput: boolean;
  /** start and end circles read at a glance: start thin, end thick, terminate filled. */
  ring: 'thin' | 'thick' | 'filled' | 'double' | 'dashed';
  isUnknown: boolean;
  /** Done several times: how. */
  repeat: { icon: StepIcon; name: string } | null;
}
export interface DrawnEdge {
  id: string; from: string; to: string; outcome: { index: number; count: number }; outcomeKey: string | null;
  label: string | null; isDefault: boolean; hasCondition: boolean;
  /** Its corners while its ends rest where the file has them, and where its words stand. */
  points: readonly Point[]; labelAt: Point | null;
}
export type Kinds = Readonly<Record<string, NodeKind | undefined>>;
export interface Drawing { nodes: DrawnNode[]; edges: DrawnEdge[] }

const tones: Record<NodeKind['category'], Tone> = { start: 'ink', end: 'ink', people: 'people', machine: 'machine', decision: 'decision', time: 'time', message: 'message', scope: 'ink' };
const iconOfCategory: Record<NodeKind['category'], StepIcon> = { start: 'play', end: 'flag', people: 'person', machine: 'bolt', decision: 'filter', time: 'clock', message: 'message', scope: 'flows' };
const iconOfKind: Readonly<Record<string, StepIcon>> = { approval: 'approvals', task: 'person', assign: 'letter', 'decision-table': 'table', 'call-flow': 'flows', activity: 'wrench', notify: 'bell', 'update-ticket': 'pencil', exclusive: 'close', parallel: 'plus', inclusive: 'ring', 'partial-join': 'some', 'event-gateway': 'pentagon', timer: 'clock', terminate: 'close', 'wait-message': 'message', 'throw-message': 'send', 'message-end': 'send', 'throw-signal': 'signal', 'signal-end': 'signal', 'boundary-message': 'message', 'boundary-timer': 'clock', 'boundary-error': 'warning', 'wait-condition': 'filter', 'boundary-condition': 'filter', 'error-end': 'warning', escalation: 'raise', 'escalation-end': 'raise', 'boundary-escalation': 'raise', 'take-back': 'rewind', 'take-back-end': 'rewind', 'boundary-take-back': 'rewind', 'event-scope-message': 'message', 'event-scope-timer': 'clock', 'event-scope-condition': 'filter', 'event-scope-error': 'warning', 'event-scope-escalation': 'raise', 'event-scope-take-back': 'rewind' };

/** The icon of a kind: its own where we have one, else its category's. */
export const iconOf = (kind: string, category: NodeKind['category']): StepIcon => iconOfKind[kind] ?? iconOfCategory[category];
export const toneOf = (category: NodeKind['category']): Tone => tones[category];

/** A boundary beside which its host goes on is dashed, as BPMN draws it. */
const ringOf = (kind: NodeKind | undefined, config: unknown): DrawnNode['ring'] =>
  (kind?.kind === 'terminate' ? 'filled' : kind?.category === 'end' ? 'thick' : kind?.category === 'start' ? 'thin' : kind && config !== null && kind.behaviour.isInterrupting?.(config) === false ? 'dashed' : 'double');

/** Config as its kind understands it, or null while it is not (a draft may be half filled). */
export function configOf(kind: NodeKind, node: FlowNode): unknown {
  const parsed = parseKnown(kind.config, node.config);
  return parsed.success ? parsed.data : null;
}

/** Config with the fields that are not right yet as a fresh step has them, so that a half filled step keeps its ways out. */
function configSoFar(kind: NodeKind, node: FlowNode): unknown {
  const parsed = parseKnown(kind.config, node.config);
  if (parsed.success) return parsed.data;
  const wrong = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
  const initial = Object.entries(kind.initial as Record<string, Json>).filter(([field]) => wrong.has(field));
  const mended = parseKnown(kind.config, Object.fromEntries([...Object.entries(node.config).filter(([field]) => !wrong.has(field)), ...initial]));
  return mended.success ? mended.data : null;
}

/** Ways out of a step in the order of their handles. */
export function outcomesOf(kind: NodeKind | undefined, node: FlowNode, id: string, file: FlowFile, locale: Locale): { key: string | null; name: string }[] {
  const config = kind ? configSoFar(kind, node) : null;
  const declared = kind && config !== null ? declaredOutcomes(kind, config, node).map((outcome) => ({ key: outcome.key, name: inLanguage(outcome.name, locale) })) : [];
  // Ways out an edge still uses stay visible, so that a renamed outcome is seen and can be mended.
  const known = new Set(declared.map((outcome) => outcome.key));
  const used = [...new Set(Object.values(file.edges).filter((edge) => edge.from === id).map((edge) => edge.outcome ?? null))].filter((key) => !known.has(key));
  return [...declared, ...used.map((key) => ({ key, name: key ?? '' }))];
}

function drawNode(id: string, node: FlowNode, file: FlowFile, kinds: Kinds, locale: Locale): DrawnNode {
  const kind = Object.hasOwn(kinds, node.kind) ? kinds[node.kind] : undefined;
  const shape: Shape = kind?.shape ?? 'card';
  const place = file.layout.nodes[id] ?? { x: 0, y: 0 };
  const config = kind ? configOf(kind, node) : null;
  const summary = kind && config !== null ? kind.summary(config, file) : null;
  return {
    id, kind: node.kind, shape, tone: kind ? toneOf(kind.category) : 'ink', icon: kind ? iconOf(node.kind, kind.category) : 'warning',
    rect: { x: place.x, y: place.y, ...sizeOf(shape, place) }, title: inLanguage(node.name, locale), summary: summary ? inLanguage(summary, locale) : null,
    scope: node.scope ?? null, attachedTo: node.attachedTo ?? null, outcomes: outcomesOf(kind, node, id, file, locale), takesInput: kind?.takesInput ?? true,
    repeat: node.repeat ? { icon: repeatIcons[node.repeat.mode], name: inLanguage(repeatNames[node.repeat.mode], locale) } : null,
    ring: ringOf(kind, config), isUnknown: kind === undefined,
  };
}

/** Everything to draw, scopes before what lies in them. */
export function drawingOf(file: FlowFile, kinds: Kinds, locale: Locale): Drawing {
  const drawn = Object.entries(file.nodes).map(([id, node]) => drawNode(id, node, file, kinds, locale));
  const byId = new Map(drawn.map((node) => [node.id, node]));
  const depthOf = (node: DrawnNode, steps = 0): number => (node.scope === null || steps > 20 ? 0 : 1 + depthOf(byId.get(node.scope) ?? { ...node, scope: null }, steps + 1));
  const nodes = drawn.map((node) => ({ node, depth: depthOf(node) })).sort((a, b) => a.depth - b.depth || Number(b.node.shape === 'scope') - Number(a.node.shape === 'scope') || Number(a.node.shape === 'boundary') - Number(b.node.shape === 'boundary')).map(({ node }) => node);
  const plain = Object.entries(file.edges).flatMap(([id, edge]): Omit<DrawnEdge, 'points' | 'labelAt'>[] => {
    const source = byId.get(edge.from);
    if (!source || !byId.has(edge.to)) return [];
    const index = source.outcomes.findIndex((outcome) => outcome.key === (edge.outcome ?? null));
    const outcomeName = edge.outcome !== undefined ? source.outcomes[index]?.name ?? edge.outcome : null;
    return [{
      id, from: edge.from, to: edge.to, outcomeKey: edge.outcome ?? null, outcome: { index: Math.max(0, index), count: Math.max(1, source.outcomes.length) },
      label: edge.name ? inLanguage(edge.name, locale) : outcomeName ?? (edge.condition ? edge.condition : null), isDefault: edge.isDefault ?? false, hasCondition: edge.condition !== undefined,
    }];
  });
  const routes = routesOf(nodes, plain);
  const labels = placeLabels(
    plain.flatMap((edge) => (edge.label === null ? [] : [{ id: edge.id, label: edge.label, points: routes.get(edge.id) ?? [] }])),
    nodes.flatMap((node) => [wordsMayNotCover(node), ...(underOf(node) ? [underOf(node)!] : [])]), routes,
  );
  return { nodes, edges: plain.map((edge) => ({ ...edge, points: routes.get(edge.id) ?? [], labelAt: labels.get(edge.id) ?? null })) };
}

/** Where the words below an event or gateway stand, about: two lines at most. */
function underOf(node: DrawnNode): Rect | null {
  if (node.shape === 'card' || node.shape === 'scope' || node.title === '') return null;
  const { x, y, width, height } = node.rect;
  const long = node.title.length * 6.4;
  if (node.shape === 'boundary') return { x: x + width + 4, y: y + 22, width: Math.min(110, long), height: long > 110 ? 30 : 15 };
  const wide = Math.min(128, long);
  return { x: x + (width - wide) / 2, y: y + height + 4, width: wide, height: long > 128 ? 30 : 15 };
}
/** The part of a shape that words of a line must leave free: a frame's title, and of a diamond not its empty corners. */
export function wordsMayNotCover(node: DrawnNode): Rect {
  if (node.shape === 'scope') return titleOf(node);
  const inset = node.shape === 'gateway' ? 9 : 0;
  return { x: node.rect.x + inset, y: node.rect.y + inset, width: node.rect.width - inset * 2, height: node.rect.height - inset * 2 };
}
const titleOf = (node: DrawnNode): Rect => ({ x: node.rect.x + 12, y: node.rect.y + 8, width: node.title.length * 7, height: 18 });

/** Ways do not change while only words do: those of the last few drawings are kept. */
const known = new Map<string, Map<string, Point[]>>();
const knownAtMost = 8;
function routesOf(nodes: readonly DrawnNode[], edges: readonly RoutedEdge[]): Map<string, Point[]> {
  const routed = nodes.map((node): RoutedNode => ({ id: node.id, shape: node.shape, rect: node.rect, scope: node.scope, under: underOf(node) }));
  const signature = JSON.stringify([routed, edges.map(({ id, from, to, outcome }) => [id, from, to, outcome])]);
  const old = known.get(signature);
  known.delete(signature);
  const routes = old ?? routeAll(routed, edges);
  known.set(signature, routes);
  for (const first of known.keys()) { if (known.size <= knownAtMost) break; known.delete(first); }
  return routes;
}
