/** Where one token ends, and tells all runs that wait for it now. */
import type { NodeKind } from '../node.kind.ts';
import { sendBehaviour, sendSignal, sendSignalKind, type SendSignalConfig } from '../node.send.ts';

export const signalEndKind: NodeKind<SendSignalConfig> = {
  ...sendSignalKind, kind: 'signal-end', category: 'end', icon: 'NotificationOutlined',
  title: { en: 'End with a signal', zh: '以信号结束', ar: 'انتهاء بإشارة' },
  about: { en: 'This way is over, and every run that waits for the signal now is told.', zh: '此分支结束，并通知当前等待该信号的每个运行。', ar: 'ينتهي هذا المسار ويُخبَر كل تشغيل ينتظر الإشارة الآن.' },
  outcomes: () => [],
  behaviour: sendBehaviour(sendSignal, (turn) => turn.endToken()),
};
