/** A person does something and says how it went. One task, claimed by one of those asked; its outcomes are the ways on. */
import { z } from 'zod';
import { says } from '../../../issue.ts';
import type { Json } from '../../../values.ts';
import type { NodeTurn, TaskDecision } from '../../kernel/kernel.behaviour.ts';
import type { TaskState } from '../../kernel/kernel.types.ts';
import { merged, resolveAssignments } from '../assignment.ts';
import { done, faultOf, withdrawn } from '../node.config.ts';
import { field, object, textField } from '../node.form.ts';
import type { NodeKind, Outcome } from '../node.kind.ts';
import { returnFields, returnShape, returnUi } from '../node.returns.ts';
import { askedExpressions, askedFields, askedNow, askedOutline, askedSchema, askedSets, askedUi, checkAsked, outcomeSchema, whomText } from '../node.people.ts';
import { checkCountersign, confirmedBy, countersignExpressions, countersignFields, countersignShape, countersignUi, secondsNow, sendBack, submit } from './task.countersign.ts';

const config = z.strictObject({
  ...askedSchema,
  outcomes: z.array(outcomeSchema).min(1, says('config.outcomes')).max(12).default([{ key: 'done', name: done }]),
  /** Opened as claimed by the ticket's assignee when there is one. */
  goesToAssignee: z.boolean().default(false),
  /** Whoever claims it becomes the ticket's assignee. */
  setsAssignee: z.boolean().default(false),
  /** Ticket state once somebody has claimed it. */
  claimedState: z.string().max(80).optional(),
  /** The form starts with the values of the variables its fields are named after. */
  isPrefilled: z.boolean().default(false),
  ...returnShape, ...countersignShape,
});
export type TaskConfig = z.infer<typeof config>;

const outcomesOf = (given: TaskConfig): Outcome[] => [
  ...given.outcomes.map((outcome) => ({ key: outcome.key, name: outcome.name, isRequired: true, ...(outcome.tone ? { tone: outcome.tone } : {}) })),
  ...(given.isWithdrawable ? [{ key: 'withdrawn', name: withdrawn, isRequired: true }] : []),
];

