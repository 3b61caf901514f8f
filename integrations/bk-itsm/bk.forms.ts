/** The form of a state: its fields in their order, which of them are needed, shown, read only; proven as the designer would, so that what is left can be filled in. */
import { checkForm } from '#domain/flow/form/form';
import type { Json } from '#domain/values';
import { drawField, variableTypeOf } from './bk.fields.ts';
import { isAlways, quoted, translateCondition } from './bk.conditions.ts';
import { calledState, type BkDraft } from './bk.draft.ts';
import type { BkField, BkState } from './bk.process.ts';
import { decides, isRemark, isResult } from './bk.sources.ts';
import { firstAt, isFalseAt, isTrueAt, objectAt, said, textAt } from './bk.values.ts';

/** Fields every state has for two buttons, whether it has the buttons or not. */
export const backReason = 'can_back_message';
export const endReason = 'terminate_message';

export interface FormDrawn {
  /** Null: there is nothing to fill in. */
  form: string | null;
  /** Names of the fields that are on it. */
  names: ReadonlySet<string>;
  /** Fields a button may ask for that the form as a whole does not. */
  needed: string[];
}

/** `reasons`: those of the two fields that have a button. `isWhole`: whoever answers has to fill in all of it, whatever the button. */
export function drawForm(draft: BkDraft, state: BkState, node: string, { reasons, isWhole }: { reasons: ReadonlySet<string>; isWhole: boolean }): FormDrawn {
  const fields = state.fields.filter((field) => isKept(draft, state, field, reasons));
  const none: FormDrawn = { form: null, names: new Set(), needed: [] };
  if (fields.length === 0) return none;
  const properties: Record<string, Json> = {};
  const ui: Record<string, Json> = {};
  const [always, byButton]: [string[], string[]] = [[], []];
  const names = new Map(fields.map((field) => [field.key, draft.variable(field.key)]));
  for (const field of fields) {
    const name = names.get(field.key)!;
    if (Object.hasOwn(properties, name)) { draft.missAt(state, `it has two fields with the key "${field.key}"; the first is kept`); continue; }
    const drawn = drawField(field, { find: (code, params, severity) => draft.find(code, params, severity, node, '/form'), miss: (reason) => draft.missField(state, field, reason) });
    const isReadOnly = !state.isFirst && isTrueAt(field.raw, 'is_readonly');
    const when = conditionOf(draft, state, field, node, names);
    const isNeeded = !isReadOnly && !reasons.has(field.key) && textAt(field.raw, 'validate_type') !== 'OPTION';
    properties[name] = { ...drawn.schema, ...(isNeeded ? filled(drawn.schema) : {}), ...(isReadOnly ? { readOnly: true } : {}), ...(when === null ? {} : { 'x-when': when }) };
    ui[name] = drawn.ui;
    if (isNeeded) (isWhole || when !== null ? always : byButton).push(name);
    declare(draft, field, name);
    dropSettings(draft, state, field);
  }
  const form = node;
  draft.forms[form] = { title: said(calledState(state)), schema: { type: 'object', additionalProperties: false, properties, ...(always.length > 0 ? { required: always } : {}) }, ui: { ...onlyFull(ui), 'ui:order': Object.keys(properties) } };
  prove(draft, state, form, node);
  return { form, names: new Set(Object.keys(properties)), needed: byButton };
}

const onlyFull = (ui: Record<string, Json>): Record<string, Json> => Object.fromEntries(Object.entries(ui).filter(([, one]) => Object.keys(one as object).length > 0));
/** What has to be filled in may not be left empty. */
const filled = ({ type, oneOf, format }: Record<string, Json>): Record<string, Json> => (type === 'array' ? { minItems: 1 } : type === 'string' && oneOf === undefined && format === undefined ? { minLength: 1 } : {});

function isKept(draft: BkDraft, state: BkState, field: BkField, reasons: ReadonlySet<string>): boolean {
  const leave = (reason: string): boolean => { draft.missField(state, field, reason); return false; };
  if (decides(state) && isResult(field)) return leave('it is where approved or rejected is chosen: the buttons of the step stand for it');
  if (isRemark(state, field)) return leave('it is the remark on a decision: the comment of the step stands for it');
  if (field.key === backReason || field.key === endReason) return reasons.has(field.key) || leave('it is asked for by a button this state does not have');
  return isFalseAt(field.raw, 'is_valid') ? leave('it is switched off there') : true;
}

