/** Tells the scopes around that something needs attention, and goes on. */
import type { NodeKind } from '../node.kind.ts';
import { escalate, throwKind, type ThrowConfig } from '../node.thrown.ts';

export const escalationKind: NodeKind<ThrowConfig> = {
  ...throwKind, kind: 'escalation', category: 'message', icon: 'RiseOutlined', initial: { code: 'ATTENTION' },
  title: { en: 'Escalate', zh: '升级', ar: 'تصعيد' },
  about: { en: 'Tells the nearest scope that listens, and goes on.', zh: '通知最近的监听范围，然后继续。', ar: 'يخبر أقرب نطاق يستمع ثم يتابع.' },
  outcomes: () => [{ key: null, name: { en: 'On', zh: '继续', ar: 'متابعة' }, isRequired: true }],
  behaviour: { whenDataUnknown: 'itself', enter: (turn) => escalate(turn, () => turn.leave()), endsOthers: () => true },
};
