/** Bars and lines of a report as still shapes: values in, places on a square of units out. Knows no report. */

/** `tone`: the class its colour stands under; "gap" is left empty. */
export interface BarPart { tone: string; value: number }
export interface PlacedPart { tone: string; x: string; width: string }

/** A bar is this long and this high, in units of its own. */
export const barLength = 100;
const line = { width: 240, height: 40, edge: 4 };

/** Parts one behind the other, `most` filling the whole length; from the right where writing begins there. Parts of nothing are left out. */
export function stacked(parts: readonly BarPart[], most: number, isRtl: boolean): PlacedPart[] {
  const scale = most > 0 ? barLength / most : 0;
  let at = 0;
  return parts.flatMap(({ tone, value }) => {
    const [from, width] = [at, value * scale];
    at += width;
    return tone === 'gap' || width === 0 ? [] : [{ tone, x: (isRtl ? barLength - from - width : from).toFixed(2), width: width.toFixed(2) }];
  });
}

/** A line over values side by side, as the page draws it; nothing where a value is null. `points`: a dot on each value. */
export function linePath(values: readonly (number | null)[]): { d: string; points: { x: string; y: string }[] } {
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  const wide = line.width / Math.max(1, values.length);
  const placed = values.map((value, at) => (value === null ? null : { x: ((at + 0.5) * wide).toFixed(1), y: (line.height - line.edge - (value / most) * (line.height - 2 * line.edge)).toFixed(1) }));
  const d = placed.map((point, at) => (point === null ? '' : `${at > 0 && placed[at - 1] ? 'L' : 'M'}${point.x} ${point.y}`)).join('');
  return { d, points: placed.flatMap((point) => point ?? []) };
}
