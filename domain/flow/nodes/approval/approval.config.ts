/** What an approval is set to: who decides in which stages and by which rule, and what of it cannot be meant. */
import { z } from 'zod';
import { textSchema, type Text } from '../../../values.ts';
import type { Finding, FlowFile, FlowNode } from '../../flow.schema.ts';
import { approvalRules, type ApprovalRule } from '../../kernel/kernel.types.ts';
import { approverSchema } from '../assignment.ts';
import { faultOf } from '../node.config.ts';
import { choice, field, object, textField } from '../node.form.ts';
import type { NodeExpression, NodeForm } from '../node.kind.ts';
import { askedExpressions, askedFields, askedSchema, askedUi, checkAsked } from '../node.people.ts';
import { returnFields, returnShape, returnUi } from '../node.returns.ts';
import { checkClocks, clockExpressions, clockFields, clockShape, clockUi } from './approval.clock.ts';

const stageShape = {
  assignments: z.array(approverSchema).max(50),
  rule: z.enum(approvalRules).default('any'),
  /** Approvals needed; rule `count` only. */
  count: z.number().int().min(1).max(50).optional(),
  /** Share of those asked that must approve; rule `percentage` only. */
  percent: z.number().int().min(1).max(100).optional(),
};
/** Stages after the first one. */
const mostStages = 9;

export const approvalConfig = z.strictObject({
  ...askedSchema, ...stageShape, ...clockShape,
  /** Asked one after the other, each once the one before has approved. */
  nextStages: z.array(z.strictObject({ name: textSchema.strict().optional(), ...stageShape })).max(mostStages).optional(),
  needsCommentToReject: z.boolean().default(true),
  ...returnShape,
});
export type ApprovalConfig = z.infer<typeof approvalConfig>;
export type StageConfig = NonNullable<ApprovalConfig['nextStages']>[number];

/** All stages in their order; the first is what the step itself says. */
export const stagesOfConfig = ({ assignments, rule, count, percent, nextStages = [] }: ApprovalConfig): StageConfig[] => [{ assignments, rule, count, percent }, ...nextStages];
/** More than one stage by a rule that every approval has known from the beginning. */
export const isStaged = ({ rule, nextStages = [] }: ApprovalConfig): boolean => nextStages.length > 0 || !['any', 'all'].includes(rule);

const ruleNames: Record<ApprovalRule, Text> = {
  any: { en: 'Any one of them', zh: '任意一人', ar: 'أي واحد منهم' }, all: { en: 'All of them', zh: '所有人', ar: 'جميعهم' }, count: { en: 'So many of them', zh: '指定人数', ar: 'عدد منهم' },
  percentage: { en: 'A share of them', zh: '一定比例', ar: 'نسبة منهم' }, sequential: { en: 'All, one after the other', zh: '所有人依次', ar: 'جميعهم واحدًا تلو الآخر' },
};
const whoApproves: Text = { en: 'Who approves', zh: '审批人', ar: 'من يوافق' };
const stageFields = {
  assignments: field('array', whoApproves, { minItems: 1, items: { type: 'object' } }),
  rule: choice({ en: 'Who must approve', zh: '通过条件', ar: 'من يجب أن يوافق' }, approvalRules.map((rule) => ({ const: rule, title: ruleNames[rule] })), { default: 'any' }),
  count: field('integer', { en: 'How many must approve', zh: '须批准的人数', ar: 'كم يجب أن يوافق' }, { minimum: 1, maximum: 50 }),
  percent: field('integer', { en: 'Per cent that must approve', zh: '须批准的百分比', ar: 'النسبة المئوية المطلوبة' }, { minimum: 1, maximum: 100 }),
};

export const approvalForm: NodeForm = {
  schema: object({
    ...askedFields, ...stageFields,
    nextStages: field('array', { en: 'Then', zh: '之后', ar: 'ثم' }, { maxItems: mostStages, items: object({ name: textField({ en: 'Name of the stage', zh: '阶段名称', ar: 'اسم المرحلة' }), ...stageFields }, ['assignments']) }),
    ...clockFields,
    needsCommentToReject: field('boolean', { en: 'Rejecting needs a comment', zh: '驳回需填写备注', ar: 'الرفض يتطلب تعليقًا' }, { default: true }),
    ...returnFields,
  }, ['assignments']),
  ui: {
    ...askedUi, assignments: { 'ui:field': 'approvers' }, rule: { 'ui:field': 'approvalRule' }, count: { 'ui:widget': 'hidden' }, percent: { 'ui:widget': 'hidden' }, nextStages: { 'ui:field': 'stages' }, ...clockUi, ...returnUi,
    'ui:order': ['assignments', 'rule', 'count', 'percent', 'nextStages', 'prompt', 'needsCommentToReject', 'mayReturnTo', 'dueIn', 'reminders', 'expiry', '*'],
  },
};

export function checkApproval(node: FlowNode & { id: string }, given: ApprovalConfig, file: FlowFile): Finding[] {
  return [...checkAsked(node, given, file), ...checkClocks(node, given), ...stagesOfConfig(given).flatMap((stage, at) => checkStage(node, stage, at === 0 ? '' : `/nextStages/${at - 1}`))];
}

/** What the first stage asks is checked with everything that a task has too. */
function checkStage(node: FlowNode & { id: string }, { assignments, rule, count, percent }: StageConfig, path: string): Finding[] {
  if (assignments.length === 0) return path === '' ? [] : [faultOf(node, 'nobody-asked', `${path}/assignments`)];
  if ((rule === 'count' && count === undefined) || (rule === 'percentage' && percent === undefined)) return [faultOf(node, 'approval-amount', `${path}/${rule === 'count' ? 'count' : 'percent'}`)];
  // An expression may name many.
  const isCounted = rule === 'count' && assignments.every(({ by }) => by !== 'expression');
  return isCounted && count! > assignments.length ? [faultOf(node, 'approval-count', `${path}/count`, { count: count!, asked: assignments.length })] : [];
}

export const approvalExpressions = (given: ApprovalConfig): NodeExpression[] => [
  ...askedExpressions(given), ...clockExpressions(given),
  ...(given.nextStages ?? []).flatMap(({ assignments }, at) => assignments.flatMap((one, index) => (one.by === 'expression' ? [{ field: `/nextStages/${at}/assignments/${index}/expression`, text: one.expression }] : []))),
];
