/** A part that begins when an expression over the variables turns true, while what it lies in is alive. */
import { z } from 'zod';
import { conditionConfig, conditionExpressions, conditionFields, conditionSummary } from '../node.condition.ts';
import { begin, checkEventScope, entering, eventScopeBehaviour, eventScopeConfig, eventScopeExpressions, eventScopeFields, eventScopeKind, eventScopeSets, eventScopeUi } from '../node.event-scope.ts';
import { object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';

const config = z.strictObject({ ...conditionConfig, ...eventScopeConfig });

export const eventScopeConditionKind: NodeKind<z.infer<typeof config>> = {
  ...eventScopeKind, kind: 'event-scope-condition', icon: 'QuestionCircleOutlined',
  title: { en: 'Scope when', zh: '条件成立时的范围', ar: 'نطاق عندما' },
  about: { en: 'Steps that begin when an expression over the variables turns true.', zh: '关于变量的表达式变为真时开始的步骤。', ar: 'خطوات تبدأ حين يصبح تعبير على المتغيرات صحيحًا.' },
  config, form: { schema: object({ ...conditionFields, ...eventScopeFields }, ['condition']), ui: eventScopeUi }, initial: { condition: 'ticket.priority = "P1"', isInterrupting: false },
  check: checkEventScope,
  expressions: (given) => [...conditionExpressions(given), ...eventScopeExpressions(given)],
  sets: eventScopeSets,
  summary: conditionSummary,
  behaviour: {
    ...eventScopeBehaviour,
    // What it keeps: that it was true, and has to turn false first.
    enter: entering((turn) => turn.watch(turn.config.condition, turn.token.data === true)),
    conditionMet: (turn) => begin(turn, true),
  },
};
