/** What a filled-in item comes to: whether the answers fit, what the ticket is called, which object it is about, and how answers are told to people. */
import { compileExpression, evaluate, isCompiled } from '../flow/feel/feel.ts';
import type { FormAnswer, FormSchema } from '../flow/form/form.ts';
import { fieldsOf } from '../flow/form/form.live.fields.ts';
import { liveForm, validateLive } from '../flow/form/form.live.ts';
import { isText } from '../message.ts';
import { inLanguage, type Instant, type Json, type Locale, type Text } from '../values.ts';
import type { ItemContent } from './catalog.schema.ts';

/** The answers as they are kept, or every fault by field. */
export const checkAnswers = (content: Pick<ItemContent, 'form'>, answers: unknown): FormAnswer => validateLive(content.form.schema, answers);

/** The ticket's title in the requester's language; the item's name where nothing better can be said. At most 500 characters, one line. */
export function subjectOf(content: Pick<ItemContent, 'name' | 'subject' | 'form'>, answers: Readonly<Record<string, Json>>, locale: Locale, now: Instant): string {
  const item = inLanguage(content.name, locale);
  const compiled = content.subject === null ? null : compileExpression(content.subject, { names: Object.keys(fieldsOf(content.form.schema) ?? {}) });
  if (compiled === null || !isCompiled(compiled)) return item;
  const titles = Object.fromEntries(answersTold(content.form.schema, answers).map(({ name, shown }) => [name, typeof shown === 'string' ? shown : inLanguage(shown, locale)]));
  const said = evaluate(compiled, { ...answers, item, titles }, { now });
  const text = said.ok && typeof said.value === 'string' ? said.value.replace(/\s+/g, ' ').trim() : '';
  return (text === '' ? item : text).slice(0, 500);
}

/** Id of the object a request is about; null where none was named. */
export function objectOf(content: Pick<ItemContent, 'objectField'>, answers: Readonly<Record<string, Json>>): string | null {
  const id = content.objectField === null ? null : answers[content.objectField];
  return typeof id === 'string' && id !== '' ? id : null;
}

/** What the ticket says at length; empty where no field is named for it. */
export function descriptionOf(content: Pick<ItemContent, 'descriptionField'>, answers: Readonly<Record<string, Json>>): string {
  const text = content.descriptionField === null ? null : answers[content.descriptionField];
  return typeof text === 'string' ? text.slice(0, 20_000) : '';
}

/** One answer for people: the field's title, and the value as it is shown (a choice by its title). Booleans and numbers stay what they are. */
export interface ToldAnswer { name: string; title: Text; value: Json; shown: Text | string }

/** The answers in the order of the form, without what is hidden or empty; values the form does not know come last under their own names. */
export function answersTold(schema: FormSchema, answers: Readonly<Record<string, Json>>): ToldAnswer[] {
  const fields = fieldsOf(liveForm(schema, { ...answers }).schema) ?? {};
  const names = [...Object.keys(fields), ...Object.keys(answers).filter((name) => !Object.hasOwn(fields, name))];
  return names.flatMap((name): ToldAnswer[] => {
    const value = Object.hasOwn(answers, name) ? answers[name] : undefined;
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return [];
    return [{ name, title: titleOf(fields[name]) ?? { en: name }, value, shown: shownOf(fields[name], value) }];
  });
}

const isRecord = (value: unknown): value is Record<string, Json> => typeof value === 'object' && value !== null && !Array.isArray(value);

function titleOf(field: FormSchema | undefined): Text | null {
  if (!isRecord(field)) return null;
  if (isText(field['x-title'])) return field['x-title'];
  return typeof field['title'] === 'string' && field['title'] !== '' ? { en: field['title'] } : null;
}

function shownOf(field: FormSchema | undefined, value: Json): Text | string {
  const choices = isRecord(field) ? field['oneOf'] ?? field['anyOf'] : undefined;
  const chosen = Array.isArray(choices) ? choices.find((choice) => isRecord(choice) && JSON.stringify(choice['const']) === JSON.stringify(value)) : undefined;
  return titleOf(chosen as FormSchema | undefined) ?? (typeof value === 'string' ? value : JSON.stringify(value));
}
