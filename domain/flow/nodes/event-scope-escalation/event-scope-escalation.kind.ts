/** A part that begins when something beside it is escalated, beside what goes on there or in its place. */
import { z } from 'zod';
import { begin, checkEventScope, entering, eventScopeBehaviour, eventScopeConfig, eventScopeExpressions, eventScopeFields, eventScopeKind, eventScopeSets, eventScopeUi } from '../node.event-scope.ts';
import { object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';
import { catchConfig, catchFields, catchSets, catchesCode, keepThrown } from '../node.thrown.ts';

const config = z.strictObject({ ...catchConfig, ...eventScopeConfig });

export const eventScopeEscalationKind: NodeKind<z.infer<typeof config>> = {
  ...eventScopeKind, kind: 'event-scope-escalation', icon: 'RiseOutlined',
  title: { en: 'Scope on escalation', zh: '升级时的范围', ar: 'نطاق عند تصعيد' },
  about: { en: 'Steps that begin when something around them is escalated.', zh: '外围出现升级时开始的步骤。', ar: 'خطوات تبدأ حين يُصعَّد شيء حولها.' },
  config, form: { schema: object({ ...catchFields, ...eventScopeFields }), ui: eventScopeUi }, initial: { isInterrupting: false },
  check: checkEventScope,
  expressions: eventScopeExpressions,
  sets: (given) => ({ ...catchSets(given), ...eventScopeSets(given) }),
  summary: ({ code }) => (code === undefined || code === '' ? null : { en: code }),
  behaviour: {
    ...eventScopeBehaviour,
    enter: entering((turn) => turn.wait('event')),
    catching: 'escalation', catches: catchesCode,
    caught(turn, thrown) {
      keepThrown(turn, thrown);
      begin(turn, null);
    },
  },
};
