/** On the edge of a step: when an expression over the variables turns true, the step is ended, or something more is done beside it. */
import { z } from 'zod';
import { checkAttached, interrupting, interruptingField, stepIn } from '../node.boundary.ts';
import { conditionConfig, conditionExpressions, conditionFields, conditionSummary } from '../node.condition.ts';
import { object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';

const config = z.strictObject({ ...conditionConfig, isInterrupting: interrupting });

export const boundaryConditionKind: NodeKind<z.infer<typeof config>> = {
  kind: 'boundary-condition', category: 'message', shape: 'boundary', icon: 'QuestionCircleOutlined', takesInput: false,
  title: { en: 'When', zh: '当条件成立', ar: 'عندما' },
  about: { en: 'Comes when an expression over the variables turns true: ends what it sits on, or goes on beside it.', zh: '当关于变量的表达式变为真时触发：结束所附着的步骤，或与其并行。', ar: 'يأتي حين يصبح تعبير على المتغيرات صحيحًا: ينهي ما أُلحق به أو يتابع بجانبه.' },
  config, form: { schema: object({ ...conditionFields, isInterrupting: interruptingField }, ['condition']), ui: {} }, initial: { condition: 'ticket.priority = "P1"', isInterrupting: false },
  outcomes: () => [{ key: null, name: { en: 'True', zh: '为真', ar: 'صحيح' }, isRequired: true }],
  check: checkAttached,
  expressions: conditionExpressions,
  summary: conditionSummary,
  behaviour: {
    enter: (turn) => turn.leave(),
    attach: (turn) => turn.watch(turn.config.condition),
    conditionMet(turn) {
      if (!turn.config.isInterrupting) turn.watch(turn.config.condition, true);
      stepIn(turn);
      turn.leave();
    },
    isInterrupting: (given) => given.isInterrupting,
    whenDataUnknown: 'anyOutcome',
  },
};
