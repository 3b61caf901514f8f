/** Who is asked by an approval at this moment, and when its outcome is certain: stages follow each other, and in a stage one may wait for another. Pure; used by all who look at a task. */
import { askedToConfirm, submissionOf } from './kernel.countersign.ts';
import type { ApprovalStage, TaskSlot, TaskState } from './kernel.types.ts';

export type Verdict = 'approved' | 'rejected' | 'open';
type Asking = Pick<TaskState, 'kind' | 'slots' | 'rule' | 'stages' | 'countersign'>;

/** Approvals a stage needs of so many who are asked. Of a share, the next whole number; one at least. */
export function neededOf({ rule, count, percent }: { rule: ApprovalStage['rule']; count?: number | undefined; percent?: number | undefined }, asked: number): number {
  switch (rule) {
    case 'any': return 1;
    case 'all': case 'sequential': return asked;
    case 'count': return count ?? 1;
    case 'percentage': return Math.max(1, Math.ceil((asked * (percent ?? 100)) / 100));
  }
}

/** The stages of an approval; one that keeps none has its rule for everybody it asks. */
export const stagesOf = ({ stages, rule, slots }: Asking): readonly ApprovalStage[] => stages ?? [{ rule: rule ?? 'any', needed: neededOf({ rule: rule ?? 'any' }, slots.filter(({ addedBy }) => !addedBy).length) }];
export const slotsAt = ({ slots }: Pick<Asking, 'slots'>, stage: number): TaskSlot[] => slots.filter((slot) => (slot.stage ?? 0) === stage);

const isRejected = ({ decision }: TaskSlot): boolean => decision?.outcome === 'rejected';

/** What the rule alone says, of those the flow asks. */
function ruled({ rule, needed }: ApprovalStage, slots: readonly TaskSlot[]): Verdict {
  const approvals = slots.filter(({ decision }) => decision?.outcome === 'approved').length;
  const rejections = slots.filter(isRejected).length;
  if (approvals >= needed) return 'approved';
  return (rule === 'any' && rejections > 0) || slots.length - rejections < needed ? 'rejected' : 'open';
}

/** Certain as early as it can be: also when too few are left who could still approve. By `any` the first decision stands. Who was added must approve as well. */
export function verdictOf(stage: ApprovalStage, slots: readonly TaskSlot[]): Verdict {
  if (slots.some((slot) => (slot.hasVeto || slot.addedBy) && isRejected(slot))) return 'rejected';
  const verdict = ruled(stage, slots.filter(({ addedBy }) => !addedBy));
  return verdict === 'approved' && slots.some(({ addedBy, decision }) => addedBy && !decision) ? 'open' : verdict;
}

/** The first stage that is not approved; past the last one when all are. */
export function stageNow(task: Asking): number {
  const stages = stagesOf(task);
  const open = stages.findIndex((stage, at) => verdictOf(stage, slotsAt(task, at)) !== 'approved');
  return open < 0 ? stages.length : open;
}

/** What the approval as a whole has come to. */
export function outcomeNow(task: Asking): Verdict {
  const stages = stagesOf(task);
  const at = stageNow(task);
  return at === stages.length ? 'approved' : verdictOf(stages[at]!, slotsAt(task, at));
}

/** The rule has what it wants; only who was added is waited for. */
const isEnough = (stage: ApprovalStage, slots: readonly TaskSlot[]): boolean => ruled(stage, slots.filter(({ addedBy }) => !addedBy)) === 'approved';

/** Whose answer is waited for now: nobody before their stage or their turn, nobody after it is decided without them. Of a task: everybody it is offered to; once it is completed and put to a second person, those. */
export function askedSlots(task: Asking): TaskSlot[] {
  if (task.kind === 'task') return submissionOf(task) ? askedToConfirm(task) : task.slots.filter(({ decision }) => decision === undefined);
  const at = stageNow(task);
  const stage = stagesOf(task)[at];
  if (stage === undefined) return [];
  const slots = slotsAt(task, at);
  if (verdictOf(stage, slots) !== 'open') return [];
  // Who is no longer needed is not waited for, neither by the stage nor by who was added after them.
  const onlyAdded = isEnough(stage, slots);
  const isHeard = (id: string): boolean => slots.find((slot) => slot.id === id)?.decision !== undefined;
  return slots.filter(({ decision, after, addedBy }) => decision === undefined && (onlyAdded ? addedBy !== undefined : after === undefined || isHeard(after)));
}

/** Asked later, if it comes to it: by whose stage or turn is not there yet. */
export function slotsAhead(task: Asking): TaskSlot[] {
  if (task.kind === 'task' || outcomeNow(task) !== 'open') return [];
  const now = stageNow(task);
  const asked = new Set(askedSlots(task));
  const onlyAdded = isEnough(stagesOf(task)[now]!, slotsAt(task, now));
  return task.slots.filter((slot) => slot.decision === undefined && !asked.has(slot) && ((slot.stage ?? 0) > now || ((slot.stage ?? 0) === now && !onlyAdded)));
}
