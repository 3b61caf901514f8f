/** Asking back: who is asked to approve wants to know something first. The answer comes to the approval, which is open meanwhile and may be decided; what is not answered by then is closed with it. */
import type { ApprovalAct, NodeTurn, Refusal } from '../../kernel/kernel.behaviour.ts';
import { askableBack, mayAnswer, mostQuestions, openQuestions, saidFault } from '../../kernel/kernel.questions.ts';
import { askedSlots } from '../../kernel/kernel.stages.ts';
import { fitsSlot } from '../../kernel/kernel.tasks.ts';
import type { TaskQuestion, TaskState } from '../../kernel/kernel.types.ts';
import { requesterOf } from '../assignment.ts';
import { isOwn, notYours } from './approval.whose.ts';

type Said = Pick<TaskQuestion, 'text' | 'by' | 'onBehalfOf' | 'at'>;
const saidBy = (turn: NodeTurn, { actor, by }: ApprovalAct, text: string): Said => ({ text, by, ...(actor.onBehalfOf ? { onBehalfOf: actor.onBehalfOf } : {}), at: turn.now });

export function askBack(turn: NodeTurn, task: TaskState, act: ApprovalAct): Refusal | void {
  const { data, actor } = act;
  if (isOwn(turn, task, actor.person)) return { code: 'APPROVAL_OWN_REQUEST' };
  if (!askedSlots(task).some((slot) => fitsSlot(slot, actor))) return notYours(task);
  const text = data.comment?.trim() ?? '';
  const fault = saidFault(text);
  if (fault) return fault;
  const { to } = data;
  if (to === undefined || to === actor.person || !askableBack(task, requesterOf(turn)).includes(to)) return { code: 'APPROVAL_QUESTION_TO' };
  const questions = task.questions ?? [];
  if (questions.length >= mostQuestions) return { code: 'APPROVAL_QUESTIONS_TOO_MANY', params: { limit: mostQuestions } };
  const question: TaskQuestion = { id: `q${questions.length + 1}`, to, ...saidBy(turn, act, text) };
  turn.changeTask(task, { questions: [...questions, question] }, 'questioned', { question: question.id, to });
}

export function answer(turn: NodeTurn, task: TaskState, act: ApprovalAct): Refusal | void {
  const question = openQuestions(task).find(({ id }) => id === act.data.question);
  if (!question) return { code: 'APPROVAL_QUESTION_GONE' };
  if (!mayAnswer(question, act.actor)) return { code: 'APPROVAL_QUESTION_NOT_YOURS', params: { whom: question.to } };
  const text = act.data.comment?.trim() ?? '';
  const fault = saidFault(text);
  if (fault) return fault;
  const answered: TaskQuestion = { ...question, answer: saidBy(turn, act, text) };
  turn.changeTask(task, { questions: task.questions!.map((one) => (one === question ? answered : one)) }, 'answered', { question: question.id });
}
