/** Which files the answers of a form name: fields with `format: "file"`, one or a list, also in groups of fields. */
import { fileFormat } from '../flow/form/form.limits.ts';
import type { FormSchema } from '../flow/form/form.read.ts';
import type { Json } from '../values.ts';

export interface NamedFile { /** JSON pointer of the answer. */ path: string; id: string }

const record = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : {});
const isFileField = (field: Readonly<Record<string, unknown>>): boolean => field['format'] === fileFormat;

/** Whether this is a field for a file, or for a list of them. */
export const takesFiles = (field: FormSchema | undefined): boolean => isFileField(record(field)) || isFileField(record(record(field)['items']));

/** Every file the answers name, in the order of the fields. */
export function filesIn(schema: FormSchema, answers: unknown, path = ''): NamedFile[] {
  const field = record(schema);
  if (isFileField(field)) return typeof answers === 'string' && answers !== '' ? [{ path, id: answers }] : [];
  if (Array.isArray(answers)) return answers.flatMap((answer, at) => filesIn(record(field['items']) as FormSchema, answer, `${path}/${at}`));
  const given = record(answers);
  return Object.entries(record(field['properties'])).flatMap(([name, inner]) => (Object.hasOwn(given, name) ? filesIn(inner as FormSchema, given[name] as Json, `${path}/${name}`) : []));
}
