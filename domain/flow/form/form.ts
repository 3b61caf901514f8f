/**
 * Forms: checks a form's JSON Schema before it is published, and the data of a form wherever it arrives (browser, API, workflow) with the same answer.
 * Decides nothing about how a form looks. No code is generated, so the strict Content-Security-Policy holds.
 */
import { format as validatorFormats, validate, type Schema } from '@cfworker/json-schema';
import { fillMessage, phrase, type MessageParams } from '../../message.ts';
import type { Json } from '../../values.ts';
import type { FeelCode } from '../feel/feel.errors.ts';
import { hasMatch } from '../feel/pattern/pattern.match.ts';
import { copyData, type DataFault } from './form.data.ts';
import { formErrors, type FormCode } from './form.errors.ts';
import { shapeNamed } from './form.keywords.ts';
import { liveFaults, type LiveFault } from './form.live.fields.ts';
import { formLimits } from './form.limits.ts';
import { knownFormats, ownFormat, readForm, type FormFinding, type FormSchema, type ReadForm } from './form.read.ts';
import { wordedFaults } from './form.words.ts';

export type { FormFinding, FormSchema } from './form.read.ts';
export type { FormCode } from './form.errors.ts';
export { formLimits } from './form.limits.ts';

/** One fault of the data; `path` is a JSON pointer to the field ("" is the form as a whole). */
export interface FormDetail { path: string; code: FormCode | FeelCode; params: MessageParams; message: string; fix: string }
export type FormAnswer = { ok: true; data: Json } | { ok: false; details: FormDetail[] };

/** Every finding on a form's schema; empty when it may be published as it is. */
export const checkForm = (schema: FormSchema): FormFinding[] => [...readForm(schema).findings, ...liveFaults(schema).map(foundLive)];

function foundLive(fault: LiveFault): FormFinding {
  if (fault.is === 'feel') { const { code, severity, params, message, fix } = fault.finding; return { code, severity, path: fault.path, params, message, fix }; }
  const [code, params]: [FormCode, MessageParams] = fault.is === 'shape' ? ['FORM_SCHEMA_SHAPE', { keyword: fault.keyword, wanted: shapeNamed('text') }]
    : fault.is === 'place' ? ['FORM_EXPRESSION_PLACE', { keyword: fault.keyword }] : fault.is === 'clock' ? ['FORM_EXPRESSION_CLOCK', { name: fault.name }] : ['FORM_EXPRESSION_CIRCLE', { fields: fault.names }];
  const { message, hint } = formErrors[code];
  return { code, severity: 'error', path: fault.path, params, message: fillMessage(message, params), fix: fillMessage(hint, params) };
}

const cacheSize = 100;
const cache = new Map<string, ReadForm>();

function remembered(schema: FormSchema): ReadForm {
  const text = JSON.stringify(schema) ?? '';
  const known = cache.get(text);
  if (known) return known;
  const read = readForm(schema);
  if (text.length <= formLimits.schemaChars) cache.set(text, read);
  const oldest = cache.keys().next();
  if (cache.size > cacheSize && !oldest.done) cache.delete(oldest.value);
  return read;
}

class PatternCost extends Error {}

/**
 * The data as a copy that is safe to store, or every fault by field. A schema with errors refuses all data: unchecked data never passes.
 * Bounds: 64 KB, 32 levels, 5,000 values, 1,000 entries a list.
 */
export function validateForm(schema: FormSchema, data: unknown): FormAnswer {
  const form = remembered(schema);
  const broken = form.findings.filter((finding) => finding.severity === 'error');
  if (broken.length > 0) return { ok: false, details: broken.map(({ code, params, message, fix }) => ({ path: '', code, params, message, fix })) };
  const copied = copyData(data);
  if (!copied.ok) return refused([copied.fault]);
  try {
    const result = withOwnFormats(form, () => validate(copied.data, form.schema as Schema | boolean, '2020-12', Object.create(null) as Record<string, Schema>, false));
    if (result.valid) return { ok: true, data: copied.data };
    const faults = wordedFaults(result.errors, form.schema, copied.data);
    return refused(faults.length > 0 ? faults : [{ code: 'FORM_NO_MATCH', path: '', params: { field: phrase('form.whole') } }]);
  } catch (cost) {
    if (!(cost instanceof PatternCost)) throw cost;
    return refused([{ code: 'FORM_PATTERN_COST', path: '', params: {} }]);
  }
}

function refused(faults: readonly DataFault[]): FormAnswer {
  return {
    ok: false,
    details: faults.slice(0, formLimits.details).map(({ code, path, params }) => {
      const entry = formErrors[code];
      const filled = { field: path.split('/').at(-1) || phrase('form.whole'), ...params };
      return { path, code, params: filled, message: fillMessage(entry.message, filled), fix: fillMessage(entry.hint, filled) };
    }),
  };
}

/**
 * The validator would hand patterns to the engine's backtracking matcher and some formats have expressions of the dangerous kind, so both are lent to it
 * as formats of our own for the length of one synchronous validation.
 */
function withOwnFormats<T>(form: ReadForm, run: () => T): T {
  let work = 0;
  const charge = (more: number): void => {
    work += more;
    if (work > formLimits.patternWork) throw new PatternCost();
  };
  for (const [key, pattern] of form.patterns) validatorFormats[key] = (text) => hasMatch(pattern, Array.from(text), charge);
  for (const name of knownFormats.keys()) validatorFormats[ownFormat + name] = (text) => text.length <= formLimits.formatChars && validatorFormats[name]?.(text) === true;
  try {
    return run();
  } finally {
    for (const key of [...form.patterns.keys(), ...[...knownFormats.keys()].map((name) => ownFormat + name)]) delete validatorFormats[key];
  }
}
