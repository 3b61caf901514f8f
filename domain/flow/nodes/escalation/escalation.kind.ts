/** Tells the scopes around that something needs attention, and goes on. */
import { z } from 'zod';
import { expressionsIn } from '../node.config.ts';
import { object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';
import { throwConfig, throwFields, throwUi, thrownBy } from '../node.thrown.ts';

const config = z.strictObject(throwConfig);

export const escalationKind: NodeKind<z.infer<typeof config>> = {
  kind: 'escalation', category: 'message', shape: 'event', icon: 'RiseOutlined', takesInput: true,
  title: { en: 'Escalate', zh: '升级', ar: 'تصعيد' },
  about: { en: 'Tells the nearest scope that listens, and goes on.', zh: '通知最近的监听范围，然后继续。', ar: 'يخبر أقرب نطاق يستمع ثم يتابع.' },
  config, form: { schema: object(throwFields, ['code']), ui: throwUi }, initial: { code: 'ATTENTION' },
  outcomes: () => [{ key: null, name: { en: 'On', zh: '继续', ar: 'متابعة' }, isRequired: true }],
  check: () => [],
  expressions: (given) => expressionsIn(given.text, '/text'),
  summary: ({ code }) => ({ en: code }),
  behaviour: {
    whenDataUnknown: 'itself',
    enter(turn) {
      const thrown = thrownBy(turn, 'escalation');
      if (thrown === null) return;
      if (!turn.throwUp(thrown)) turn.note({ escalation: thrown.code, heardBy: null });
      if (!turn.isSettled) turn.leave();
    },
    endsOthers: () => true,
  },
};
