/**
 * People decide yes or no. `any`: the first decision stands. `all`: everybody must approve, one rejection is enough to reject. Nobody approves
 * their own request, neither the ticket's requester nor whoever asked; when nobody else is left, the run stops here with an incident.
 */
import { z } from 'zod';
import type { Text } from '../../../values.ts';
import type { NodeTurn, Refusal, TaskDecision } from '../../kernel/kernel.behaviour.ts';
import { fitsSlot, whomOf } from '../../kernel/kernel.tasks.ts';
import type { TaskSlot, TaskState } from '../../kernel/kernel.types.ts';
import { requesterOf, resolveAssignments } from '../assignment.ts';
import { withdrawn } from '../node.config.ts';
import { choice, field, object } from '../node.form.ts';
import type { NodeKind, Outcome } from '../node.kind.ts';
import { askedExpressions, askedFields, askedNow, askedOutline, askedSchema, askedSets, askedUi, checkAsked, whomText } from '../node.people.ts';
import { said } from '../task/task.kind.ts';

const config = z.strictObject({
  ...askedSchema,
  rule: z.enum(['any', 'all']).default('any'),
  needsCommentToReject: z.boolean().default(true),
});
type Config = z.infer<typeof config>;

const approved: Text = { en: 'Approved', zh: '批准', ar: 'موافقة' };
const rejected: Text = { en: 'Rejected', zh: '驳回', ar: 'رفض' };
const outcomesOf = (given: Config): Outcome[] => [
  { key: 'approved', name: approved, isRequired: true, tone: 'primary' }, { key: 'rejected', name: rejected, isRequired: true, tone: 'danger' },
  ...(given.isWithdrawable ? [{ key: 'withdrawn', name: withdrawn, isRequired: true }] : []),
];
const rules = [{ const: 'any', title: { en: 'Any one of them', zh: '任意一人', ar: 'أي واحد منهم' } }, { const: 'all', title: { en: 'All of them', zh: '所有人', ar: 'جميعهم' } }] as const;

export const approvalKind: NodeKind<Config> = {
  kind: 'approval', category: 'people', shape: 'card', icon: 'CheckSquareOutlined', takesInput: true,
  title: { en: 'Approval', zh: '审批', ar: 'موافقة' },
  about: { en: 'Somebody who did not ask for it says yes or no.', zh: '由非请求人批准或驳回。', ar: 'يقبل أو يرفض شخص لم يطلبه.' },
  config,
  form: {
    schema: object({
      ...askedFields,
      assignments: { ...askedFields.assignments, title: 'Who approves', 'x-title': { en: 'Who approves', zh: '审批人', ar: 'من يوافق' } },
      rule: choice({ en: 'Who must approve', zh: '通过条件', ar: 'من يجب أن يوافق' }, rules, { default: 'any' }),
      needsCommentToReject: field('boolean', { en: 'Rejecting needs a comment', zh: '驳回需填写备注', ar: 'الرفض يتطلب تعليقًا' }, { default: true }),
    }, ['assignments']),
    ui: { ...askedUi, rule: { 'ui:widget': 'radio' }, 'ui:order': ['assignments', 'rule', 'prompt', 'needsCommentToReject', 'dueIn', '*'] },
  },
  initial: { assignments: [{ by: 'relation', relation: 'teamManager' }], rule: 'any' },
  outcomes: outcomesOf,
  check: checkAsked,
  expressions: askedExpressions,
  sets: askedSets,
  outline: askedOutline,
  summary: (given) => whomText(given.assignments),
  behaviour: { whenDataUnknown: 'anyOutcome', enter: ask, decide },
};

function ask(turn: NodeTurn<Config>): void {
  const given = turn.config;
  const resolved = resolveAssignments(turn, given.assignments);
  if (!resolved.ok) { turn.incident(resolved.code, resolved.params); return; }
  // For "all" a gap in the directory must not quietly drop an approver.
  if (resolved.gaps.length > 0 && (given.rule === 'all' || resolved.slots.length === 0)) { turn.incident('APPROVAL_NOBODY', { slot: resolved.gaps.join(', ') }); return; }
  const askers = new Set([requesterOf(turn), turn.by?.kind === 'person' ? turn.by.id : null]);
  const slots = resolved.slots.map((slot) => ({ ...slot, people: slot.people.filter((person) => !askers.has(person)) }))
    .filter((slot) => slot.people.length + slot.teams.length + slot.roles.length > 0).map((slot, index) => ({ ...slot, id: `slot${index + 1}` }));
  if (slots.length === 0) { turn.incident('APPROVAL_NOBODY', { slot: resolved.slots.length ? 'only-asker' : 'assignments' }); return; }
  if (slots.length < resolved.slots.length) turn.note({ approversLeftOut: resolved.slots.length - slots.length, because: 'own request' });
  const asked = askedNow(turn, given);
  if (!asked) return;
  turn.openTask({
    kind: 'approval', slots, rule: given.rule, form: given.form ?? null, isWithdrawable: given.isWithdrawable, ...asked,
    outcomes: [{ key: 'approved', name: approved, tone: 'primary' }, { key: 'rejected', name: rejected, tone: 'danger', needsComment: given.needsCommentToReject }],
  });
}

function decide(turn: NodeTurn<Config>, task: TaskState, decision: TaskDecision): Refusal | void {
  const me = decision.actor.person;
  if (me === requesterOf(turn) || (task.askedBy?.kind === 'person' && task.askedBy.id === me)) return { code: 'APPROVAL_OWN_REQUEST' };
  const mine = task.slots.find((slot) => slot.decision?.by.id === me)?.decision;
  if (mine) return { code: 'TASK_DECIDED_ALREADY', params: { by: mine.by.name ?? mine.by.id, outcome: mine.outcome } };
  const open = task.slots.filter((slot) => !slot.decision && fitsSlot(slot, decision.actor));
  if (open.length === 0) {
    const other = task.slots.find((slot) => slot.decision && fitsSlot(slot, decision.actor))?.decision;
    return other ? { code: 'TASK_DECIDED_ALREADY', params: { by: other.by.name ?? other.by.id, outcome: other.outcome } } : { code: 'TASK_NOT_YOURS', params: { whom: whomOf(task) } };
  }
  // One person counts once: every slot that names them, else the first of their team's or role's.
  const behalf = decision.actor.onBehalfOf;
  const named = open.filter((slot) => slot.people.includes(behalf?.id ?? me));
  const taken = new Set(named.length ? named : open.slice(0, 1));
  const recorded = { outcome: decision.outcome, by: decision.by, ...(behalf ? { onBehalfOf: behalf } : {}), comment: decision.comment, at: turn.now };
  const slots: TaskSlot[] = task.slots.map((slot) => (taken.has(slot) ? { ...slot, decision: recorded } : slot));
  const changed = turn.changeTask(task, { slots }, 'decided', { outcome: decision.outcome, comment: decision.comment });
  if (decision.form) turn.setVariables(decision.form);
  const isOver = decision.outcome === 'rejected' || task.rule === 'any' || slots.every((slot) => slot.decision);
  if (!isOver) return;
  if (turn.config.resultVariable !== undefined) turn.setVariables({ [turn.config.resultVariable]: said(decision, turn.now) });
  turn.closeTask(changed, 'completed', decision.outcome);
  turn.leave(decision.outcome);
}
