/**
 * What a person filled in on a task: whether it fits the form, for a draft and for an outcome. One answer for the kernel and for the portal's edge,
 * which refuses before the engine records anything.
 */
import type { Json } from '../../values.ts';
import { errorDetail } from '../../errors.ts';
import type { FlowFile } from '../flow.schema.ts';
import { validateForm } from '../form/form.ts';
import { liveForm, validateLive } from '../form/form.live.ts';
import { titleOf } from '../form/form.words.ts';
import type { Refusal } from './kernel.behaviour.ts';
import { detailsKept } from './kernel.limits.ts';
import { own } from './kernel.paths.ts';
import type { TaskActionData, TaskState } from './kernel.types.ts';

/** `values`: the fields the form declares; null when the task has no form. */
export type FormVerdict = { fits: true; values: Record<string, Json> | null } | { fits: false; refusal: Refusal };

/** The outcome a decision names; the only one may be left unsaid. */
export function outcomeOf(task: TaskState, data: TaskActionData): { key: string; outcome: TaskState['outcomes'][number] | undefined } {
  const key = data.outcome ?? (task.outcomes.length === 1 ? task.outcomes[0]!.key : '');
  return { key, outcome: task.outcomes.find((one) => one.key === key) };
}

/** The form of a task in its definition; null when it has none. */
export const formOf = (task: TaskState, file: FlowFile): FlowFile['forms'][string] | null => (task.form !== null && Object.hasOwn(file.forms, task.form) ? file.forms[task.form]! : null);

/** A decision's form: the schema holds, and the fields its outcome needs are filled. */
export function judgeFilled(task: TaskState, data: TaskActionData, file: FlowFile): FormVerdict {
  const form = formOf(task, file);
  if (!form) return { fits: true, values: null };
  const { outcome } = outcomeOf(task, data);
  const filled = data.form ?? {};
  const answer = validateLive(form.schema, filled);
  const faults = answer.ok ? [] : answer.details;
  const missing = (outcome?.requires ?? []).filter((name) => isEmpty(isRecord(filled) ? own(filled, name) : undefined))
    .filter((name) => !faults.some((fault) => fault.path === `/${name}`))
    .map((name) => errorDetail('FORM_REQUIRED_FOR', `/${name}`, { field: titleOf(fieldOf(form.schema, name)) ?? name, outcome: outcome!.name }));
  const details = [...faults, ...missing];
  if (!answer.ok || details.length || !isRecord(answer.data)) return unfit(details);
  return { fits: true, values: declared(form.schema, answer.data) };
}

/** A draft may be incomplete, but what is there has the form's shape. */
export function judgeDrafted(task: TaskState, draft: Json | undefined, file: FlowFile): FormVerdict {
  const form = formOf(task, file);
  if (!form) return { fits: true, values: isRecord(draft) ? draft : null };
  const live = liveForm(form.schema, draft ?? {});
  const answer = validateForm(live.schema, live.data);
  const faults = answer.ok ? [] : answer.details.filter((fault) => fault.code !== 'FORM_REQUIRED' && fault.code !== 'FORM_DEPENDENT');
  if (faults.length || !isRecord(draft ?? {})) return unfit(faults);
  return { fits: true, values: declared(form.schema, (draft ?? {}) as Record<string, Json>) };
}

const unfit = (details: NonNullable<Refusal['details']>): FormVerdict =>
  ({ fits: false, refusal: { code: 'TASK_FORM_INVALID', params: { count: details.length || 1 }, details: details.slice(0, detailsKept) } });

const isRecord = (value: Json | undefined): value is Record<string, Json> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value: Json | undefined): boolean => value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);

const fieldOf = (schema: Record<string, Json>, name: string): Json | undefined => { const properties = schema['properties']; return isRecord(properties) ? own(properties, name) : undefined; };

/** Only fields the form declares go on; anything else a browser sent is dropped. */
function declared(schema: Record<string, Json>, values: Record<string, Json>): Record<string, Json> {
  const properties = schema['properties'];
  if (!isRecord(properties)) return {};
  return Object.fromEntries(Object.keys(properties).filter((name) => Object.hasOwn(values, name)).map((name) => [name, values[name]!]));
}
