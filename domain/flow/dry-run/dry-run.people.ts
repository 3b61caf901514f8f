/** Who acts on a task of a dry run where nobody is named, with which outcome and which data. */
import type { Json } from '../../values.ts';
import { sampleOf } from '../form/form.sample.ts';
import { formOf } from '../kernel/kernel.forms.ts';
import type { Answer, TaskAction, TaskActionData, TaskActor, TaskState } from '../kernel/kernel.types.ts';
import type { DryRun } from './dry-run.ts';

/** Somebody who may decide the task now: its assignee, else the first whose slot is open. */
export function someoneFor(task: TaskState): TaskActor {
  const slot = task.slots.find((one) => one.decision === undefined) ?? task.slots[0];
  const person = task.assignee ?? slot?.people[0] ?? `example-${slot?.teams[0] ?? slot?.roles[0] ?? 'person'}`;
  return { person, name: person, teams: slot?.teams ?? [], roles: slot?.roles ?? [], maySupervise: false };
}

const openTask = (run: DryRun, id: string): TaskState | null => run.waits('task').find((wait) => wait.task.id === id)?.task ?? null;

/** One action on a task, claimed first where it must be. */
export function act(run: DryRun, task: TaskState, action: TaskAction, actor: TaskActor, data: TaskActionData): Answer {
  const send = (verb: TaskAction, what: TaskActionData): Answer => run.send({ type: 'task', taskId: task.id, action: verb, taskRevision: openTask(run, task.id)?.revision ?? task.revision, actor, data: what });
  const answer = send(action, data);
  if (answer.accepted || answer.code !== 'TASK_NOT_CLAIMED' || action !== 'complete') return answer;
  const claimed = send('claim', {});
  return claimed.accepted ? send(action, data) : claimed;
}

/** Forms to try in turn: the example, what the task starts with, nothing, and data made up for the outcome. */
function formsFor(run: DryRun, task: TaskState, requires: readonly string[]): (Json | undefined)[] {
  const form = formOf(task, run.definition.file);
  if (form === null) return [undefined];
  const made = sampleOf(form.schema, requires) ?? {};
  const known = isRecord(task.draft) && isRecord(made) ? [{ ...made, ...task.draft }] : [];
  return [...(form.example === undefined ? [] : [form.example, ...(isRecord(form.example) && isRecord(made) ? [{ ...made, ...form.example }] : [])]), ...known, {}, made];
}

/** Completes the task by the outcome taken least often at its node, the first of them in the order of the task; a circle is left sooner or later. */
export function complete(run: DryRun, task: TaskState, taken: Map<string, number>): Answer {
  const timesOf = (outcome: string): number => taken.get(`${task.node} ${outcome}`) ?? 0;
  let refusal: Answer = { accepted: false, code: 'TASK_OUTCOME_UNKNOWN', params: { outcome: '', known: '' } };
  for (const { key, requires = [] } of [...task.outcomes].sort((one, other) => timesOf(one.key) - timesOf(other.key))) {
    for (const form of formsFor(run, task, requires)) {
      const answer = act(run, task, 'complete', someoneFor(task), { outcome: key, comment: 'Example', ...(form === undefined ? {} : { form }) });
      if (answer.accepted) {
        taken.set(`${task.node} ${key}`, timesOf(key) + 1);
        return answer;
      }
      refusal = answer;
      if (run.isOverLimit) return answer;
    }
  }
  return refusal;
}

const isRecord = (value: unknown): value is Record<string, Json> => typeof value === 'object' && value !== null && !Array.isArray(value);
