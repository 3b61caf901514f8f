/** Waits until something is so: until an expression over the variables is true. */
import { z } from 'zod';
import { conditionConfig, conditionExpressions, conditionFields, conditionSummary } from '../node.condition.ts';
import { object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';

const config = z.strictObject(conditionConfig);

export const waitConditionKind: NodeKind<z.infer<typeof config>> = {
  kind: 'wait-condition', category: 'message', shape: 'event', icon: 'QuestionCircleOutlined', takesInput: true,
  title: { en: 'Wait until', zh: '等待条件', ar: 'انتظار حتى' },
  about: { en: 'Waits until an expression over the variables is true.', zh: '等待关于变量的表达式为真。', ar: 'ينتظر حتى يصبح تعبير على المتغيرات صحيحًا.' },
  config, form: { schema: object(conditionFields, ['condition']), ui: {} }, initial: { condition: 'ticket.priority = "P1"' },
  outcomes: () => [{ key: null, name: { en: 'True', zh: '为真', ar: 'صحيح' }, isRequired: true }],
  check: () => [],
  expressions: conditionExpressions,
  summary: conditionSummary,
  behaviour: {
    enter: (turn) => turn.watch(turn.config.condition),
    conditionMet: (turn) => turn.leave(),
    skip: (turn) => turn.leave(),
    whenDataUnknown: 'anyOutcome',
  },
};
