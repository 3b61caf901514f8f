/** Where steps lie: as they are drawn there, far enough apart for the sizes steps have here; else in columns. Nothing covers anything. */
import { around, gridStep, sizeOf, snapped, type Rect } from '#domain/flow/drawing/geometry';
import { nodeKinds, type NodeKindName } from '#domain/flow/nodes/index';
import type { BpmnElement } from '../bpmn/bpmn.elements.ts';
import { layOut } from '../bpmn/bpmn.layout.ts';
import type { BkDraft } from './bk.draft.ts';

const origin = { x: 96, y: 96 };
const gap = { x: 48, y: 32 };
/** How far a drawing is pulled apart before it is given up. */
const widest = 6;
const nothingDrawn: BpmnElement = { $type: 'bk:nothing' };

const shapeOf = (draft: BkDraft, id: string) => nodeKinds[draft.nodes[id]!.kind as NodeKindName].shape;
const rectOf = (draft: BkDraft, id: string): Rect => ({ ...draft.layout.nodes[id]!, ...sizeOf(shapeOf(draft, id), draft.layout.nodes[id]) });
const covers = (one: Rect, other: Rect): boolean => one.x < other.x + other.width + gap.x && other.x < one.x + one.width + gap.x && one.y < other.y + other.height + gap.y && other.y < one.y + one.height + gap.y;

/** `steps`: the step each state became, by its id. */
export function layOutBk(draft: BkDraft, steps: ReadonlyMap<string, string>): void {
  asDrawn(draft, steps);
  layOut(draft, nothingDrawn);
  apart(draft);
}

function asDrawn(draft: BkDraft, steps: ReadonlyMap<string, string>): void {
  const drawn = draft.process.states.flatMap(({ id, axis }) => { const step = steps.get(id); return axis && step !== undefined && draft.nodes[step] !== undefined && draft.nodes[step].scope === undefined ? [{ step, axis }] : []; });
  const top = draft.process.states.filter(({ id }) => steps.has(id) && draft.nodes[steps.get(id)!] !== undefined);
  // A drawing that has a place for half of the states says little.
  if (drawn.length < 2 || drawn.length * 2 < top.length) return;
  const [left, above] = [Math.min(...drawn.map(({ axis }) => axis.x)), Math.min(...drawn.map(({ axis }) => axis.y))];
  for (let scale = 1; scale <= widest; scale += 0.25) {
    for (const { step, axis } of drawn) draft.layout.nodes[step] = snapped(shapeOf(draft, step), around(shapeOf(draft, step), { x: origin.x + (axis.x - left) * scale, y: origin.y + (axis.y - above) * scale }));
    if (!isCrowded(drawn.map(({ step }) => rectOf(draft, step)))) return;
  }
  for (const { step } of drawn) delete draft.layout.nodes[step];
}

/** Sorted from left to right, so that only neighbours are compared. */
function isCrowded(rects: readonly Rect[]): boolean {
  const sorted = [...rects].sort((one, other) => one.x - other.x);
  return sorted.some((one, index) => { for (let at = index + 1; at < sorted.length && sorted[at]!.x < one.x + one.width + gap.x; at += 1) if (covers(one, sorted[at]!)) return true; return false; });
}

/** What was added lies beside its neighbour, perhaps on another: it is moved down until it covers nothing. A part takes along what lies in it. */
function apart(draft: BkDraft): void {
  const top = Object.keys(draft.nodes).filter((id) => draft.nodes[id]!.scope === undefined && draft.nodes[id]!.attachedTo === undefined && draft.layout.nodes[id] !== undefined);
  const isOwn = (id: string): boolean => draft.origins.has(id) && shapeOf(draft, id) !== 'scope';
  const placed: Rect[] = [];
  for (const id of [...top.filter(isOwn), ...top.filter((one) => !isOwn(one))]) {
    const rect = rectOf(draft, id);
    const by = freeBelow(rect, placed);
    for (const one of by === 0 ? [] : [id, ...Object.keys(draft.nodes).filter((inner) => draft.nodes[inner]!.scope === id)]) draft.layout.nodes[one] = { ...draft.layout.nodes[one]!, y: draft.layout.nodes[one]!.y + by };
    placed.push({ ...rect, y: rect.y + by });
  }
}

/** How far down it is free, in steps of the grid. Added steps may lie close to others, but not on them. */
function freeBelow(rect: Rect, placed: readonly Rect[]): number {
  const near = placed.filter((other) => other.x < rect.x + rect.width && rect.x < other.x + other.width);
  for (let by = 0; ; by += gridStep) if (!near.some((other) => other.y < rect.y + by + rect.height && rect.y + by < other.y + other.height)) return by;
}
