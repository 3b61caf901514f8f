/**
 * Lets a task of a flow ask for the very form a request was made with: a field marked `"x-kind": "request"` stands for it. One flow so serves every item, and
 * a correction is checked by the same schema as the request was. The flow itself only knows that an object comes.
 */
import type { FlowFile } from '../flow/flow.schema.ts';
import type { Json } from '../values.ts';
import type { ItemContent } from './catalog.schema.ts';

type Form = FlowFile['forms'][string];
const isRecord = (value: unknown): value is Record<string, Json> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isMarked = (field: Json): boolean => isRecord(field) && field['x-kind'] === 'request';

/** Whether any form of the flow stands for a request's own. */
export const asksForRequest = (file: FlowFile): boolean => Object.values(file.forms).some((form) => isRecord(form.schema['properties']) && Object.values(form.schema['properties']).some(isMarked));

/** The flow with the item's form in place of every marked field, which is drawn without a title of its own: the task has one. What the request is about cannot be changed: who approves hangs on it. */
export function withRequestForm(file: FlowFile, content: Pick<ItemContent, 'form' | 'objectField'>, answers: Readonly<Record<string, Json>>): FlowFile {
  return { ...file, forms: Object.fromEntries(Object.entries(file.forms).map(([key, form]) => [key, spliced(form, content, answers)])) };
}

function spliced(form: Form, content: Pick<ItemContent, 'form' | 'objectField'>, answers: Readonly<Record<string, Json>>): Form {
  const fields = form.schema['properties'];
  if (!isRecord(fields) || !Object.values(fields).some(isMarked)) return form;
  const marked = Object.keys(fields).filter((name) => isMarked(fields[name]!));
  const own = fixed(content, answers);
  return {
    ...form,
    schema: { ...form.schema, properties: { ...fields, ...Object.fromEntries(marked.map((name) => [name, { ...own, ...titlesOf(fields[name]!) }])) } },
    ui: { ...form.ui, ...Object.fromEntries(marked.map((name) => [name, { ...content.form.ui, 'ui:title': '' }])) },
  };
}

const titlesOf = (field: Json): Record<string, Json> => (isRecord(field) ? Object.fromEntries(Object.entries(field).filter(([name]) => name === 'title' || name === 'x-title')) : {});

function fixed({ form, objectField }: Pick<ItemContent, 'form' | 'objectField'>, answers: Readonly<Record<string, Json>>): Record<string, Json> {
  const fields = form.schema['properties'];
  if (objectField === null || !isRecord(fields) || !isRecord(fields[objectField]) || answers[objectField] === undefined) return form.schema;
  return { ...form.schema, properties: { ...fields, [objectField]: { ...fields[objectField], const: answers[objectField], readOnly: true } } };
}
