/** What an event tells of a task beyond its name: the question, the answer's name, what was filled in. Only fields the form declares; long texts are cut. */
import { eachWording, textSchema, type Json, type Text } from '../../values.ts';
import type { FlowFile } from '../flow.schema.ts';
import type { Definition, KernelInput, TaskState } from '../kernel/kernel.types.ts';

/** Characters of one value that are told; the whole one stands in the run's variables. */
export const toldChars = 2_000;
const toldFields = 20;
const isRecord = (value: Json | undefined): value is Record<string, Json> => typeof value === 'object' && value !== null && !Array.isArray(value);
const cut = (text: string): string => (text.length > toldChars ? `${text.slice(0, toldChars - 1)}…` : text);

/** What was asked. */
export const questionOf = (task: TaskState): Record<string, Json> => (task.prompt === null || task.prompt === '' ? {} : { prompt: eachWording(task.prompt, cut) });

/** A rejection that says which earlier step it goes back to: named after that step. */
export function returnedNameOf(to: string | undefined, { nodes }: Pick<Definition, 'nodes'>): Record<string, Json> {
  if (to === undefined) return {};
  const { en, zh = en, ar = en } = nodes.get(to)?.name ?? { en: to };
  return { returnedTo: to, outcomeName: { en: `Returned to "${en}"`, zh: `退回至“${zh}”`, ar: `إرجاع إلى «${ar}»` } };
}

/** The name of an answer, for the languages of its flow. */
export function outcomeNameOf(task: TaskState, outcome: string | null): Record<string, Json> {
  const name = task.outcomes.find((known) => known.key === outcome)?.name;
  return name ? { outcomeName: { ...name } } : {};
}

/** What was filled in with an answer: [{name, title, value}], empty values left out. Nothing when the input did not answer this task. */
export function answersOf(task: TaskState, input: KernelInput, file: FlowFile): Record<string, Json> {
  const isConfirmed = input.type === 'task' && input.action === 'countersign';
  if (input.type !== 'task' || input.taskId !== task.id || (input.action !== 'complete' && !isConfirmed) || task.form === null || !Object.hasOwn(file.forms, task.form)) return {};
  const properties = file.forms[task.form]!.schema['properties'];
  const filled = isConfirmed ? task.countersign?.submitted?.form ?? undefined : input.data.form;
  if (!isRecord(properties) || !isRecord(filled)) return {};
  const answers = Object.entries(properties).flatMap(([name, schema]): Json[] => {
    const value = Object.hasOwn(filled, name) ? filled[name] : undefined;
    // A request's own form (domain/catalog/request.form): its answers are the ticket's, told there by their titles.
    if (isRecord(schema) && schema['x-kind'] === 'request') return [];
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return [];
    const title: Text = { en: name, ...(isRecord(schema) ? titleOf(schema) : {}) };
    return [{ name, title: { ...title }, value: typeof value === 'string' ? cut(value) : typeof value === 'object' ? cut(JSON.stringify(value)) : value }];
  });
  return answers.length > 0 ? { answers: answers.slice(0, toldFields) } : {};
}

function titleOf(schema: Record<string, Json>): Partial<Text> {
  const translated = textSchema.safeParse(schema['x-title']);
  if (translated.success) return translated.data;
  return typeof schema['title'] === 'string' && schema['title'] !== '' ? { en: schema['title'] } : {};
}
