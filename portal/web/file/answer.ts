/** Answers that are files: what a form keeps of one is its id. Pure. */
import { fileIdSchema } from '#domain/file/file.schema';

export const isIdText = (value: unknown): value is string => typeof value === 'string' && fileIdSchema.safeParse(value).success;

/** The ids an answer consists of; null where it is anything else. Lists come as JSON where answers are told as text. */
export function idsIn(value: unknown): readonly string[] | null {
  if (isIdText(value)) return [value];
  if (Array.isArray(value)) return value.length > 0 && value.every(isIdText) ? value : null;
  if (typeof value !== 'string' || !/^\["f[0-9a-f]{32}"/.test(value)) return null;
  try { return idsIn(JSON.parse(value)); } catch { return null; }
}
