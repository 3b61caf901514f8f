/** Builders for the side panel's forms: JSON Schema with titles in three languages. `title` is English; `x-title` and `x-help` hold all languages. */
import type { Json, Text } from '../../values.ts';

type Schema = Record<string, Json>;
const textJson = (text: Text): Json => ({ ...text });

/** One field. `more` is JSON Schema; `help` a sentence below the field. */
export const field = (type: string | null, title: Text, more: Schema = {}, help?: Text): Schema => ({
  ...(type === null ? {} : { type }), title: title.en, 'x-title': textJson(title), ...(help ? { description: help.en, 'x-help': textJson(help) } : {}), ...more,
});

export const object = (properties: Record<string, Schema>, required: string[] = []): Schema => ({ type: 'object', properties, required, additionalProperties: false });

/** A choice with a name per value. */
export const choice = (title: Text, options: readonly { const: string; title: Text }[], more: Schema = {}): Schema =>
  field('string', title, { oneOf: options.map((option) => ({ const: option.const, title: option.title.en, 'x-title': textJson(option.title) })), ...more });

/** Outcomes and names are texts in three languages, edited by the `text` field. */
export const textField = (title: Text, more: Schema = {}): Schema => field('object', title, { 'x-kind': 'text', ...more });
