/** One field of a state as JSON Schema and UI schema: its type, choices, first value and what it is checked against. What has no like becomes the nearest and is told. */
import type { FindingCode } from '#domain/flow/finding.texts';
import { fileFormat } from '#domain/flow/form/form.limits';
import type { MessageParams } from '#domain/message';
import type { Json } from '#domain/values';
import type { BkField } from './bk.process.ts';
import { choicesOf, type Choice } from './bk.choices.ts';
import { cutTo, firstAt, isRaw, isTrueAt, listed, memberOf, objectAt, objectsAt, said, textAt, valuesAt } from './bk.values.ts';

type Schema = Record<string, Json>;
export interface FieldDrawn { schema: Schema; ui: Schema }
/** `find` tells what is to be looked at, `miss` what is not taken over. */
export interface FieldTold { find(code: FindingCode, params: MessageParams, severity: 'warning' | 'info'): void; miss(reason: string): void }

/** Types of variables by types of fields; others hold a text. */
const variableTypes: Readonly<Record<string, 'number' | 'boolean' | 'list' | 'any'>> = {
  INT: 'number', BOOLEAN: 'boolean', MULTISELECT: 'list', CHECKBOX: 'list', MEMBERS: 'list', FILE: 'list', TABLE: 'list', CUSTOMTABLE: 'list', DATETIMERANGE: 'list',
};
export const variableTypeOf = (type: string): 'text' | 'number' | 'boolean' | 'list' | 'any' => (Object.hasOwn(variableTypes, type) ? variableTypes[type]! : 'text');

const longText = 10_000;
const textarea = { 'ui:widget': 'textarea' };
const text = (more: Schema = {}): Schema => ({ type: 'string', maxLength: longText, ...more });

export function drawField(field: BkField, told: FieldTold): FieldDrawn {
  const drawn = typed(field, told);
  const title = said(field.name || field.key, 200);
  const about = [firstAt(field.raw, 'desc'), isTrueAt(field.raw, 'is_tips') || textAt(field.raw, 'tips') !== '' ? textAt(field.raw, 'tips') : ''];
  const initial = firstValue(field, drawn.schema, told);
  return {
    schema: { ...drawn.schema, title: title.en, 'x-title': { ...title }, 'x-key': field.key, ...(initial === undefined ? {} : { default: initial }) },
    ui: {
      ...drawn.ui, ...(about[0] ? { 'ui:placeholder': { ...said(about[0], 300) } } : {}), ...(about[1] ? { 'ui:help': { ...said(about[1], 500) } } : {}),
      ...(textAt(field.raw, 'layout') === 'COL_6' ? { 'ui:options': { layout: 'half' } } : {}),
    },
  };
}

function typed(field: BkField, told: FieldTold): FieldDrawn {
  const reduced = (schema: Schema, ui: Schema = {}): FieldDrawn => {
    told.find('bk-field-reduced', { name: field.name || field.key, type: field.type }, 'info');
    return { schema, ui };
  };
  switch (field.type) {
    case 'STRING': return { schema: text(checked(field, told)), ui: {} };
    case 'TEXT': return { schema: text(checked(field, told)), ui: textarea };
    case 'INT': return { schema: { type: 'integer', ...checked(field, told) }, ui: {} };
    case 'BOOLEAN': return { schema: { type: 'boolean' }, ui: {} };
    case 'DATE': return { schema: { type: 'string', format: 'date', ...checked(field, told) }, ui: {} };
    case 'DATETIME': return { schema: { type: 'string', format: 'date-time', ...checked(field, told) }, ui: {} };
    case 'DATETIMERANGE': return reduced({ type: 'array', items: { type: 'string', format: 'date-time' }, maxItems: 2 });
    case 'SELECT': case 'RADIO': case 'TREESELECT': case 'CASCADE': case 'INPUTSELECT': return one(field, told);
    case 'MULTISELECT': case 'CHECKBOX': return several(field, told);
    case 'MEMBER': return reduced(text({ maxLength: 200 }));
    case 'MEMBERS': return reduced({ type: 'array', items: { type: 'string', minLength: 1, maxLength: 200 }, maxItems: 100, uniqueItems: true });
    case 'FILE': return { schema: { type: 'array', items: { type: 'string', format: fileFormat }, maxItems: 20 }, ui: {} };
    case 'LINK': return { schema: { type: 'string', format: 'uri', maxLength: 2_000 }, ui: {} };
    case 'TABLE': return table(objectsAt(field.raw, 'choice'), field, told);
    case 'CUSTOMTABLE': return table(objectsAt(objectAt(field.raw, 'meta'), 'columns'), field, told);
    case 'RICHTEXT': case 'CUSTOM-FORM': return reduced(text(), textarea);
    default:
      told.find('bk-field-type', { name: field.name || field.key, type: field.type }, 'warning');
      told.miss(`fields of the type ${JSON.stringify(cutTo(field.type, 60))} are not known; it is a text`);
      return { schema: text(), ui: {} };
  }
}

