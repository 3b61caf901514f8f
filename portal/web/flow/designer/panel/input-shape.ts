/** How an input of a plug-in is drawn: by the type its schema says, and by the way its value is given. Pure. */
import type { Json, Text } from '#domain/values';

export type Schema = Record<string, Json>;
const isObject = (value: Json | undefined): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);
export const schemaAt = (value: Json | undefined): Schema => (isObject(value) ? value : {});

export type InputShape = 'text' | 'number' | 'yesNo' | 'choice' | 'list' | 'map' | 'group' | 'groups' | 'secret' | 'json' | 'lines';

export function shapeOf(schema: Schema): InputShape {
  if (Array.isArray(schema['anyOf'])) {
    const plain = schema['anyOf'].map(schemaAt).find((one) => one['type'] !== 'object');
    return plain ? shapeOf(plain) : 'json';
  }
  if (Array.isArray(schema['enum'])) return 'choice';
  switch (schema['type']) {
    case 'string': return schema['x-kind'] === 'lines' ? 'lines' : 'text';
    case 'number': case 'integer': return 'number';
    case 'boolean': return 'yesNo';
    case 'array': return schemaAt(schema['items'])['type'] === 'object' ? 'groups' : 'list';
    case 'object': return isObject(schema['properties']) ? (Object.keys(schema['properties']).join() === 'secret' ? 'secret' : 'group') : 'map';
    default: return 'json';
  }
}

/** A value is written, computed when the step runs ("=..."), or a secret by its name. */
export type Given = 'value' | 'formula' | 'secret';
export const givenAs = (value: Json | undefined, shape: InputShape): Given =>
  (typeof value === 'string' && value.startsWith('=') ? 'formula' : shape === 'secret' || (isObject(value) && typeof value['secret'] === 'string' && shape !== 'group' && shape !== 'map') ? 'secret' : 'value');

/** Ways a field offers; what it is given as already is always among them. */
export function waysOf(shape: InputShape, given: Given): Given[] {
  if (shape === 'secret') return given === 'formula' ? ['secret', 'formula'] : ['secret'];
  return shape === 'text' || shape === 'lines' || shape === 'json' || given === 'secret' ? ['value', 'formula', 'secret'] : ['value', 'formula'];
}

/** Whether the shape's own control can show the value; another is shown as JSON, so that nothing is lost. */
export function fits(shape: InputShape, value: Json | undefined): boolean {
  if (value === undefined) return true;
  switch (shape) {
    case 'text': case 'lines': case 'choice': return typeof value === 'string';
    case 'number': return typeof value === 'number';
    case 'yesNo': return typeof value === 'boolean';
    case 'list': return Array.isArray(value) && value.every((one) => typeof one === 'string' || typeof one === 'number');
    case 'groups': return Array.isArray(value) && value.every(isObject);
    case 'map': case 'group': case 'secret': return isObject(value);
    case 'json': return false;
  }
}

/** What a field of a form is called, in three languages. */
export const titleOf = (name: string, schema: Schema): Text => ({ en: name, ...schemaAt(schema['x-title']) as Partial<Text> });
export const helpOf = (schema: Schema): Text | null => (isObject(schema['x-help']) ? schema['x-help'] as Text : null);

/** The object with one member changed; undefined takes it away. */
export const withMember = (value: Readonly<Record<string, Json>>, name: string, next: Json | undefined): Record<string, Json> =>
  Object.fromEntries([...Object.entries(value).filter(([other]) => next !== undefined || other !== name), ...(next === undefined || Object.hasOwn(value, name) ? [] : [[name, next] as const])].map(([key, one]) => [key, key === name && next !== undefined ? next : one]));

/** Inputs after another activity was chosen: those of its beginning, and everything typed. Only what the activity before began with, untouched, goes. */
export function inputsFor(next: { initial: Readonly<Record<string, Json>> } | undefined, before: { initial: Readonly<Record<string, Json>> } | undefined, inputs: Readonly<Record<string, Json>>): Record<string, Json> {
  const kept = Object.entries(inputs).filter(([name, value]) => JSON.stringify(before?.initial[name]) !== JSON.stringify(value));
  return { ...next?.initial, ...Object.fromEntries(kept) };
}
