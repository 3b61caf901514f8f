/**
 * Forms that answer to what is typed: a field that is there (`x-when`) or needed (`x-required-when`) only while a FEEL condition holds, and one computed from
 * others (`x-computed`). One code for browser, API and workflow, so that all three see the same form. How a form looks is not decided here.
 */
import { fillMessage } from '../../message.ts';
import type { Json } from '../../values.ts';
import { compileExpression, evaluate, feelTag, isCompiled } from '../feel/feel.ts';
import { formErrors } from './form.errors.ts';
import { validateForm, type FormAnswer, type FormDetail, type FormSchema } from './form.ts';
import { titleOf } from './form.words.ts';
import { expressionsOf, fieldsOf, hasLive, orderOf, type Fields } from './form.live.fields.ts';

type Values = Readonly<Record<string, Json>>;
/** The form as it is for this data: hidden fields are gone from both, computed ones are filled in. */
export interface LiveForm { schema: FormSchema; data: Json; computed: ReadonlyMap<string, Json | undefined> }

/** No clock: a value computed in the browser must be the same on the server. */
const noTime = '1970-01-01T00:00:00.000Z';
const isRecord = (value: unknown): value is Record<string, Json> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Never throws; a condition that fails does not hold, a value that cannot be computed is absent. A form without such fields comes back as it is. */
export function liveForm(schema: FormSchema, data: Json): LiveForm {
  if (!hasLive(schema)) return { schema, data, computed: new Map() };
  const computed = new Map<string, Json | undefined>();
  return { ...settle(schema, data, {}, '', computed), computed };
}

function settle(schema: FormSchema, data: Json, outer: Values, path: string, computed: Map<string, Json | undefined>): { schema: FormSchema; data: Json } {
  const fields = fieldsOf(schema);
  if (fields === null || !isRecord(schema)) return { schema, data };
  const given = isRecord(data) ? data : {};
  const values: Record<string, Json> = { ...given };
  const visible: Record<string, Json> = {};
  for (const name of orderOf(fields)) {
    const field = fields[name]!;
    const { when, computed: formula } = expressionsOf(field);
    const seen = scopeOf(outer, values, fields);
    if (when !== null && valueOf(when, seen) !== true) { delete values[name]; continue; }
    visible[name] = field;
    if (formula === null) continue;
    const value = plain(valueOf(formula, seen));
    computed.set(`${path}/${name}`, value ?? undefined);
    if (value === null) delete values[name];
    else values[name] = value;
  }
  const seen = scopeOf(outer, values, fields);
  const inner = Object.fromEntries(Object.keys(fields).filter((name) => Object.hasOwn(visible, name)).map((name): [string, Json] => {
    const field = fields[name]!;
    if (fieldsOf(field) === null) return [name, expressionsOf(field).computed === null ? field : { ...(field as Values), readOnly: true }];
    const below = settle(field, values[name] ?? {}, seen, `${path}/${name}`, computed);
    if (Object.hasOwn(values, name) && isRecord(values[name])) values[name] = below.data;
    return [name, below.schema];
  }));
  const needed = Object.keys(inner).filter((name) => { const { requiredWhen } = expressionsOf(fields[name]!); return requiredWhen !== null && valueOf(requiredWhen, seen) === true; });
  const required = [...new Set([...(Array.isArray(schema['required']) ? schema['required'] : []).filter((name) => typeof name !== 'string' || !Object.hasOwn(fields, name) || Object.hasOwn(inner, name)), ...needed])];
  return { schema: { ...schema, properties: inner, ...(required.length > 0 || 'required' in schema ? { required } : {}) }, data: isRecord(data) || Object.keys(values).length > 0 ? values : data };
}

/** What an expression sees: every field by name, those of the same group before those around it; null where nothing is filled in. */
const scopeOf = (outer: Values, values: Values, fields: Fields): Values => ({ ...outer, ...Object.fromEntries(Object.keys(fields).map((name) => [name, Object.hasOwn(values, name) ? values[name] ?? null : null])) });

function valueOf(expression: string, seen: Values): Json {
  const compiled = compileExpression(expression, { names: Object.keys(seen) });
  if (!isCompiled(compiled)) return null;
  const result = evaluate(compiled, seen, { now: noTime });
  return result.ok ? result.value : null;
}

/** Dates and durations of FEEL as the text a field holds. */
const plain = (value: Json): Json => (isRecord(value) && feelTag in value ? (typeof value['value'] === 'string' ? value['value'] : null) : value);

/** The data with every computed field as it must be, or every fault by field. A value that was computed differently is a fault: nobody types those. */
export function validateLive(schema: FormSchema, data: unknown): FormAnswer {
  if (!hasLive(schema)) return validateForm(schema, data);
  const bounded = validateForm(true, data);
  if (!bounded.ok) return bounded;
  const live = liveForm(schema, bounded.data);
  const tampered = [...live.computed].filter(([path, value]) => { const said = at(bounded.data, path); return said !== undefined && JSON.stringify(said) !== JSON.stringify(value); })
    .map(([path]) => changed(path, titleOf(fieldAt(schema, path)) ?? path.split('/').at(-1)!));
  const answer = validateForm(live.schema, live.data);
  if (answer.ok && tampered.length === 0) return answer;
  return { ok: false, details: [...tampered, ...(answer.ok ? [] : answer.details)] };
}

function changed(path: string, field: FormDetail['params'][string] & {}): FormDetail {
  const { message, hint } = formErrors.FORM_COMPUTED_CHANGED;
  return { path, code: 'FORM_COMPUTED_CHANGED', params: { field }, message: fillMessage(message, { field }), fix: fillMessage(hint, { field }) };
}

const at = (data: Json | undefined, path: string): Json | undefined => path.split('/').slice(1).reduce<Json | undefined>((inside, name) => (isRecord(inside) && Object.hasOwn(inside, name) ? inside[name] : undefined), data);
const fieldAt = (schema: FormSchema, path: string): Json | undefined => path.split('/').slice(1).reduce<Json | undefined>((inside, name) => { const fields = fieldsOf(inside); return fields === null ? undefined : fields[name]; }, schema);

/** What was typed into fields that are hidden now stays with what was typed since, so that showing them again shows it. */
export function withHidden(schema: FormSchema, before: Json, now: Json): Json {
  const fields = fieldsOf(schema);
  if (fields === null || !isRecord(before) || !isRecord(now)) return now;
  const { data } = liveForm(schema, before);
  const shown = isRecord(data) ? data : {};
  const kept = Object.entries(before).filter(([name]) => Object.hasOwn(fields, name) && !Object.hasOwn(shown, name) && !Object.hasOwn(now, name) && expressionsOf(fields[name]!).computed === null);
  const inner = Object.fromEntries(Object.entries(now).map(([name, value]) => [name, Object.hasOwn(fields, name) && Object.hasOwn(before, name) ? withHidden(fields[name] as FormSchema, before[name]!, value) : value]));
  return { ...Object.fromEntries(kept), ...inner };
}
