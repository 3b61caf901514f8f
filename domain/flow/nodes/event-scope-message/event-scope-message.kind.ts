/** A part that begins when its message comes, while what it lies in is alive. */
import { z } from 'zod';
import { loggedReasons } from '../node.config.ts';
import { begin, checkEventScope, entering, eventScopeBehaviour, eventScopeConfig, eventScopeExpressions, eventScopeFields, eventScopeKind, eventScopeSets, eventScopeUi } from '../node.event-scope.ts';
import { object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';
import { awaitMessage, keepMessage, messageConfig, messageFields, messageKind } from '../node.message.ts';

const config = z.strictObject({ ...messageConfig, ...eventScopeConfig });

export const eventScopeMessageKind: NodeKind<z.infer<typeof config>> = {
  ...eventScopeKind, kind: 'event-scope-message', icon: 'MailOutlined',
  title: { en: 'Scope on message', zh: '收到消息时的范围', ar: 'نطاق عند رسالة' },
  about: { en: 'Steps that begin when a message comes, at any time while what they lie in is alive.', zh: '外围存续期间，一旦收到消息便开始的步骤。', ar: 'خطوات تبدأ عند وصول رسالة ما دام ما يحيط بها قائمًا.' },
  config, form: { schema: object({ ...messageFields, ...eventScopeFields }, ['message']), ui: { ...messageKind.form.ui, ...eventScopeUi } }, initial: messageKind.initial,
  check: checkEventScope,
  expressions: (given) => [...messageKind.expressions(given), ...eventScopeExpressions(given)],
  sets: (given) => ({ ...messageKind.sets(given), ...eventScopeSets(given) }),
  summary: messageKind.summary,
  behaviour: {
    ...eventScopeBehaviour,
    enter: entering((turn) => awaitMessage(turn, (reasons) => {
      turn.note({ notAwaited: turn.config.message, reasons: loggedReasons(reasons) });
      turn.wait('event');
    })),
    messageCame(turn, message) {
      keepMessage(turn, message.data);
      begin(turn, null);
    },
  },
};
