/** Tells all runs that wait for it now, and goes on. */
import type { NodeKind } from '../node.kind.ts';
import { sendBehaviour, sendSignal, sendSignalKind, type SendSignalConfig } from '../node.send.ts';

export const throwSignalKind: NodeKind<SendSignalConfig> = {
  ...sendSignalKind, kind: 'throw-signal', category: 'message', icon: 'NotificationOutlined',
  title: { en: 'Send signal', zh: '发送信号', ar: 'إرسال إشارة' },
  about: { en: 'Tells every run that waits for it now.', zh: '通知当前等待它的每个运行。', ar: 'يخبر كل تشغيل ينتظرها الآن.' },
  outcomes: () => [{ key: null, name: { en: 'Sent', zh: '已发送', ar: 'أُرسلت' }, isRequired: true }],
  behaviour: sendBehaviour(sendSignal, (turn) => turn.leave()),
};
