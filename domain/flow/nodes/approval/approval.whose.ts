/** Whose an approval is: those it is asked of, and those who ask for it and may never decide it. */
import type { NodeTurn, Refusal } from '../../kernel/kernel.behaviour.ts';
import { askedSlots } from '../../kernel/kernel.stages.ts';
import { whomOf } from '../../kernel/kernel.tasks.ts';
import type { TaskState } from '../../kernel/kernel.types.ts';
import { requesterOf } from '../assignment.ts';

/** The requester of the ticket, and whoever asked for this approval. */
export const isOwn = (turn: NodeTurn, task: TaskState, person: string): boolean => person === requesterOf(turn) || (task.askedBy?.kind === 'person' && task.askedBy.id === person);
export const notYours = (task: TaskState): Refusal => ({ code: 'TASK_NOT_YOURS', params: { whom: whomOf({ slots: askedSlots(task) }) } });
