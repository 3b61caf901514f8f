/** Where a form's schema says what is shown, needed and computed when; in which order those are decided; and what is wrong with how it says it. */
import type { Json } from '../../values.ts';
import { compileExpression, checkExpression, isCompiled, type FeelFinding } from '../feel/feel.ts';
import { namesOf } from '../feel/feel.names.ts';
import type { FormSchema } from './form.read.ts';

export const liveKeywords = ['x-when', 'x-required-when', 'x-computed'] as const;
export type Fields = Readonly<Record<string, FormSchema>>;
interface FieldExpressions { when: string | null; requiredWhen: string | null; computed: string | null }

const isRecord = (value: unknown): value is Record<string, Json> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of a group (the form itself, or an object in it); null for what is no group. */
export function fieldsOf(schema: Json | undefined): Fields | null {
  const properties = isRecord(schema) ? schema['properties'] : undefined;
  if (!isRecord(properties)) return null;
  return Object.fromEntries(Object.entries(properties).filter(([, field]) => typeof field === 'boolean' || isRecord(field))) as Fields;
}

export function expressionsOf(field: FormSchema): FieldExpressions {
  const text = (keyword: string): string | null => (isRecord(field) && typeof field[keyword] === 'string' ? field[keyword] : null);
  return { when: text('x-when'), requiredWhen: text('x-required-when'), computed: text('x-computed') };
}

/** Whether any field of the form is shown, needed or computed by an expression. */
export function hasLive(schema: Json | undefined): boolean {
  const fields = fieldsOf(schema);
  return fields !== null && Object.values(fields).some((field) => (isRecord(field) && liveKeywords.some((keyword) => keyword in field)) || hasLive(field));
}

/** Names an expression takes from the form. */
function namesIn(text: string | null, fields: Fields): string[] {
  const compiled = text === null ? [] : compileExpression(text, { names: Object.keys(fields) });
  return isCompiled(compiled) ? compiled.variables.filter((name) => Object.hasOwn(fields, name)) : [];
}
const needsOf = (name: string, fields: Fields): string[] => {
  const { when, computed } = expressionsOf(fields[name]!);
  return [...namesIn(when, fields), ...namesIn(computed, fields)];
};

/** Every field after those its expressions name; those that wait for each other in a circle come last, as they are written. */
export function orderOf(fields: Fields): string[] {
  const done: string[] = [];
  let rest = Object.keys(fields);
  for (;;) {
    const next = rest.filter((name) => needsOf(name, fields).every((need) => done.includes(need)));
    if (next.length === 0) return [...done, ...rest];
    done.push(...next);
    rest = rest.filter((name) => !next.includes(name));
  }
}

/** A fault of how a form says it: one of FEEL, or one of ours. */
export type LiveFault = { path: string; keyword: string } & ({ is: 'feel'; finding: FeelFinding } | { is: 'place' } | { is: 'shape' } | { is: 'circle'; names: string[] } | { is: 'clock'; name: string });

/** Functions whose answer is another one in the browser than a moment later on the server. */
const clocks = new Set(['now', 'today']);

/** Every fault of the expressions in a form. */
export function liveFaults(schema: Json, path = '', outer: readonly string[] = []): LiveFault[] {
  const fields = fieldsOf(schema);
  const own = isRecord(schema) ? Object.entries(schema).filter(([keyword]) => keyword !== 'properties') : [];
  const misplaced = own.flatMap(([keyword, value]) => (keyword === 'default' || keyword === 'examples' || keyword === 'const' || keyword === 'enum' ? [] : placesIn(value, `${path}/${escaped(keyword)}`)));
  if (fields === null) return misplaced;
  const names = [...new Set([...Object.keys(fields), ...outer])];
  const faults = Object.entries(fields).flatMap(([name, field]) => {
    const place = `${path}/properties/${escaped(name)}`;
    return [...faultsOf(field, place, names), ...liveFaults(isRecord(field) ? withoutLive(field) : field, place, names)];
  });
  return [...misplaced, ...faults, ...circleIn(fields, path)];
}

function faultsOf(field: FormSchema, path: string, names: readonly string[]): LiveFault[] {
  if (!isRecord(field)) return [];
  return liveKeywords.filter((keyword) => keyword in field).flatMap((keyword): LiveFault[] => {
    const [text, place] = [field[keyword], `${path}/${keyword}`];
    if (typeof text !== 'string' || text.trim() === '') return [{ is: 'shape', path: place, keyword }];
    const findings = checkExpression(text, { variables: Object.fromEntries(names.map((name) => [name, 'any'])), expects: keyword === 'x-computed' ? 'any' : 'boolean' });
    const compiled = compileExpression(text, { names });
    const clock = isCompiled(compiled) ? namesOf(compiled.root).calls.find(({ name }) => clocks.has(name)) : undefined;
    return [...findings.filter(({ severity }) => severity === 'error').map((finding): LiveFault => ({ is: 'feel', path: place, keyword, finding })), ...(clock ? [{ is: 'clock' as const, path: place, keyword, name: clock.name }] : [])];
  });
}

function circleIn(fields: Fields, path: string): LiveFault[] {
  const order = orderOf(fields);
  const stuck = order.filter((name, index) => needsOf(name, fields).some((need) => !order.slice(0, index).includes(need)));
  return stuck.length === 0 ? [] : [{ is: 'circle', path: `${path}/properties/${escaped(stuck[0]!)}`, keyword: 'x-computed', names: stuck }];
}

/** Keywords of ours where nobody reads them: in lists, choices, conditions, definitions. */
function placesIn(value: Json, path: string): LiveFault[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]): LiveFault[] => {
    const place = `${path}/${escaped(key)}`;
    return liveKeywords.some((keyword) => keyword === key) ? [{ is: 'place', path: place, keyword: key }] : placesIn(inner, place);
  });
}

const withoutLive = (field: Record<string, Json>): Record<string, Json> => Object.fromEntries(Object.entries(field).filter(([keyword]) => !liveKeywords.some((own) => own === keyword)));
const escaped = (name: string): string => name.replace(/~/g, '~0').replace(/\//g, '~1');
