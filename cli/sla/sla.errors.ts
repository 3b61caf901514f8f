/** What a failed question looks like on a line: the catalogue's code and message. */
import { CatalogueError, codeOf, errorShape } from '#domain/errors';

export interface RowError { code: string; message: string }

/** The error of one row, all faults in its message, and what to do. Something uncatalogued is INTERNAL. */
export function rowError(thrown: unknown): { error: RowError; hint: string } {
  const params = thrown instanceof CatalogueError ? thrown.params : {};
  const shape = errorShape(codeOf(thrown) ?? 'INTERNAL', params);
  const details = thrown instanceof CatalogueError ? (thrown.details ?? []) : [];
  const others = details.slice(1, 6).map((detail) => detail.message);
  const more = details.length > 6 ? [`and ${details.length - 6} more faults`] : [];
  return { error: { code: shape.code, message: [shape.message, ...others, ...more].join(' | ') }, hint: shape.hint };
}
