/** A form's schema in the reader's language: `x-title` and `x-description` ({en, zh, ar}) stand for `title` and `description`. */
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

/** Fields an answer needs that are not filled in. */
export function missingFields(required: readonly string[], value: Json): string[] {
  const filled = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  return required.filter((name) => {
    const given = Object.hasOwn(filled, name) ? filled[name] : undefined;
    return given === undefined || given === null || (typeof given === 'string' && given.trim() === '') || (Array.isArray(given) && given.length === 0);
  });
}
