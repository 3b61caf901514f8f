/** Turns the validator's faults into what a person can act on: the field by its title, what is wrong, how to mend it. */
import type { OutputUnit } from '@cfworker/json-schema';
import { isText, phrase, shown, type MessageParam, type MessageParams, type Phrase } from '../../message.ts';
import { isPhraseKey } from '../../phrases.ts';
import type { Json, Text } from '../../values.ts';
import type { FormCode } from './form.errors.ts';
import type { DataFault } from './form.data.ts';
import { knownFormats, ownFormat, ownPattern } from './form.read.ts';

type Node = Record<string, unknown>;
/** The validator writes its pointers as URI fragments; ours are plain. Names are well-formed here, see form.data.ts. */
const plain = (fragment: string): string => decodeURIComponent(fragment.replace(/^#/, ''));
const partsOf = (pointer: string): string[] => pointer.split('/').slice(1).map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
const follow = (root: unknown, parts: readonly string[]): unknown =>
  parts.reduce((at: unknown, part) => (typeof at === 'object' && at !== null && Object.hasOwn(at, part) ? (at as Node)[part] : undefined), root);

const typeNamed = (type: unknown): MessageParam => { const key = `form.type.${String(type)}`; return isPhraseKey(key) ? phrase(key) : String(type); };
/** "a text or a number". */
const typed = (type: unknown): MessageParam => (Array.isArray(type) ? type : [type]).map(typeNamed).reduce((one, other) => phrase('list.or', { one, other }));

/** Faults that only say "something below failed" are dropped; what failed below stays, except inside a choice of forms. */
export function wordedFaults(units: readonly OutputUnit[], schema: unknown, data: unknown): DataFault[] {
  const choices = units.filter((unit) => unit.keyword === 'anyOf' || unit.keyword === 'oneOf' || unit.keyword === 'contains' || unit.keyword === 'propertyNames');
  const faults = units.flatMap((unit): DataFault[] => {
    if (choices.some((choice) => unit !== choice && unit.keywordLocation.startsWith(`${choice.keywordLocation}/`))) return [];
    return worded(unit, schema, data);
  });
  return faults.filter((fault, i) => faults.findIndex((other) => other.path === fault.path && other.code === fault.code) === i);
}

function worded(unit: OutputUnit, schema: unknown, data: unknown): DataFault[] {
  const path = plain(unit.instanceLocation);
  const location = partsOf(plain(unit.keywordLocation));
  const owner = follow(schema, location.slice(0, -1));
  const value = follow(schema, location);
  const field = titleAt(schema, location.slice(0, -1)) ?? nameOf(path);
  const fault = (code: FormCode, params: MessageParams = {}, at = path, name = field): DataFault[] => [{ code, path: at, params: { field: name, ...params } }];
  const limit = typeof value === 'number' ? value : 0;
  switch (unit.keyword) {
    case 'required': {
      const missing = /required property "([\s\S]*)"\.$/.exec(unit.error)?.[1] ?? '';
      return fault('FORM_REQUIRED', {}, `${path}/${escapePart(missing)}`, titleOf(follow(owner, ['properties', missing])) ?? missing);
    }
    case 'dependentRequired': {
      const [, because = '', missing = ''] = /^Instance has "([\s\S]*)" but does not have "([\s\S]*)"\.$/.exec(unit.error) ?? [];
      return fault('FORM_DEPENDENT', { because }, `${path}/${escapePart(missing)}`, titleOf(follow(owner, ['properties', missing])) ?? missing);
    }
    case 'false': return fault('FORM_FIELD_UNKNOWN', {}, path, nameOf(path));
    case 'type': return fault('FORM_TYPE', { wanted: typed(value) });
    case 'enum': return fault('FORM_CHOICE', { choices: choices(value) });
    case 'const': return fault('FORM_CONST', { wanted: shown(value as Json) });
    case 'minLength': return limit === 1 ? fault('FORM_REQUIRED') : fault('FORM_TOO_SHORT', { limit });
    case 'maxLength': return fault('FORM_TOO_LONG', { limit });
    case 'minimum': return fault('FORM_TOO_SMALL', { limit });
    case 'maximum': return fault('FORM_TOO_GREAT', { limit });
    case 'exclusiveMinimum': return fault('FORM_NOT_ABOVE', { limit });
    case 'exclusiveMaximum': return fault('FORM_NOT_BELOW', { limit });
    case 'multipleOf': return fault('FORM_STEP', { limit });
    case 'minItems': case 'minProperties': return fault('FORM_TOO_FEW', { limit });
    case 'maxItems': case 'maxProperties': return fault('FORM_TOO_MANY', { limit });
    case 'minContains': case 'maxContains': case 'contains': case 'anyOf': case 'oneOf': case 'not': return fault('FORM_NO_MATCH');
    case 'uniqueItems': return fault('FORM_DUPLICATES');
    case 'propertyNames': return fault('FORM_NO_MATCH', {}, path, /^Property name "([\s\S]*)" does not match schema\.$/.exec(unit.error)?.[1] ?? '');
    case 'format': return formatFault(String(value), fault, follow(schema, ownerOf(location)), follow(data, partsOf(path)));
    default: return [];
  }
}

function formatFault(format: string, fault: (code: FormCode, params?: MessageParams) => DataFault[], owner: unknown, value: unknown): DataFault[] {
  if (format.startsWith(ownPattern)) {
    return value === '' ? fault('FORM_REQUIRED') : fault('FORM_PATTERN', { help: wordsOf(owner, 'description') ?? phrase('form.pattern', { pattern: format.slice(ownPattern.length, ownPattern.length + 80) }) });
  }
  const name = format.slice(ownFormat.length);
  return fault('FORM_FORMAT', { format: name, example: knownFormats.get(name) ?? '' });
}

const choices = (values: unknown): string[] => (Array.isArray(values) ? [...values.slice(0, 12).map((value) => shown(value as Json)), ...(values.length > 12 ? ['...'] : [])] : []);

/** Patterns and formats stand in an allOf of our making, one level below their field. */
const ownerOf = (location: readonly string[]): string[] => {
  const at = location.slice(0, -1);
  return at.at(-2) === 'allOf' ? at.slice(0, -2) : at;
};
/** The title or description of a schema: in every language where it has them. */
function wordsOf(schema: unknown, name: 'title' | 'description'): string | Text | null {
  const own = typeof schema === 'object' && schema !== null ? (schema as Node) : {};
  const text = own[`x-${name}`];
  if (isText(text)) return text;
  const plainText = own[name];
  return typeof plainText === 'string' && plainText !== '' ? plainText : null;
}
/** The title of a field; null where it has none. */
export const titleOf = (schema: unknown): string | Text | null => wordsOf(schema, 'title');
/** The title of the nearest schema that speaks of the same field: the schema itself, or the one whose allOf it is part of. */
function titleAt(schema: unknown, location: readonly string[]): string | Text | null {
  const own = titleOf(follow(schema, location));
  return own ?? (location.at(-2) === 'allOf' ? titleAt(schema, location.slice(0, -2)) : null);
}
function nameOf(path: string): string | Phrase {
  const parts = partsOf(path);
  const last = parts.at(-1);
  if (last === undefined) return phrase('form.whole');
  const list = parts.at(-2);
  return /^\d+$/.test(last) && list !== undefined ? phrase('form.entry', { list, number: Number(last) + 1 }) : last;
}
const escapePart = (name: string): string => name.replace(/~/g, '~0').replace(/\//g, '~1');
