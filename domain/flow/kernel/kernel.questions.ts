/** Questions of an approval: whom those who are asked may ask back, who owes an answer, and the bounds of both. Pure; used by all who look at a task. */
import type { Refusal } from './kernel.behaviour.ts';
import type { TaskActor, TaskQuestion, TaskState } from './kernel.types.ts';

/** Questions that may be put in one approval. */
export const mostQuestions = 10;
/** Characters of what is said with a task beside a decision. */
export const saidChars = 2_000;

export const openQuestions = ({ questions = [] }: Pick<TaskState, 'questions'>): TaskQuestion[] => questions.filter(({ answer }) => answer === undefined);

/** Whom a question may be put to, by person id: whoever asked for the approval, the requester, and those who have decided in it. */
export function askableBack({ askedBy, slots }: Pick<TaskState, 'askedBy' | 'slots'>, requester: string | null): string[] {
  const people = [askedBy?.kind === 'person' ? askedBy.id : null, requester, ...slots.map(({ decision }) => (decision?.by.kind === 'person' ? decision.by.id : null))];
  return [...new Set(people.filter((person): person is string => person !== null && person !== ''))];
}

/** Who was asked, whoever stands in for them, and a supervisor; never whoever asks. */
export const mayAnswer = ({ to, by }: TaskQuestion, { person, maySupervise, onBehalfOf }: Pick<TaskActor, 'person' | 'maySupervise' | 'onBehalfOf'>): boolean => to === person || (by.id !== person && (maySupervise || onBehalfOf?.id === to));

/** Why nothing can be made of what was said; null: something can. */
export function saidFault(text: string): Refusal | null {
  if (text === '') return { code: 'TASK_WORDS_NEEDED' };
  return text.length > saidChars ? { code: 'TASK_WORDS_TOO_MANY', params: { limit: saidChars } } : null;
}
