import { describe, expect, it } from 'vitest';
import { flowFileSchema, type FlowFile } from '#domain/flow/flow.schema';
import shipped from '../../../seed/flows/incident.flow.json' with { type: 'json' };
import { nodeKinds } from '#domain/flow/nodes/index';
import { drawingOf, wordsMayNotCover, type Drawing } from './drawing.ts';
import { labelWidth } from './labels.ts';
import { goesThrough, routeAll, segmentsOf, type RoutedNode } from './routing.ts';

const incident = (): FlowFile => flowFileSchema.parse(structuredClone(shipped));
const text = (en: string) => ({ en });
const card = (id: string, x: number, y: number): RoutedNode => ({ id, shape: 'card', rect: { x, y, width: 208, height: 60 }, scope: null, under: null });
const line = (from: string, to: string) => ({ id: `${from}-${to}`, from, to, outcome: { index: 0, count: 1 } });

function stepsCrossed({ nodes, edges }: Drawing): string[] {
  return edges.flatMap((edge) => nodes.filter((node) => node.shape !== 'scope' && segmentsOf(edge.points).some((one) => goesThrough(one, node.rect, -1))).map((node) => `${edge.id} through ${node.id}`));
}

describe('lines of a drawing', () => {
  it('of the shipped flow: every one drawn, level and upright only, through no step, none along another that means something else', () => {
    const drawing = drawingOf(incident(), nodeKinds, 'en');
    expect(drawing.edges.filter((edge) => edge.points.length < 2)).toEqual([]);
    expect(drawing.edges.flatMap((edge) => segmentsOf(edge.points).filter(({ a, b }) => a.x !== b.x && a.y !== b.y))).toEqual([]);
    expect(stepsCrossed(drawing)).toEqual([]);
    const along = drawing.edges.flatMap((one) => drawing.edges.filter((other) => other.id > one.id && other.to !== one.to).flatMap((other) =>
      segmentsOf(one.points).flatMap((a) => segmentsOf(other.points).filter((b) => (a.a.x === a.b.x) === (b.a.x === b.b.x) && goesThrough(a, { x: Math.min(b.a.x, b.b.x), y: Math.min(b.a.y, b.b.y), width: Math.abs(b.a.x - b.b.x), height: Math.abs(b.a.y - b.b.y) }, 4)).map(() => `${one.id} along ${other.id}`))));
    expect(along).toEqual([]);
  });
  it('keep their words apart from each other and off the steps', () => {
    const drawing = drawingOf(incident(), nodeKinds, 'en');
    const labels = drawing.edges.flatMap((edge) => (edge.label !== null && edge.labelAt ? [{ id: edge.id, x: edge.labelAt.x - labelWidth(edge.label) / 2, y: edge.labelAt.y - 9, width: labelWidth(edge.label), height: 18 }] : []));
    expect(labels.length).toBeGreaterThan(10);
    const touch = (a: (typeof labels)[number], b: { x: number; y: number; width: number; height: number }) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    expect(labels.flatMap((one) => labels.filter((other) => other.id > one.id && touch(one, other)).map((other) => `${one.id} on ${other.id}`))).toEqual([]);
    expect(labels.flatMap((one) => drawing.nodes.filter((node) => node.shape !== 'scope' && touch(one, wordsMayNotCover(node))).map((node) => `${one.id} on ${node.id}`))).toEqual([]);
  });
  it('go straight between neighbours and around what stands between', () => {
    const straight = routeAll([card('a', 0, 0), card('b', 300, 0)], [line('a', 'b')]);
    expect(straight.get('a-b')).toEqual([{ x: 208, y: 30 }, { x: 300, y: 30 }]);
    const round = routeAll([card('a', 0, 0), card('wall', 300, 0), card('b', 600, 0)], [line('a', 'b')]).get('a-b')!;
    expect(segmentsOf(round).some((one) => goesThrough(one, card('wall', 300, 0).rect, 0))).toBe(false);
    expect(round.length).toBeLessThanOrEqual(6);
  });
  it('lead back to a step that lies behind without crossing either', () => {
    for (const [x, y] of [[-400, 0], [-400, 160], [0, 200], [0, -200], [-120, 120]] as const) {
      const nodes = [card('a', 0, 0), card('b', x, y)];
      const points = routeAll(nodes, [line('a', 'b')]).get('a-b')!;
      expect(points.length).toBeGreaterThan(1);
      expect(nodes.filter((node) => segmentsOf(points).some((one) => goesThrough(one, node.rect, -1))).map((node) => `${x},${y} through ${node.id}`)).toEqual([]);
    }
  });
  it('are the same for the same drawing, and leave out what ends nowhere', () => {
    const nodes = [card('a', 0, 0), card('b', 300, 80), card('c', 600, 0)];
    const edges = [line('a', 'b'), line('b', 'c'), line('c', 'a'), line('a', 'gone')];
    expect(routeAll(nodes, edges)).toEqual(routeAll(nodes, [...edges].reverse()));
    expect(routeAll(nodes, edges).has('a-gone')).toBe(false);
  });
  it('are drawn even where there is no good way: steps on top of each other, a step joined to itself', () => {
    const routes = routeAll([card('a', 0, 0), card('b', 16, 8)], [line('a', 'b'), line('a', 'a')]);
    expect([...routes.values()].every((points) => points.length >= 2)).toBe(true);
  });
  it('follow words that change without being looked for again', () => {
    const before = drawingOf(incident(), nodeKinds, 'en');
    const renamed = incident();
    renamed.nodes['diagnose'] = { ...renamed.nodes['diagnose']!, name: text('Look into it') };
    const after = drawingOf(renamed, nodeKinds, 'en');
    expect(after.edges.every((edge, at) => edge.points === before.edges[at]!.points)).toBe(true);
  });
});
