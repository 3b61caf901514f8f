/** A part that begins when what it lies in has lasted so long, once or again and again. */
import { z } from 'zod';
import { begin, checkEventScope, entering, eventScopeBehaviour, eventScopeConfig, eventScopeExpressions, eventScopeFields, eventScopeKind, eventScopeSets, eventScopeUi } from '../node.event-scope.ts';
import { expressionsIn } from '../node.config.ts';
import { field, object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';
import { armClock, checkClock, clockConfig, clockFields, clockSummary, clockUi } from '../node.timer.ts';

const config = z.strictObject({
  ...clockConfig, ...eventScopeConfig,
  /** How often it comes, each time as long after the one before; what it lies in must go on. Until an instant: once. */
  times: z.number().int().min(1).max(1000).default(1),
});
type Config = z.infer<typeof config>;
const isRepeated = ({ isInterrupting, mode, times }: Config): boolean => !isInterrupting && mode !== 'until' && times > 1;

export const eventScopeTimerKind: NodeKind<Config> = {
  ...eventScopeKind, kind: 'event-scope-timer', icon: 'FieldTimeOutlined',
  title: { en: 'Scope after a time', zh: '超时后的范围', ar: 'نطاق بعد مدة' },
  about: { en: 'Steps that begin when what they lie in has lasted so long.', zh: '外围持续到该时间时开始的步骤。', ar: 'خطوات تبدأ حين يطول ما يحيط بها إلى هذا الحد.' },
  config,
  form: {
    schema: object({ ...clockFields, ...eventScopeFields, times: field('integer', { en: 'How often', zh: '次数', ar: 'عدد المرات' }, { default: 1, minimum: 1, maximum: 1000 }, { en: 'More than once only where what is around it goes on.', zh: '仅当外围继续时才可多次。', ar: 'أكثر من مرة فقط إذا استمر ما حوله.' }) }, ['value']),
    ui: { ...clockUi, ...eventScopeUi },
  },
  initial: { mode: 'duration', value: 'P1D', isInterrupting: false },
  check: (node, given, file) => [...checkEventScope(node, given, file), ...checkClock(node, given)],
  expressions: (given) => [...expressionsIn(given.value, '/value'), ...eventScopeExpressions(given)],
  sets: eventScopeSets,
  summary: clockSummary,
  behaviour: {
    ...eventScopeBehaviour,
    // What it keeps: how often it comes after this one.
    enter: entering((turn) => armClock(turn, typeof turn.token.data === 'number' ? turn.token.data : isRepeated(turn.config) ? turn.config.times - 1 : 0)),
    timerDue: (turn, left) => begin(turn, left > 0 ? left - 1 : undefined),
  },
};
