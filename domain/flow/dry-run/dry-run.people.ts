/** Who acts on a task of a dry run where nobody is named, with which outcome and which data. */
import type { Json } from '../../values.ts';
import { sampleOf } from '../form/form.sample.ts';
import { formOf } from '../kernel/kernel.forms.ts';
import { submissionOf } from '../kernel/kernel.countersign.ts';
import { askedSlots } from '../kernel/kernel.stages.ts';
import type { Answer, TaskAction, TaskActionData, TaskActor, TaskState } from '../kernel/kernel.types.ts';
import type { DryRun } from './dry-run.ts';

/** Somebody who may decide the task now: its assignee, else the first whose slot is open. */
export function someoneFor(task: TaskState): TaskActor {
  const slot = askedSlots(task)[0] ?? task.slots[0];
  const group = `example-${slot?.teams[0] ?? slot?.roles[0] ?? 'person'}`;
  // A team has others than the one who asked, and than those who have answered.
  const gone = new Set(task.kind === 'approval' ? [task.askedBy?.id, ...task.slots.map(({ decision }) => decision?.by.id)] : [submissionOf(task)?.by.id]);
  let [other, n] = [group, 1];
  while (gone.has(other)) other = `${group}-${++n}`;
  const person = task.assignee ?? slot?.people[0] ?? other;
  return { person, name: person, teams: slot?.teams ?? [], roles: slot?.roles ?? [], maySupervise: false };
}

/** Who was asked back. */
export function whoOwes(task: TaskState, question: string | undefined): TaskActor {
  const to = task.questions?.find(({ id }) => id === question)?.to;
  return to === undefined ? someoneFor(task) : { person: to, name: to, teams: [], roles: [], maySupervise: false };
}

const openTask = (run: DryRun, id: string): TaskState | null => run.waits('task').find((wait) => wait.task.id === id)?.task ?? null;

/** One action on a task, claimed first where it must be. */
export function act(run: DryRun, task: TaskState, action: TaskAction, actor: TaskActor, data: TaskActionData): Answer {
  const send = (verb: TaskAction, what: TaskActionData): Answer => run.send({ type: 'task', taskId: task.id, action: verb, taskRevision: openTask(run, task.id)?.revision ?? task.revision, actor, data: what });
  const answer = send(action, data);
  if (answer.accepted || answer.code !== 'TASK_NOT_CLAIMED' || (action !== 'complete' && action !== 'return')) return answer;
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

/** Outcomes by node, and how often they were taken; and what was answered where several are asked at once. */
export interface Taken { counts: Map<string, number>; rounds: Map<string, string> }

/**
 * Completes the task by the outcome taken least often at its node, the first of them in the order of the task; a circle is left sooner or later. Where several
 * are asked at once, all say the same: one who says otherwise would send every round back.
 */
export function complete(run: DryRun, task: TaskState, { counts, rounds }: Taken): Answer {
  if (submissionOf(task)) return act(run, task, 'countersign', someoneFor(task), { outcome: 'confirmed' });
  const round = roundOf(run, task);
  const said = round === null ? undefined : rounds.get(round);
  const timesOf = (outcome: string): number => (outcome === said ? -1 : counts.get(`${run.named(task.node)} ${outcome}`) ?? 0);
  let refusal: Answer = { accepted: false, code: 'TASK_OUTCOME_UNKNOWN', params: { outcome: '', known: '' } };
  for (const { key, requires = [] } of [...task.outcomes].sort((one, other) => timesOf(one.key) - timesOf(other.key))) {
    for (const form of formsFor(run, task, requires)) {
      const answer = act(run, task, 'complete', someoneFor(task), { outcome: key, comment: 'Example', ...(form === undefined ? {} : { form }) });
      if (answer.accepted) {
        if (key !== said) counts.set(`${run.named(task.node)} ${key}`, timesOf(key) + 1);
        if (round !== null) rounds.set(round, key);
        return answer;
      }
      refusal = answer;
      if (run.isOverLimit) return answer;
    }
  }
  return refusal;
}

/** What the answers of several belong to: an approval by several, or all the times of a step, also where it lies in a part that is done several times. Null: one is asked. */
function roundOf({ state: { scopes, tokens }, definition, log, number }: DryRun, task: TaskState): string | null {
  if (task.rule === 'all' || task.stages) return `${number} ${task.id}`;
  let came: { id: string; node: string } | null = null;
  for (let scope = scopes[task.scope]; scope; scope = scope.parent === null ? undefined : scopes[scope.parent]) {
    const node = scope.token === null ? undefined : tokens[scope.token]?.node;
    const repeat = node === undefined ? undefined : definition.nodes.get(node)?.repeat;
    // A part that is done several times lies in one scope for each time, around its own.
    if (node !== undefined && repeat !== undefined && repeat.mode !== 'loop' && (came === null || came.node === node)) came = { id: scope.token!, node };
  }
  if (came === null) return null;
  // The same token may come again.
  const { id, node } = came;
  return `${number} ${id} ${task.node} ${log.findLast((entry) => entry.type === 'enter' && entry.token === id && entry.node === node)?.seq ?? ''}`;
}

const isRecord = (value: unknown): value is Record<string, Json> => typeof value === 'object' && value !== null && !Array.isArray(value);