export const taskKind: NodeKind<TaskConfig> = {
  kind: 'task', category: 'people', shape: 'card', icon: 'UserOutlined', takesInput: true,
  title: { en: 'Task', zh: '任务', ar: 'مهمة' },
  about: { en: 'Somebody does something and says how it went.', zh: '由某人处理并给出结果。', ar: 'ينجز شخص عملًا ويقول كيف جرى.' },
  config,
  form: {
    schema: object({
      ...askedFields,
      outcomes: field('array', { en: 'Outcomes', zh: '结果', ar: 'النتائج' }, {
        minItems: 1,
        items: object({
          key: field('string', { en: 'Key', zh: '键', ar: 'المفتاح' }), name: textField({ en: 'Name', zh: '名称', ar: 'الاسم' }),
          needsComment: field('boolean', { en: 'Needs a comment', zh: '需要备注', ar: 'يتطلب تعليقًا' }),
          requires: field('array', { en: 'Needed fields of the form', zh: '必填表单字段', ar: 'حقول النموذج المطلوبة' }, { items: { type: 'string' } }),
          tone: field('string', { en: 'Tone', zh: '样式', ar: 'النبرة' }, { enum: ['primary', 'danger', 'default'] }),
        }, ['key', 'name']),
      }),
      goesToAssignee: field('boolean', { en: "Goes to the ticket's assignee when there is one", zh: '若有受理人则直接交给受理人', ar: 'يذهب إلى المكلّف بالتذكرة إن وُجد' }, { default: false }),
      setsAssignee: field('boolean', { en: "Whoever claims it becomes the ticket's assignee", zh: '领取者成为工单受理人', ar: 'من يستلمها يصبح المكلّف بالتذكرة' }, { default: false }),
      claimedState: field('string', { en: 'Ticket state once claimed', zh: '领取后的工单状态', ar: 'حالة التذكرة بعد الاستلام' }, { 'x-kind': 'ticketState' }),
      isPrefilled: field('boolean', { en: 'The form starts with what is known', zh: '表单预填已知内容', ar: 'يبدأ النموذج بما هو معروف' }, { default: false }),
      ...countersignFields, ...returnFields,
    }, ['assignments', 'outcomes']),
    ui: { ...askedUi, outcomes: { 'ui:field': 'outcomes' }, ...countersignUi, ...returnUi, 'ui:order': ['assignments', 'prompt', 'form', 'outcomes', 'dueIn', '*'] },
  },
  initial: { assignments: [{ by: 'relation', relation: 'ticketTeam' }], outcomes: [{ key: 'done', name: { ...done } as Record<string, string> }] },
  outcomes: outcomesOf,
  check(node, given, file) {
    const findings = [...checkAsked(node, given, file), ...checkCountersign(node, given)];
    const keys = outcomesOf(given).map((outcome) => outcome.key);
    for (const key of new Set(keys.filter((key, index) => keys.indexOf(key) !== index))) findings.push(faultOf(node, 'outcome-twice', '/outcomes', { outcome: key }));
    const fields = given.form !== undefined && Object.hasOwn(file.forms, given.form) ? Object.keys((file.forms[given.form]!.schema['properties'] as object | undefined) ?? {}) : [];
    for (const [index, outcome] of given.outcomes.entries()) {
      for (const name of outcome.requires ?? []) {
        if (!fields.includes(name)) findings.push(faultOf(node, 'field-unknown', `/outcomes/${index}/requires`, { field: name }));
      }
    }
    return findings;
  },
  expressions: (given) => [...askedExpressions(given), ...countersignExpressions(given)],
  sets: askedSets,
  outline: (given) => ({ ...askedOutline(given), outcomes: given.outcomes.map(({ key, name, tone }) => ({ key, name, ...(tone ? { tone } : {}) })) }),
  summary: (given) => whomText(given.assignments),
  behaviour: {
    whenDataUnknown: 'anyOutcome',
    returnsTo: ({ mayReturnTo }) => mayReturnTo,
    enter(turn) {
      const resolved = resolveAssignments(turn, turn.config.assignments);
      if (!resolved.ok) { turn.incident(resolved.code, resolved.params); return; }
      if (resolved.slots.length === 0) { turn.incident('TASK_NOBODY', { slot: resolved.gaps.join(', ') || 'assignments' }); return; }
      const asked = askedNow(turn, turn.config);
      if (!asked) return;
      const countersign = secondsNow(turn);
      if (countersign === null) return;
      const task = turn.openTask({
        kind: 'task', draft: turn.config.isPrefilled || turn.token.returned ? known(turn) : null, mayReturnTo: turn.config.mayReturnTo, ...(countersign ? { countersign } : {}), slots: [merged(resolved.slots)], rule: null, outcomes: turn.config.outcomes, form: turn.config.form ?? null, isWithdrawable: turn.config.isWithdrawable,
        assignee: turn.config.goesToAssignee ? ticketAssignee(turn) : null, ...asked,
      });
      if (task.assignee !== null) takeClaimedState(turn);
    },
    assigned(turn, task) {
      if (turn.config.setsAssignee && turn.variable('ticket') !== undefined) turn.setVariables({ 'ticket.assignee': task.assignee });
      if (task.assignee !== null) takeClaimedState(turn);
    },
    decide(turn, task, decision) {
      const { returnTo } = decision;
      if (task.countersign && returnTo === undefined) return submit(turn, task, decision);
      end(turn, task, decision, turn.now, () => { if (returnTo === undefined) turn.leave(decision.outcome); else turn.returnTo(returnTo, decision); });
    },
    countersigned(turn, task, second) {
      const { submitted } = task.countersign!;
      if (second.said === 'sentBack') sendBack(turn, task, second);
      else end(turn, task, submitted!, submitted!.at, () => { turn.leave(submitted!.outcome); }, confirmedBy(second));
    },
  },
};

type Decided = Pick<TaskDecision, 'outcome' | 'comment' | 'form' | 'by'>;
function end(turn: NodeTurn<TaskConfig>, task: TaskState, decision: Decided, at: string, goOn: () => void, more: Record<string, Json> = {}): void {
  if (decision.form) turn.setVariables(decision.form);
  if (turn.config.resultVariable !== undefined) turn.setVariables({ [turn.config.resultVariable]: { ...said(decision, at), ...more } });
  turn.closeTask(task, 'completed', decision.outcome, decision.comment);
  goOn();
}

export const said = (decision: { outcome: string; comment: string; by: { id: string; name?: string } }, at: string) =>
  ({ outcome: decision.outcome, by: decision.by.id, byName: decision.by.name ?? decision.by.id, comment: decision.comment, at });

function ticketAssignee(turn: NodeTurn<TaskConfig>): string | null {
  const ticket = turn.variable('ticket');
  const assignee = typeof ticket === 'object' && ticket !== null && !Array.isArray(ticket) ? ticket['assignee'] : null;
  return typeof assignee === 'string' && assignee !== '' ? assignee : null;
}

function takeClaimedState(turn: NodeTurn<TaskConfig>): void {
  if (turn.config.claimedState !== undefined && turn.variable('ticket') !== undefined) turn.setVariables({ 'ticket.state': turn.config.claimedState });
}

/** What the variables hold for the form's fields; null where nothing is known. */
function known(turn: NodeTurn<TaskConfig>): Record<string, Json> | null {
  const form = turn.config.form !== undefined && Object.hasOwn(turn.definition.file.forms, turn.config.form) ? turn.definition.file.forms[turn.config.form] : undefined;
  const names = Object.keys((form?.schema['properties'] as object | undefined) ?? {});
  const values = names.map((name): [string, Json | undefined] => [name, turn.variable(name)]).filter((entry): entry is [string, Json] => entry[1] !== undefined && entry[1] !== null);
  return values.length ? Object.fromEntries(values) : null;
}
