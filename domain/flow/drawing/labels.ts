/** Decides where the words of every line stand: on its own line, off steps and other words, near where it begins. Pure. */
import type { Point, Rect } from './geometry.ts';
import { goesThrough, segmentsOf, type Segment } from './routing.ts';

export interface LabelledEdge { id: string; label: string; points: readonly Point[] }

const height = 20;
const longest = 150;
/** Width of the chip as the canvas draws it: 11 px letters, wide scripts at full width. */
export const labelWidth = (label: string): number => Math.min(longest, 14 + [...label].reduce((sum, letter) => sum + (letter.codePointAt(0)! > 0x2e80 ? 11 : 5.9), 0));

const around = (at: Point, width: number): Rect => ({ x: at.x - width / 2, y: at.y - height / 2, width, height });
const overlaps = (a: Rect, b: Rect, margin: number): boolean => a.x < b.x + b.width + margin && b.x < a.x + a.width + margin && a.y < b.y + b.height + margin && b.y < a.y + a.height + margin;

/** Places along a stretch, the nearest to its beginning first. */
function placesOn({ a, b }: Segment, width: number): (Point & { aside: number })[] {
  const long = Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
  const room = (a.y === b.y ? width : height) / 2 + 10;
  const shares = long <= room * 2 ? [0.5] : [room / long, 0.25, 0.5, 0.75, 1 - room / long].filter((share) => share * long >= room && (1 - share) * long >= room);
  const on = shares.map((share) => ({ x: Math.round(a.x + (b.x - a.x) * share), y: Math.round(a.y + (b.y - a.y) * share), aside: 0 }));
  // Beside the line where there is no room on it.
  const beside = a.y === b.y ? [{ x: 0, y: 14 }, { x: 0, y: -14 }] : [{ x: width / 2 + 5, y: 0 }, { x: -width / 2 - 5, y: 0 }];
  const first = a.y === b.y && long <= room * 2 ? [{ x: a.x + Math.sign(b.x - a.x) * (width / 2 + 4), y: a.y, aside: 90 }] : [];
  return [...on, ...first, ...[...on, ...first].flatMap(({ x, y }) => beside.map((by) => ({ x: x + by.x, y: y + by.y, aside: 60 })))];
}

/** Middle of every label, by edge id. `blocked` are the steps and the words that stand below some of them. */
export function placeLabels(edges: readonly LabelledEdge[], blocked: readonly Rect[], lines: ReadonlyMap<string, readonly Point[]>): Map<string, Point> {
  const placed: Rect[] = [];
  const places = new Map<string, Point>();
  const stretches = [...lines].map(([id, points]) => ({ id, segments: segmentsOf(points) }));
  for (const edge of edges) {
    const width = labelWidth(edge.label);
    let walked = 0;
    let best: { at: Point; cost: number } | null = null;
    for (const segment of segmentsOf(edge.points)) {
      const long = Math.abs(segment.a.x - segment.b.x) + Math.abs(segment.a.y - segment.b.y);
      const isLevel = segment.a.y === segment.b.y;
      for (const { x, y, aside } of placesOn(segment, width)) {
        const at = { x, y };
        const rect = around(at, width);
        const far = walked + Math.abs(at.x - segment.a.x) + Math.abs(at.y - segment.a.y);
        const cost = far * 0.35 + (isLevel ? 0 : 24) + (aside > 0 ? aside : long < (isLevel ? width : height) + 16 ? 120 : 0)
          + blocked.filter((other) => overlaps(rect, other, 3)).length * 1_000 + placed.filter((other) => overlaps(rect, other, 4)).length * 1_000
          + stretches.filter(({ id, segments }) => id !== edge.id && segments.some((one) => goesThrough(one, rect, 2))).length * 160;
        if (!best || cost < best.cost) best = { at, cost };
      }
      walked += long;
    }
    if (!best) continue;
    places.set(edge.id, best.at);
    placed.push(around(best.at, width));
  }
  return places;
}