/** Null: always. There it says when a field is hidden. */
function conditionOf(draft: BkDraft, state: BkState, field: BkField, node: string, names: ReadonlyMap<string, string>): string | null {
  const conditions = objectAt(field.raw, 'show_conditions');
  if (textAt(field.raw, 'show_type') !== '0' || isAlways(conditions)) return null;
  const read = translateCondition(conditions, (key) => {
    const name = names.get(key);
    const source = draft.sources.get(key);
    return name === undefined || key === field.key ? { why: `it reads "${key}", which is not on this form` } : { feel: name, type: source?.is === 'field' ? source.type : 'ANY' };
  });
  if (read.ok) return /[<>]|contains|satisfies/.test(read.feel) ? `(${read.feel}) != true` : `not(${read.feel})`;
  draft.find('bk-show', { name: field.name || field.key }, 'warning', node, '/form');
  draft.missField(state, field, `it is hidden when ${quoted(conditions)}: ${read.why}; here it is always shown`);
  return null;
}

function declare(draft: BkDraft, field: BkField, name: string): void {
  const type = variableTypeOf(field.type);
  const known = Object.hasOwn(draft.variables, name) ? draft.variables[name] : undefined;
  if (!known) draft.variables[name] = { type, title: said(field.name || field.key), initial: null };
  else if (known.type !== type) known.type = 'any';
}

/** Settings of a field that nothing here reads. */
function dropSettings(draft: BkDraft, state: BkState, field: BkField): void {
  const related = [...Object.keys(objectAt(field.raw, 'related_fields'))];
  if (related.length > 0) draft.missField(state, field, `that its choices hang together with other fields (${related.slice(0, 5).join(', ')})`);
  const rule = objectAt(objectAt(field.raw, 'regex_config'), 'rule');
  if (textAt(field.raw, 'regex') === 'ASSOCIATED_FIELD_VALIDATION' && !isAlways(rule)) draft.missField(state, field, `it is checked against other fields: ${quoted(rule)}`);
  if (firstAt(field.raw, 'api_instance_id') !== '' && firstAt(field.raw, 'api_instance_id') !== '0') draft.missField(state, field, 'what it asks another system for');
}

/** What of a form would be refused is taken out, field by field. */
function prove(draft: BkDraft, state: BkState, form: string, node: string): void {
  const drawn = draft.forms[form]!;
  for (let round = 0; round < 50; round += 1) {
    const fault = checkForm(drawn.schema).find(({ severity }) => severity === 'error');
    if (!fault) return;
    const [, , name = '', said = ''] = fault.path.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    const field = (drawn.schema['properties'] as Record<string, Record<string, Json>>)[name];
    if (!field) break;
    // A circle is told at one of its fields.
    const keyword = said === '' && Object.hasOwn(field, 'x-when') ? 'x-when' : said;
    const title = typeof field['title'] === 'string' ? field['title'] : name;
    draft.find(keyword === 'x-when' ? 'bk-show' : 'bk-check', { name: title, rule: String(field[keyword] ?? keyword).slice(0, 100) }, 'warning', node, '/form');
    draft.miss(`${calledState(state)}: ${title}`, 'field', `${keyword || 'the field'} ${JSON.stringify(field[keyword] ?? null).slice(0, 300)} is refused here: ${fault.message.replace(/\.$/, '')}`);
    if (keyword !== '' && keyword !== 'type' && Object.hasOwn(field, keyword)) delete field[keyword];
    else (drawn.schema['properties'] as Record<string, Json>)[name] = { type: 'string', title, 'x-title': field['x-title'] ?? { en: title } };
  }
  if (checkForm(drawn.schema).some(({ severity }) => severity === 'error')) {
    draft.missAt(state, 'its form is refused here as a whole');
    drawn.schema = { type: 'object', properties: {}, additionalProperties: false };
    drawn.ui = {};
  }
}
