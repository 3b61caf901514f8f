/** Cursors of lists: the sort values of the last row, as text nobody has to read. A cursor that was tampered with is refused. */
import { CatalogueError } from '#domain/errors';

/** The cursor after a row with these sort values. */
export const cursorOf = (values: readonly string[]): string => Buffer.from(JSON.stringify(values), 'utf8').toString('base64url');

/** Throws REQUEST_INVALID when it is no cursor of `length` values. */
export function parseCursor(cursor: string, length: number): string[] {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    values = null;
  }
  if (Array.isArray(values) && values.length === length && values.every((value) => typeof value === 'string')) return values;
  throw new CatalogueError('REQUEST_INVALID', {}, [{ path: 'cursor', code: 'CURSOR_INVALID', message: 'The cursor is not one this list gave out.', fix: 'Start again without a cursor.' }]);
}

export interface SortKey { field: string; order: 1 | -1 }

/** Rows after the cursor in this order, as a MongoDB filter. The last key must be unique. */
export function afterCursor(keys: readonly SortKey[], values: readonly string[]): Record<string, unknown> {
  return {
    $or: keys.map((key, index) => ({
      ...Object.fromEntries(keys.slice(0, index).map((before, at) => [before.field, values[at]])),
      [key.field]: { [key.order === 1 ? '$gt' : '$lt']: values[index] },
    })),
  };
}
