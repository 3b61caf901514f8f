/** A form's schema in the reader's language: `x-title` and `x-description` ({en, zh, ar}) stand for `title` and `description`. */
import { expressionsOf, fieldsOf } from '#domain/flow/form/form.live.fields';
import { takesFiles } from '#domain/file/file.answers';
import { inLanguage, textSchema, type Json, type Locale } from '#domain/values';

export function schemaInLanguage(schema: Json, locale: Locale): Json {
  if (Array.isArray(schema)) return schema.map((item) => schemaInLanguage(item, locale));
  if (typeof schema !== 'object' || schema === null) return schema;
  const own = Object.fromEntries(Object.entries(schema).filter(([name]) => name !== 'x-title' && name !== 'x-description').map(([name, value]) => [name, schemaInLanguage(value, locale)]));
  const said = (name: 'title' | 'description'): Record<string, Json> => {
    const text = textSchema.safeParse(schema[`x-${name}`]);
    return text.success ? { [name]: inLanguage(text.data, locale) } : {};
  };
  return { ...own, ...said('title'), ...said('description') };
}

/** The UI schema in the reader's language: a text {en, zh, ar} under a `ui:` key (placeholder, help) is said. */
export function uiInLanguage(ui: Json, locale: Locale): Json {
  if (typeof ui !== 'object' || ui === null || Array.isArray(ui)) return ui;
  return Object.fromEntries(Object.entries(ui).map(([name, value]) => {
    const text = name.startsWith('ui:') ? textSchema.safeParse(value) : null;
    return [name, text?.success ? inLanguage(text.data, locale) : uiInLanguage(value, locale)];
  }));
}

/** Computed fields, at any level of groups, are shown and not typed. */
export function computedUi(schema: Json | undefined, ui: Readonly<Record<string, Json>>): Record<string, object> {
  return Object.fromEntries(Object.entries(fieldsOf(schema) ?? {}).flatMap(([name, field]): [string, object][] => {
    const given = ui[name];
    const own = typeof given === 'object' && given !== null && !Array.isArray(given) ? given : {};
    if (expressionsOf(field).computed !== null) return [[name, { ...own, 'ui:widget': 'computed' }]];
    const inner = computedUi(field, own);
    return Object.keys(inner).length > 0 ? [[name, { ...own, ...inner }]] : [];
  }));
}

/** Lists of files are one field with all of them, not a row of fields. */
export function fileUi(schema: Json | undefined, ui: Readonly<Record<string, Json>>): Record<string, object> {
  return Object.fromEntries(Object.entries(fieldsOf(schema) ?? {}).flatMap(([name, field]): [string, object][] => {
    const given = ui[name];
    const own = typeof given === 'object' && given !== null && !Array.isArray(given) ? given : {};
    return takesFiles(field) && typeof field === 'object' && 'items' in field ? [[name, { ...own, 'ui:widget': 'files' }]] : [];
  }));
}

/** Fields an answer needs that are not filled in. */
export function missingFields(required: readonly string[], value: Json): string[] {
  const filled = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  return required.filter((name) => {
    const given = Object.hasOwn(filled, name) ? filled[name] : undefined;
    return given === undefined || given === null || (typeof given === 'string' && given.trim() === '') || (Array.isArray(given) && given.length === 0);
  });
}
