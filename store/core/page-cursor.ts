/** Cursors of lists: the sort values of the last row, as text nobody has to read. A cursor that was tampered with is refused. */
import { CatalogueError, errorDetail } from '#domain/errors';

/** A field a list is sorted by, and what its values are; text unless said. */
export interface SortKey { field: string; order: 1 | -1; is?: 'text' | 'number' | 'instant' }

/** The order as MongoDB sorts by. */
export const sortOf = (keys: readonly SortKey[]): Record<string, 1 | -1> => Object.fromEntries(keys.map((key) => [key.field, key.order]));

/** The cursor after this row. */
export const cursorOf = (keys: readonly SortKey[], row: object): string =>
  Buffer.from(JSON.stringify(keys.map((key) => textOf(valueAt(row, key.field)))), 'utf8').toString('base64url');

/** `field` may lie deeper: "ticket.priority". */
const valueAt = (row: object, field: string): unknown => field.split('.').reduce<unknown>((within, name) => (within as Record<string, unknown> | undefined)?.[name], row);
const textOf = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));

/** Rows after the cursor in this order, as a MongoDB filter. The last key must be unique. Throws REQUEST_INVALID when it is no cursor of this list. */
export function afterCursor(keys: readonly SortKey[], cursor: string): Record<string, unknown> {
  const values = valuesOf(keys, cursor);
  return {
    $or: keys.map((key, index) => ({
      ...Object.fromEntries(keys.slice(0, index).map((before, at) => [before.field, values[at]])),
      [key.field]: { [key.order === 1 ? '$gt' : '$lt']: values[index] },
    })),
  };
}

function valuesOf(keys: readonly SortKey[], cursor: string): unknown[] {
  let texts: unknown;
  try {
    texts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    texts = null;
  }
  const values = Array.isArray(texts) && texts.length === keys.length ? texts.map((text: unknown, at) => valueOf(keys[at]!, text)) : [];
  if (values.length > 0 && values.every((value) => value !== null)) return values;
  throw new CatalogueError('REQUEST_INVALID', {}, [errorDetail('CURSOR_INVALID', 'cursor')]);
}

/** Null for what such a field never holds. */
function valueOf({ is = 'text' }: SortKey, text: unknown): string | number | Date | null {
  if (typeof text !== 'string') return null;
  switch (is) {
    case 'text': return text;
    case 'number': return /^-?\d{1,15}$/.test(text) ? Number(text) : null;
    case 'instant': {
      const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) ? new Date(text) : null;
      return instant === null || Number.isNaN(instant.getTime()) ? null : instant;
    }
  }
}
