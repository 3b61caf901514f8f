/** Whom an approval asks, stage by stage: found when it is opened, without whoever asked. What would drop an approver quietly stops the run instead. */
import type { NodeTurn } from '../../kernel/kernel.behaviour.ts';
import { neededOf } from '../../kernel/kernel.stages.ts';
import type { ApprovalStage, TaskSlot } from '../../kernel/kernel.types.ts';
import { requesterOf, resolveAssignments, type Resolved } from '../assignment.ts';
import { isStaged, stagesOfConfig, type ApprovalConfig, type StageConfig } from './approval.config.ts';

/** `stages`: absent where the rule is for everybody who is asked. */
interface Asking { slots: TaskSlot[]; stages?: ApprovalStage[] }

/** Null: the turn was ended by an incident. */
export function asking(turn: NodeTurn<ApprovalConfig>): Asking | null {
  const given = turn.config;
  const askers = new Set([requesterOf(turn), turn.askedBy?.kind === 'person' ? turn.askedBy.id : null]);
  const slots: TaskSlot[] = [];
  const stages: ApprovalStage[] = [];
  let leftOut = 0;
  for (const [at, stage] of stagesOfConfig(given).entries()) {
    const asked = askedIn(turn, stage, askers);
    if (asked === null) return null;
    leftOut += asked.leftOut;
    const needed = neededOf(stage, asked.slots.length);
    if (needed > asked.slots.length) { turn.incident('APPROVAL_TOO_FEW', { needed, asked: asked.slots.length }); return null; }
    const numbered = asked.slots.map((slot, index) => ({ ...slot, id: `slot${slots.length + index + 1}`, ...(at === 0 ? {} : { stage: at }) }));
    slots.push(...(stage.rule === 'sequential' ? numbered.map((slot, index) => (index === 0 ? slot : { ...slot, after: numbered[index - 1]!.id })) : numbered));
    stages.push({ rule: stage.rule, needed, ...(stage.name ? { name: stage.name } : {}) });
  }
  if (leftOut > 0) turn.note({ approversLeftOut: leftOut, because: 'own request' });
  return isStaged(given) ? { slots, stages } : { slots };
}

const isForAll = (rule: StageConfig['rule']): boolean => rule !== 'any' && rule !== 'count';

function askedIn(turn: NodeTurn<ApprovalConfig>, stage: StageConfig, askers: ReadonlySet<string | null>): { slots: TaskSlot[]; leftOut: number } | null {
  const resolved: Resolved = resolveAssignments(turn, stage.assignments);
  if (!resolved.ok) { turn.incident(resolved.code, resolved.params); return null; }
  // Where everybody counts, and of who has a veto, a gap in the directory must not quietly drop an approver.
  const gaps = isForAll(stage.rule) || resolved.slots.length === 0 ? resolved.gaps : resolved.vetoGaps;
  if (gaps.length > 0) { turn.incident('APPROVAL_NOBODY', { slot: gaps.join(', ') }); return null; }
  const others = resolved.slots.map((slot) => ({ ...slot, people: slot.people.filter((person) => !askers.has(person)) })).filter((slot) => slot.people.length + slot.teams.length + slot.roles.length > 0);
  if (others.length === 0) { turn.incident('APPROVAL_NOBODY', { slot: resolved.slots.length ? 'only-asker' : 'assignments' }); return null; }
  const isOld = stage.rule === 'any' || stage.rule === 'all';
  return { slots: isOld ? others : eachOnce(others), leftOut: resolved.slots.length - others.length };
}

/** Where answers are counted, a person who is named twice counts once; a veto of either stays. A team named twice is two of its people. */
function eachOnce(slots: readonly TaskSlot[]): TaskSlot[] {
  const once: TaskSlot[] = [];
  for (const slot of slots) {
    const at = slot.people.length === 0 ? -1 : once.findIndex(({ people }) => people[0] === slot.people[0]);
    if (at < 0) once.push(slot);
    else if (slot.hasVeto) once[at] = { ...once[at]!, hasVeto: true };
  }
  return once;
}
