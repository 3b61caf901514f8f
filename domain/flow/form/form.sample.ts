/** Data that fits a form, as little of it as will do: for trying a flow, never for a person. Whether it fits is asked afterwards; odd schemas may refuse it. */
import type { Json } from '../../values.ts';
import { knownFormats, type FormSchema } from './form.read.ts';

type Fields = Record<string, Json>;
const isFields = (value: Json | undefined): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const deepest = 8;

/** `also`: names of fields that are filled although the schema does not require them. Undefined: nothing can be said. */
export function sampleOf(schema: FormSchema | Json | undefined, also: readonly string[] = [], depth = 0): Json | undefined {
  if (!isFields(schema) || depth > deepest) return undefined;
  if (schema['const'] !== undefined) return schema['const'];
  for (const key of ['examples', 'enum', 'oneOf', 'anyOf'] as const) {
    const list = schema[key];
    const first = Array.isArray(list) ? list[0] : undefined;
    if (first !== undefined && schema['type'] !== 'object') return key === 'oneOf' || key === 'anyOf' ? sampleOf(first, [], depth + 1) : first;
  }
  if (schema['default'] !== undefined) return schema['default'];
  const type = Array.isArray(schema['type']) ? schema['type'][0] : schema['type'] ?? (isFields(schema['properties']) ? 'object' : undefined);
  switch (type) {
    case 'object': return objectOf(schema, also, depth);
    case 'array': return listOf(schema, depth);
    case 'boolean': return true;
    case 'integer': case 'number': return numberOf(schema);
    case 'string': return textOf(schema);
    default: return null;
  }
}

function objectOf(schema: Fields, also: readonly string[], depth: number): Json {
  const fields = isFields(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'].filter((name): name is string => typeof name === 'string') : [];
  const wanted = [...new Set([...required, ...also])].filter((name) => Object.hasOwn(fields, name) && !(isFields(fields[name]) && Object.hasOwn(fields[name], 'x-computed')));
  return Object.fromEntries(wanted.flatMap((name) => { const value = sampleOf(fields[name], [], depth + 1); return value === undefined ? [] : [[name, value]]; }));
}

function listOf(schema: Fields, depth: number): Json {
  const count = typeof schema['minItems'] === 'number' ? Math.min(schema['minItems'], 100) : 0;
  return Array.from({ length: count }, () => sampleOf(schema['items'], [], depth + 1) ?? null);
}

function numberOf({ minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf }: Fields): number {
  const step = typeof multipleOf === 'number' && multipleOf > 0 ? multipleOf : 1;
  const low = typeof minimum === 'number' ? minimum : typeof exclusiveMinimum === 'number' ? exclusiveMinimum + step : null;
  if (low !== null) return Math.ceil(low / step) * step;
  const high = typeof maximum === 'number' ? maximum : typeof exclusiveMaximum === 'number' ? exclusiveMaximum - step : null;
  return high !== null && high < step ? Math.floor(high / step) * step : step;
}

function textOf({ format, minLength, maxLength }: Fields): string {
  const known = typeof format === 'string' ? knownFormats.get(format) : undefined;
  if (known !== undefined) return known;
  const text = 'example'.padEnd(typeof minLength === 'number' ? Math.min(minLength, 10_000) : 0, '.');
  return typeof maxLength === 'number' ? text.slice(0, maxLength) : text;
}
