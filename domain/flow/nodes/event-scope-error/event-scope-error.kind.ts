/** A part that begins when something beside it fails or throws an error, in place of everything else there. */
import { z } from 'zod';
import { begin, checkEventScope, entering, eventScopeBehaviour, eventScopeConfig, eventScopeExpressions, eventScopeFields, eventScopeKind, eventScopeSets, eventScopeUi } from '../node.event-scope.ts';
import { object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';
import { catchConfig, catchFields, catchSets, catchesCode, keepThrown } from '../node.thrown.ts';

const config = z.strictObject({ ...catchConfig, variables: eventScopeConfig.variables });

export const eventScopeErrorKind: NodeKind<z.infer<typeof config>> = {
  ...eventScopeKind, kind: 'event-scope-error', icon: 'ThunderboltOutlined',
  title: { en: 'Scope on error', zh: '出错时的范围', ar: 'نطاق عند خطأ' },
  about: { en: 'Steps that begin when something around them fails or throws an error, and end everything else there.', zh: '外围出现失败或错误时开始的步骤，并结束外围的其他一切。', ar: 'خطوات تبدأ حين يفشل شيء حولها أو يُرمى خطأ، وتنهي كل ما سواها هناك.' },
  config, form: { schema: object({ ...catchFields, variables: eventScopeFields.variables }), ui: eventScopeUi }, initial: {},
  check: checkEventScope,
  expressions: eventScopeExpressions,
  sets: (given) => ({ ...catchSets(given), ...eventScopeSets(given) }),
  summary: ({ code }) => (code === undefined || code === '' ? null : { en: code }),
  behaviour: {
    ...eventScopeBehaviour,
    enter: entering((turn) => turn.wait('event')),
    catching: 'error', catches: catchesCode,
    caught(turn, thrown) {
      keepThrown(turn, thrown);
      begin(turn);
    },
  },
};
