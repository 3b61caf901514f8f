/** Sends a message to one run that waits for it, now or later, and goes on. */
import type { NodeKind } from '../node.kind.ts';
import { sendBehaviour, sendMessage, sendMessageKind, type SendMessageConfig } from '../node.send.ts';

export const throwMessageKind: NodeKind<SendMessageConfig> = {
  ...sendMessageKind, kind: 'throw-message', category: 'message', icon: 'SendOutlined',
  title: { en: 'Send message', zh: '发送消息', ar: 'إرسال رسالة' },
  about: { en: 'Sends a message to one run that waits for it, or will in time.', zh: '向一个正在等待或稍后等待的运行发送消息。', ar: 'يرسل رسالة إلى تشغيل واحد ينتظرها الآن أو لاحقًا.' },
  outcomes: () => [{ key: null, name: { en: 'Sent', zh: '已发送', ar: 'أُرسلت' }, isRequired: true }],
  behaviour: sendBehaviour(sendMessage, (turn) => turn.leave()),
};
