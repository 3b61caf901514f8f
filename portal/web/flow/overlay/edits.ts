/** What was typed over the variables of a step, as edits. Pure. */
import type { Json } from '#domain/values';

export type Parsed = { ok: true; value: Json } | { ok: false; fault: string };

/** `fault` is the parser's own word for where it stopped. */
export function jsonOf(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch (fault) {
    return { ok: false, fault: fault instanceof Error ? fault.message : '' };
  }
}

export const textOfValue = (value: Json): string => JSON.stringify(value, null, 2);

/** Only what says something else than before. `isGood` false: something typed is no JSON. */
export function editsOf(items: readonly { name: string; value: Json; isEditable: boolean }[], typed: Readonly<Record<string, string>>): { edits: Record<string, Json>; isGood: boolean } {
  const edits: Record<string, Json> = {};
  let isGood = true;
  for (const { name, value, isEditable } of items) {
    const text = typed[name];
    if (!isEditable || text === undefined) continue;
    const parsed = jsonOf(text);
    if (!parsed.ok) isGood = false;
    else if (JSON.stringify(parsed.value) !== JSON.stringify(value)) edits[name] = parsed.value;
  }
  return { edits, isGood };
}
