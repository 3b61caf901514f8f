/** On the edge of a scope or a task: when its message comes, everything inside is ended at once and the way leads on from here. */
import { faultOf, loggedReasons } from '../node.config.ts';
import type { NodeKind } from '../node.kind.ts';
import { awaitMessage, keepMessage, messageKind, type MessageConfig } from '../node.message.ts';

export const boundaryMessageKind: NodeKind<MessageConfig> = {
  ...messageKind, kind: 'boundary-message', shape: 'boundary', icon: 'MailOutlined', takesInput: false,
  title: { en: 'On message', zh: '收到消息时', ar: 'عند رسالة' },
  about: { en: 'Ends what it is attached to when its message comes, and goes on from here.', zh: '收到消息时结束所附着的步骤，并由此继续。', ar: 'ينهي ما أُلحق به عند وصول الرسالة ويتابع من هنا.' },
  check: (node) => (node.attachedTo === undefined ? [faultOf(node, 'boundary-loose', null)] : []),
  behaviour: {
    // Nothing comes in here: it is reached by its message only.
    enter: (turn) => turn.leave(),
    attach(turn) {
      awaitMessage(turn, (reasons) => turn.note({ boundary: turn.node.id, notAwaited: turn.config.message, reasons: loggedReasons(reasons) }));
    },
    messageCame(turn, message) {
      turn.interruptHost();
      keepMessage(turn, message.data);
      turn.leave();
    },
    whenDataUnknown: 'anyOutcome',
  },
};
