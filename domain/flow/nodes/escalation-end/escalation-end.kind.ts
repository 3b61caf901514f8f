/** Where one token ends, and tells the scopes around that something needs attention. */
import type { z } from 'zod';
import { escalationKind } from '../escalation/escalation.kind.ts';
import type { NodeKind } from '../node.kind.ts';
import { thrownBy, type ThrowConfig } from '../node.thrown.ts';

export const escalationEndKind: NodeKind<ThrowConfig> = {
  ...escalationKind, config: escalationKind.config as z.ZodType<ThrowConfig>, kind: 'escalation-end', category: 'end',
  title: { en: 'End with an escalation', zh: '以升级结束', ar: 'انتهاء بتصعيد' },
  about: { en: 'This way is over, and the nearest scope that listens is told.', zh: '此分支结束，并通知最近的监听范围。', ar: 'ينتهي هذا المسار ويُخبَر أقرب نطاق يستمع.' },
  outcomes: () => [],
  behaviour: {
    ...escalationKind.behaviour,
    enter(turn) {
      const thrown = thrownBy(turn, 'escalation');
      if (thrown === null) return;
      if (!turn.throwUp(thrown)) turn.note({ escalation: thrown.code, heardBy: null });
      if (!turn.isSettled) turn.endToken();
    },
  },
};
