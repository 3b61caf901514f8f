/** Where one token ends, and sends a message to one run that waits for it. */
import type { NodeKind } from '../node.kind.ts';
import { sendBehaviour, sendMessage, sendMessageKind, type SendMessageConfig } from '../node.send.ts';

export const messageEndKind: NodeKind<SendMessageConfig> = {
  ...sendMessageKind, kind: 'message-end', category: 'end', icon: 'SendOutlined',
  title: { en: 'End with a message', zh: '以消息结束', ar: 'انتهاء برسالة' },
  about: { en: 'This way is over, and one run that waits for the message gets it.', zh: '此分支结束，并将消息发给一个等待它的运行。', ar: 'ينتهي هذا المسار وتصل الرسالة إلى تشغيل واحد ينتظرها.' },
  outcomes: () => [],
  behaviour: sendBehaviour(sendMessage, (turn) => turn.endToken()),
};
