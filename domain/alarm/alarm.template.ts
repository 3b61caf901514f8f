/**
 * Templates of alarms: a payload, and parameters by dotted path whose values are combined. Expands them; what a system would post for one is said by the
 * kind of its source.
 */
import type { Json } from '../values.ts';

type Fields = Record<string, unknown>;
/** `renders`: values for the holes `{{ name }}` in texts of the payload, taken in turn. */
export interface AlarmTemplate { payload?: Fields; parameters?: Fields; renders?: Fields }

/** Bodies one template may make. */
export const templateLimit = 10_000;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTemplate = (value: unknown): value is AlarmTemplate =>
  isFields(value) && isFields(value['payload']) && ['parameters', 'renders'].every((name) => value[name] === undefined || isFields(value[name]));

/** The templates of a file by name; null where it holds none, but a body. */
export function templatesIn(value: unknown): [name: string, template: AlarmTemplate][] | null {
  if (!isFields(value)) return null;
  const entries = Object.entries(value);
  return entries.length > 0 && entries.every(([, one]) => isTemplate(one)) ? entries.map(([name, one]) => [name, one as AlarmTemplate]) : null;
}

/** How many payloads a template makes. */
export const countOf = ({ parameters = {} }: AlarmTemplate): number =>
  Object.values(parameters).reduce<number>((count, values) => count * (Array.isArray(values) && values.length > 0 ? values.length : 1), 1);

/** Every combination of the values, each as one choice per path. A single value is a list of one; an empty list leaves what the payload says. */
export function combinations(parameters: Fields): Fields[] {
  return Object.entries(parameters).reduce<Fields[]>((all, [path, given]) => {
    const values: unknown[] = Array.isArray(given) ? given : [given];
    return values.length === 0 ? all : all.flatMap((one) => values.map((value) => ({ ...one, [path]: value })));
  }, [{}]);
}

/** Every payload of a template. Keep to `templateLimit` by `countOf` first. */
export const payloadsOf = ({ payload = {}, parameters = {}, renders = {} }: AlarmTemplate): Fields[] =>
  combinations(parameters).map((chosen, index) => {
    const built = Object.entries(chosen).reduce((so, [path, value]) => withValue(so, path.replace(/^payload\./, ''), value), payload);
    const words = Object.fromEntries(Object.entries(renders).map(([name, given]): [string, unknown] => [name, Array.isArray(given) ? given[index % given.length] : given]).filter(([, word]) => word !== undefined));
    return Object.keys(words).length > 0 ? rendered(built as Json, words) as Fields : built;
  });

/** The payload with a value at a path. What follows the last object on the way is one name: a label may have dots. The first name always is one. */
export function withValue(payload: Fields, path: string, value: unknown, isFirst = true): Fields {
  const dot = path.indexOf('.');
  const [head, rest] = dot < 0 ? [path, null] : [path.slice(0, dot), path.slice(dot + 1)];
  const inner = Object.hasOwn(payload, head) ? payload[head] : undefined;
  if (rest === null || (!isFirst && !isFields(inner))) return { ...payload, [path]: value };
  return { ...payload, [head]: withValue(isFields(inner) ? inner : {}, rest, value, false) };
}

function rendered(value: Json, words: Fields): Json {
  if (typeof value === 'string') return value.replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (hole, name: string) => (Object.hasOwn(words, name) ? String(words[name]) : hole));
  if (Array.isArray(value)) return value.map((one) => rendered(one, words));
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rendered(one, words)])) : value;
}
