/** What a shape does not know: names the unknown fields of a value with the nearest one there is, and reads a value without them. What is said about them is the reader's. */
import type { z } from 'zod';

export interface UnknownField { path: PropertyKey[]; key: string; /** The known field it was probably meant to be; null when none is near. */ nearest: string | null }

type Issues = readonly z.core.$ZodIssue[];
type Inner = { innerType: z.core.$ZodType };
type Parsed<T> = { success: true; data: T } | { success: false; error: { issues: Issues } };

/** Unknown fields named at once; looking for the nearest costs time for each. */
const mostNamed = 100;

/** The unknown fields among the issues of a strict shape, one by one, the first hundred. */
export function unknownFields(schema: z.core.$ZodType, value: unknown, issues: Issues): UnknownField[] {
  const found: UnknownField[] = [];
  for (const issue of issues) {
    if (found.length >= mostNamed) break;
    if (issue.code !== 'unrecognized_keys') continue;
    const known = knownAt(schema, value, issue.path);
    const taken = (at(value, issue.path) as object | undefined) ?? {};
    const free = known.filter((one) => !Object.hasOwn(taken, one));
    for (const key of issue.keys.slice(0, mostNamed - found.length)) found.push({ path: [...issue.path, key], key, nearest: nearestOf(key, free) ?? nearestOf(key, known) });
  }
  return found;
}

/** Reads JSON as far as the shape knows it: unknown fields are left out, whatever else is wrong stays wrong. For what was stored by another version and for drawing what is half right. */
export function parseKnown<T>(schema: z.ZodType<T>, value: unknown): Parsed<T> {
  const whole = schema.safeParse(value);
  if (whole.success) return whole;
  const unknown = whole.error.issues.filter((issue) => issue.code === 'unrecognized_keys');
  if (unknown.length === 0) return whole;
  const rest = JSON.parse(JSON.stringify(value)) as unknown;
  for (const { path, keys } of unknown) {
    const holder = at(rest, path) as Record<string, unknown>;
    for (const key of keys) delete holder[key];
  }
  return schema.safeParse(rest);
}

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined), value);

/** Fields of the object that stands at a path of a shape. */
function knownAt(schema: z.core.$ZodType, value: unknown, path: readonly PropertyKey[]): string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const [head, ...rest] = path;
  const inside = (inner: z.core.$ZodType | undefined): string[] => (inner === undefined || head === undefined ? [] : knownAt(inner, at(value, [head]), rest));
  switch (def.type) {
    case 'object': return head === undefined ? Object.keys(def.shape) : inside(def.shape[String(head)]);
    case 'record': return inside(def.valueType);
    case 'array': return inside(def.element);
    case 'union': {
      const { discriminator } = def as { discriminator?: string };
      const named = discriminator === undefined ? undefined : at(value, [discriminator]);
      const option = def.options.find((one) => discriminator !== undefined && one._zod.propValues?.[discriminator]?.has(named as string));
      return option === undefined ? [] : knownAt(option, value, path);
    }
    case 'optional': case 'nullable': case 'default': case 'prefault': return knownAt((def as Inner).innerType, value, path);
    default: return [];
  }
}

/** The candidate with the fewest letters changed, added, left out or swapped; null when more than a third of the word would change. */
function nearestOf(word: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const far = changesBetween(word.slice(0, 80).toLowerCase(), candidate.toLowerCase());
    if (far < least) [best, least] = [candidate, far];
  }
  return best;
}

function changesBetween(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
