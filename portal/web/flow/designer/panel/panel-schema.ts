/** A kind's form in the reader's language, with the panel's own fields where the schema says what a value is ("x-kind"). Pure. */
import type { Json, Locale } from '#domain/values';

type Node = Record<string, Json>;
const isNode = (value: Json | undefined): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fields of our own by "x-kind"; other kinds are drawn by the form library. */
export const ownFields = ['text', 'feel', 'assignments', 'ticketState', 'form', 'json'] as const;

const inLocale = (text: Json | undefined, otherwise: Json | undefined, locale: Locale): Json | undefined => (isNode(text) ? text[locale] ?? text['en'] ?? otherwise : otherwise);

/** Titles and descriptions from "x-title" and "x-help", everywhere in the schema. */
function localised(schema: Node, locale: Locale): Node {
  const walked = Object.fromEntries(Object.entries(schema).filter(([key]) => !key.startsWith('x-')).map(([key, value]) => [key, localisedValue(value, locale)]));
  const title = inLocale(schema['x-title'], schema['title'], locale);
  const description = inLocale(schema['x-help'], schema['description'], locale);
  // Settings may be called so themselves.
  return { ...walked, ...(title === undefined || isNode(title) ? {} : { title }), ...(description === undefined || isNode(description) ? {} : { description }) };
}
const localisedValue = (value: Json, locale: Locale): Json =>
  Array.isArray(value) ? value.map((one) => localisedValue(one, locale)) : isNode(value) ? localised(value, locale) : value;

/** UI schema that puts our fields where "x-kind" asks for one. */
function fieldsOf(schema: Node): Node {
  const ui: Node = {};
  const kind = schema['x-kind'];
  if (typeof kind === 'string' && (ownFields as readonly string[]).includes(kind)) ui['ui:field'] = kind;
  if (isNode(schema['properties'])) for (const [name, one] of Object.entries(schema['properties'])) if (isNode(one)) ui[name] = fieldsOf(one);
  if (isNode(schema['items'])) ui['items'] = fieldsOf(schema['items']);
  if (isNode(schema['additionalProperties'])) ui['additionalProperties'] = fieldsOf(schema['additionalProperties']);
  return ui;
}
const merged = (base: Node, over: Node): Node => Object.fromEntries([...new Set([...Object.keys(base), ...Object.keys(over)])].map((key) => {
  const [a, b] = [base[key], over[key]];
  return [key, isNode(a) && isNode(b) ? merged(a, b) : b ?? a ?? null];
}));

export const panelForm = (form: { schema: Node; ui: Node }, locale: Locale): { schema: Node; ui: Node } =>
  ({ schema: localised(form.schema, locale), ui: merged(fieldsOf(form.schema), form.ui) });
