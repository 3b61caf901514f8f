/** What was asked back, as the API tells it, and what of it the reader may answer or ask. */
import { askableBack, mayAnswer, mostQuestions, openQuestions } from '#domain/flow/kernel/kernel.questions';
import { askedSlots } from '#domain/flow/kernel/kernel.stages';
import { fitsSlot } from '#domain/flow/kernel/kernel.tasks';
import type { TaskActor, TaskQuestion, TaskState } from '#domain/flow/kernel/kernel.types';
import type { ActorRef } from '#domain/identity/identity.schema';
import type { ResponseOf } from '#api/routes';

type QuestionView = ResponseOf<'approvalLinks.read'>['questions'][number];
type NameOf = (id: string) => string;

/** People a task's questions name. */
export const peopleOfQuestions = ({ questions = [] }: Pick<TaskState, 'questions'>): string[] => questions.flatMap(({ to, by, onBehalfOf, answer }) => [to, by.id, onBehalfOf?.id, answer?.by.id, answer?.onBehalfOf?.id].filter((id) => id !== undefined));

/** Without whose it is to answer. */
export function questionViews({ questions = [] }: Pick<TaskState, 'questions'>, nameOf: NameOf): QuestionView[] {
  const named = (who: ActorRef): ActorRef => ({ ...who, name: who.name ?? nameOf(who.id) });
  const said = ({ text, by, onBehalfOf, at }: Pick<TaskQuestion, 'text' | 'by' | 'onBehalfOf' | 'at'>) => ({ text, by: named(by), ...(onBehalfOf ? { onBehalfOf: named(onBehalfOf) } : {}), at });
  return questions.map((question) => ({ id: question.id, to: { id: question.to, name: nameOf(question.to) }, ...said(question), answer: question.answer ? said(question.answer) : null }));
}

/** Whose question it is: their own, or of somebody they stand in for and not of their own asking. */
export const isOwed = ({ to, by }: TaskQuestion, person: string, standsInFor: readonly string[]): boolean => to === person || (by.id !== person && standsInFor.includes(to));

/** Ids of open questions the person may answer. */
export const answerable = (task: TaskState, actor: TaskActor, standsInFor: readonly string[]): Set<string> =>
  new Set(openQuestions(task).filter((question) => isOwed(question, actor.person, standsInFor) || mayAnswer(question, actor)).map(({ id }) => id));

/** Whom the person may ask back now, by id. `actor`: with whom they decide for. */
export function askableBy(task: TaskState, actor: TaskActor, requester: string | null): string[] {
  const isOwn = [requester, task.askedBy?.id].includes(actor.person);
  if (task.kind !== 'approval' || isOwn || (task.questions?.length ?? 0) >= mostQuestions || !askedSlots(task).some((slot) => fitsSlot(slot, actor))) return [];
  return askableBack(task, requester).filter((person) => person !== actor.person);
}