/** Choices that are each a schema of their own, so that they can be named. */
const mostNamed = 200;

function chosen(choices: readonly Choice[], told: FieldTold): Schema {
  if (choices.length <= mostNamed) return { oneOf: choices.map(({ key, name }) => ({ const: key, title: said(name).en, 'x-title': { ...said(name) } })) };
  told.miss(`it has ${choices.length} choices; they stand here by their keys, without names`);
  return { enum: choices.map(({ key }) => key) };
}

function one(field: BkField, told: FieldTold): FieldDrawn {
  const choices = choicesOf(field, told);
  if (choices === null) return { schema: text({ maxLength: 500 }), ui: {} };
  if (field.type === 'INPUTSELECT') {
    told.find('bk-field-reduced', { name: field.name || field.key, type: field.type }, 'info');
    return { schema: text({ maxLength: 500, examples: choices.slice(0, mostNamed).map(({ key }) => key) }), ui: {} };
  }
  return { schema: { type: 'string', ...chosen(choices, told) }, ui: field.type === 'RADIO' ? { 'ui:widget': 'radio' } : { 'ui:widget': 'select' } };
}

function several(field: BkField, told: FieldTold): FieldDrawn {
  const choices = choicesOf(field, told);
  const items: Schema = choices === null ? { type: 'string', minLength: 1, maxLength: 500 } : { type: 'string', ...chosen(choices, told) };
  return { schema: { type: 'array', items, uniqueItems: true, maxItems: 1_000 }, ui: choices !== null && field.type === 'CHECKBOX' ? { 'ui:widget': 'checkboxes' } : {} };
}

const mostColumns = 30;

/** Rows of named columns. */
function table(columns: readonly Readonly<Record<string, unknown>>[], field: BkField, told: FieldTold): FieldDrawn {
  const named = columns.filter((column) => textAt(column, 'key') !== '' && !['__proto__', 'prototype', 'constructor'].includes(textAt(column, 'key')));
  if (named.length > mostColumns) told.miss(`of its ${named.length} columns the first ${mostColumns} are kept`);
  if (named.length === 0) {
    told.find('bk-field-reduced', { name: field.name || field.key, type: field.type }, 'info');
    return { schema: text(), ui: textarea };
  }
  const kept = named.slice(0, mostColumns);
  const required = kept.filter((column) => isTrueAt(column, 'required')).map((column) => textAt(column, 'key'));
  return {
    schema: {
      type: 'array', maxItems: 500,
      items: { type: 'object', additionalProperties: false, properties: Object.fromEntries(kept.map((column) => [textAt(column, 'key'), cell(column, told, required.includes(textAt(column, 'key')))])), ...(required.length > 0 ? { required } : {}) },
    },
    ui: { items: { 'ui:order': kept.map((column) => textAt(column, 'key')) } },
  };
}

function cell(column: Readonly<Record<string, unknown>>, told: FieldTold, isRequired: boolean): Schema {
  const title = said(textAt(column, 'name') || textAt(column, 'key'));
  const choices = objectsAt(column, 'choice').map((raw) => ({ key: textAt(raw, 'key'), name: textAt(raw, 'name') || textAt(raw, 'key') })).filter(({ key }) => key !== '');
  const about = { title: title.en, 'x-title': { ...title } };
  switch (textAt(column, 'display').toLowerCase()) {
    case 'select': return choices.length > 0 ? { type: 'string', ...about, ...chosen(choices, told) } : { type: 'string', ...about };
    case 'multiselect': case 'checkbox': return { type: 'array', uniqueItems: true, ...about, items: choices.length > 0 ? { type: 'string', ...chosen(choices, told) } : { type: 'string' } };
    case 'date': return { type: 'string', format: 'date', ...about };
    case 'datetime': return { type: 'string', format: 'date-time', ...about };
    case 'number': case 'int': return { type: 'number', ...about };
    default: return { type: 'string', maxLength: 2_000, ...(isRequired ? { minLength: 1 } : {}), ...about };
  }
}

