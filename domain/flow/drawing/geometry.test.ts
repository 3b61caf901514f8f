import { describe, expect, it } from 'vitest';
import { fitting } from './fitting.ts';
import { around, boundsOf, centre, labelPoint, nearestOn, pathOf, route, sizeOf, snap, snapped, sourcePort, targetPort, walkOn, type Rect } from './geometry.ts';

const card = (x: number, y: number): Rect => ({ x, y, ...sizeOf('card') });
const isOrthogonal = (points: { x: number; y: number }[]) => points.every((point, index) => index === 0 || point.x === points[index - 1]!.x || point.y === points[index - 1]!.y);
const crosses = (points: { x: number; y: number }[], rect: Rect) => points.some((point, index) => {
  if (index === 0) return false;
  const before = points[index - 1]!;
  const [x1, x2, y1, y2] = [Math.min(before.x, point.x), Math.max(before.x, point.x), Math.min(before.y, point.y), Math.max(before.y, point.y)];
  return x2 > rect.x + 1 && x1 < rect.x + rect.width - 1 && y2 > rect.y + 1 && y1 < rect.y + rect.height - 1;
});
const between = (a: Rect, b: Rect) => { const source = sourcePort('card', a, b, { index: 0, count: 1 }); return route(source, targetPort('card', b, source)); };

describe('routes of edges', () => {
  it('run straight between steps on one line', () => {
    expect(between(card(0, 0), card(300, 0))).toEqual([{ x: 208, y: 30 }, { x: 300, y: 30 }]);
  });
  it.each([[300, 120], [300, -120], [-300, 0], [-300, 160], [0, 200], [0, -200], [120, 200]])('stay orthogonal and outside both steps for a target at %i, %i', (x, y) => {
    const points = between(card(0, 0), card(x, y));
    expect(isOrthogonal(points)).toBe(true);
    expect(crosses(points, card(0, 0))).toBe(false);
    expect(crosses(points, card(x, y))).toBe(false);
  });
  it.each([8, 24, 40])('cross a small gap of %i without a loop', (gap) => {
    const [a, b] = [card(0, 0), card(208 + gap, 16)];
    const points = between(a, b);
    expect(points.every((point, at) => at === 0 || point.x >= points[at - 1]!.x)).toBe(true);
  });
  it('leave a gateway towards where they go', () => {
    const diamond: Rect = { x: 0, y: 0, ...sizeOf('gateway') };
    expect(sourcePort('gateway', diamond, card(200, -8), { index: 0, count: 1 }).side).toBe('right');
    expect(sourcePort('gateway', diamond, card(200, 200), { index: 0, count: 1 }).side).toBe('bottom');
    expect(sourcePort('gateway', diamond, card(200, -200), { index: 0, count: 1 }).side).toBe('top');
  });
  it('spread the outcomes of a step over its edge', () => {
    const ys = [0, 1, 2].map((index) => sourcePort('card', card(0, 0), card(300, 0), { index, count: 3 }).at.y);
    expect(ys.map(Math.round)).toEqual([14, 30, 46]);
    const pair = [0, 1].map((index) => sourcePort('card', card(0, 0), card(300, 0), { index, count: 2 }).at.y);
    expect(pair.map(Math.round)).toEqual([30, 46]);
    const many = [0, 1, 2, 3, 4, 5].map((index) => sourcePort('card', card(0, 0), card(300, 0), { index, count: 6 }).at.y);
    expect(Math.min(...many)).toBeGreaterThan(4);
    expect(Math.max(...many)).toBeLessThan(56);
  });
});

describe('drawing', () => {
  it('bends corners and never overshoots short stretches', () => {
    expect(pathOf([{ x: 0, y: 0 }, { x: 40, y: 0 }, { x: 40, y: 4 }])).toBe('M0 0L38 0Q40 0 40 2L40 4');
    expect(pathOf([])).toBe('');
  });
  it('puts the label on the longest level stretch', () => {
    expect(labelPoint([{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 30 }, { x: 110, y: 30 }])).toEqual({ x: 60, y: 30 });
  });
  it('knows its bounds and its grid', () => {
    expect(boundsOf([card(0, 0), card(100, 100)])).toEqual({ x: 0, y: 0, width: 308, height: 160 });
    expect(boundsOf([])).toEqual({ x: 0, y: 0, width: 0, height: 0 });
    expect(snap(23)).toBe(16);
  });
  it.each(['card', 'gateway', 'event'] as const)('lays the middle of a %s on the same lines as that of a card', (shape) => {
    const at = snapped(shape, { x: 301, y: 223 });
    const { y } = centre({ ...at, ...sizeOf(shape) });
    expect((y - 30) % 16).toBe(0);
    expect(snapped(shape, at)).toEqual(at);
    expect(centre({ ...around(shape, { x: 50, y: 70 }), ...sizeOf(shape) })).toEqual({ x: 50, y: 70 });
  });
  it('finds the nearest place of a line and walks on from there, back where it ends', () => {
    const line = [{ x: 0, y: 0 }, { x: 100, y: 0 }, { x: 100, y: 50 }];
    const near = nearestOn(line, { x: 90, y: 12 });
    expect(near.at).toEqual({ x: 100, y: 12 });
    expect(walkOn(line, near, 20)).toEqual({ x: 100, y: 32 });
    expect(walkOn(line, nearestOn(line, { x: 100, y: 48 }), 28)).toEqual({ x: 100, y: 20 });
    expect(nearestOn([], { x: 1, y: 1 }).distance).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('a title in a picture', () => {
  it.each([['Diagnose', 'Diagnose'], ['Answer the question', 'Answer the que…'], ['回答申请人的问题并说明原因', '回答申请人的问…']])('"%s" fits as "%s"', (title, expected) => expect(fitting(title, 168)).toBe(expected));
});
