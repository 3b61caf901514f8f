/** Where one token ends, and tells the scopes around that something needs attention. */
import type { NodeKind } from '../node.kind.ts';
import { escalate, throwKind, type ThrowConfig } from '../node.thrown.ts';

export const escalationEndKind: NodeKind<ThrowConfig> = {
  ...throwKind, kind: 'escalation-end', category: 'end', icon: 'RiseOutlined', initial: { code: 'ATTENTION' },
  title: { en: 'End with an escalation', zh: '以升级结束', ar: 'انتهاء بتصعيد' },
  about: { en: 'This way is over, and the nearest scope that listens is told.', zh: '此分支结束，并通知最近的监听范围。', ar: 'ينتهي هذا المسار ويُخبَر أقرب نطاق يستمع.' },
  outcomes: () => [],
  behaviour: { whenDataUnknown: 'itself', enter: (turn) => escalate(turn, () => turn.endToken()), endsOthers: () => true },
};
