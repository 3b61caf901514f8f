/** Columns of the ticket list beside the ticket itself: which are shown, and how wide each is. Pure. */

export const columnNames = ['state', 'priority', 'who', 'team', 'object', 'clock', 'updated'] as const;
export type ColumnName = (typeof columnNames)[number];
/** Shown when nobody chose. */
export const usualColumns: readonly ColumnName[] = ['state', 'priority', 'who', 'object', 'clock', 'updated'];
/** Left out first where there is little room. */
const spared: readonly ColumnName[] = ['team', 'object', 'updated'];
const widths: Record<ColumnName, { wide: number; narrow: number }> = {
  state: { wide: 150, narrow: 140 }, priority: { wide: 34, narrow: 34 }, who: { wide: 160, narrow: 150 }, team: { wide: 130, narrow: 130 }, object: { wide: 130, narrow: 130 }, clock: { wide: 156, narrow: 148 }, updated: { wide: 96, narrow: 96 },
};

/** What of the kept names the list knows, in its own order; null: as usual. */
export const chosenColumns = (kept: readonly string[] | null): readonly ColumnName[] => (kept === null ? usualColumns : columnNames.filter((name) => kept.includes(name)));
export const shownColumns = (chosen: readonly ColumnName[], isNarrow: boolean): readonly ColumnName[] => (isNarrow ? chosen.filter((name) => !spared.includes(name)) : chosen);

/** Column tracks of the grid, the ticket's own first. */
export const tracksOf = (shown: readonly ColumnName[], isNarrow: boolean): string => [`minmax(${isNarrow ? 240 : 280}px, 1fr)`, ...shown.map((name) => `${isNarrow ? widths[name].narrow : widths[name].wide}px`)].join(' ');

/** The names to keep after one was put in or taken out; null when they are the usual ones again. */
export function withColumn(chosen: readonly ColumnName[], name: ColumnName, isShown: boolean): ColumnName[] | null {
  const next = columnNames.filter((one) => (one === name ? isShown : chosen.includes(one)));
  return next.join() === usualColumns.join() ? null : next;
}