function firstValue({ raw, type }: BkField, schema: Schema, told: FieldTold): Json | undefined {
  const given = memberOf(raw, 'default');
  const word = typeof given === 'number' ? String(given) : typeof given === 'string' ? given.trim() : '';
  const items = Array.isArray(given) ? given.map(String) : word === '' ? [] : listed(word);
  if (items.length === 0 && typeof given !== 'boolean') return undefined;
  const refuse = (): undefined => { told.miss(`its first value ${JSON.stringify(cutTo(word || JSON.stringify(given) || '', 200))} has no like here`); };
  const isOffered = (key: string, of: Json | undefined): boolean => offered(of).length === 0 || offered(of).includes(key);
  switch (type) {
    case 'INT': return Number.isInteger(Number(word)) ? Number(word) : refuse();
    case 'BOOLEAN': return typeof given === 'boolean' ? given : /^(true|1)$/i.test(word);
    case 'MULTISELECT': case 'CHECKBOX': { const fit = [...new Set(items)].filter((key) => isOffered(key, schema['items'])); return fit.length === 0 ? refuse() : fit; }
    case 'MEMBERS': return [...new Set(items)].slice(0, 100);
    case 'DATE': return /^\d{4}-\d{2}-\d{2}$/.test(word) ? word : refuse();
    case 'FILE': case 'TABLE': case 'CUSTOMTABLE': case 'DATETIMERANGE': case 'DATETIME': case 'LINK': case 'CUSTOM-FORM': return refuse();
    default: return isOffered(word, schema) ? cutTo(word, 500) : refuse();
  }
}

/** Keys that may be chosen; empty where anything may be written. */
function offered(schema: Json | undefined): string[] {
  if (!isRaw(schema)) return [];
  return [...valuesAt(schema, 'enum').map(String), ...objectsAt(schema, 'oneOf').map((choice) => textAt(choice, 'const'))];
}

/** Rules by their name there. Approximate on purpose: what a text looks like, not whether the thing exists. */
const rules: Readonly<Record<string, Schema>> = {
  EMAIL: { format: 'email' }, IP: { format: 'ipv4' }, IPV4: { format: 'ipv4' }, IPV6: { format: 'ipv6' }, URL: { format: 'uri' },
  NUM: { pattern: '^[0-9]+$' }, NUMBER: { pattern: '^[0-9]+$' }, EN: { pattern: '^[A-Za-z]+$' }, ENGLISH: { pattern: '^[A-Za-z]+$' }, EN_NUM: { pattern: '^[A-Za-z0-9]+$' },
  CH: { pattern: '^[\\u4e00-\\u9fff]+$' }, CHINESE: { pattern: '^[\\u4e00-\\u9fff]+$' }, PHONE: { pattern: '^1[0-9]{10}$' }, PHONE_NUM: { pattern: '^1[0-9]{10}$' }, MOBILE: { pattern: '^1[0-9]{10}$' }, MOBILE_PHONE: { pattern: '^1[0-9]{10}$' },
  ID_CARD: { pattern: '^[0-9]{17}[0-9Xx]$' }, QQ: { pattern: '^[1-9][0-9]{4,11}$' },
};

function checked(field: BkField, told: FieldTold): Schema {
  const rule = textAt(field.raw, 'regex').toUpperCase();
  const own = textAt(field.raw, 'custom_regex');
  const refuse = (what: string): Schema => {
    told.find('bk-check', { name: field.name || field.key, rule: cutTo(what, 100) }, 'warning');
    told.miss(`it is checked against ${JSON.stringify(cutTo(what, 200))}, which has no like here`);
    return {};
  };
  const byRule = rule === '' || rule === 'EMPTY' || (field.type === 'INT' && rule.startsWith('NUM')) ? {} : field.type === 'STRING' && Object.hasOwn(rules, rule) ? rules[rule]! : refuse(rule);
  if (own === '') return byRule;
  // There a match has to begin where the text does, but may end before it.
  return field.type === 'STRING' || field.type === 'TEXT' ? { ...byRule, pattern: own.startsWith('^') && !own.includes('|') ? own : `^(?:${own})` } : { ...byRule, ...refuse(own) };
}
