/** On the edge of a step: when it has lasted so long, it is ended, or something more is done beside it, once or again and again. */
import { z } from 'zod';
import { checkAttached, interrupting, interruptingField, stepIn } from '../node.boundary.ts';
import { expressionsIn } from '../node.config.ts';
import { field, object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';
import { armClock, checkClock, clockConfig, clockFields, clockSummary, clockUi } from '../node.timer.ts';

const config = z.strictObject({
  ...clockConfig, isInterrupting: interrupting,
  /** How often it comes, each time as long after the one before; what it sits on must go on. Until an instant: once. */
  times: z.number().int().min(1).max(1000).default(1),
});
type Config = z.infer<typeof config>;
const isRepeated = ({ isInterrupting, mode, times }: Config): boolean => !isInterrupting && mode !== 'until' && times > 1;

export const boundaryTimerKind: NodeKind<Config> = {
  kind: 'boundary-timer', category: 'time', shape: 'boundary', icon: 'FieldTimeOutlined', takesInput: false,
  title: { en: 'After a time', zh: '超时后', ar: 'بعد مدة' },
  about: { en: 'Comes when the step it sits on has lasted so long: ends it, or goes on beside it.', zh: '所附着的步骤持续到该时间时触发：结束它，或与其并行。', ar: 'يأتي حين تطول الخطوة التي أُلحق بها: ينهيها أو يتابع بجانبها.' },
  config,
  form: {
    schema: object({ ...clockFields, isInterrupting: interruptingField, times: field('integer', { en: 'How often', zh: '次数', ar: 'عدد المرات' }, { default: 1, minimum: 1, maximum: 1000 }, { en: 'More than once only where what it sits on goes on.', zh: '仅当所附着的步骤继续时才可多次。', ar: 'أكثر من مرة فقط إذا استمر ما أُلحق به.' }) }, ['value']),
    ui: clockUi,
  },
  initial: { mode: 'duration', value: 'P1D', isInterrupting: false },
  outcomes: () => [{ key: null, name: { en: 'Due', zh: '到期', ar: 'حان الوقت' }, isRequired: true }],
  check: (node, given) => [...checkAttached(node), ...checkClock(node, given)],
  expressions: (given) => expressionsIn(given.value, '/value'),
  summary: clockSummary,
  behaviour: {
    enter: (turn) => turn.leave(),
    attach: (turn) => armClock(turn, isRepeated(turn.config) ? turn.config.times - 1 : 0),
    timerDue(turn, left) {
      if (left > 0) armClock(turn, left - 1);
      stepIn(turn);
      turn.leave();
    },
    isInterrupting: (given) => given.isInterrupting,
    whenDataUnknown: 'anyOutcome',
  },
};
