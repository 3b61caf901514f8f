/** Waits until a message comes. */
import { quotedNull } from '../node.config.ts';
import type { NodeKind } from '../node.kind.ts';
import { awaitMessage, keepMessage, messageKind, type MessageConfig } from '../node.message.ts';

export const waitMessageKind: NodeKind<MessageConfig> = {
  ...messageKind, kind: 'wait-message', shape: 'event', icon: 'InboxOutlined', takesInput: true,
  title: { en: 'Wait for message', zh: '等待消息', ar: 'انتظار رسالة' },
  about: { en: 'Waits until a message with this name and key comes.', zh: '等待具有该名称和键的消息。', ar: 'ينتظر رسالة بهذا الاسم والمفتاح.' },
  check: () => [],
  behaviour: {
    enter(turn) {
      awaitMessage(turn, (reasons) => turn.incident('FLOW_VALUE_UNUSABLE', { what: 'its-key', actual: quotedNull(reasons), expected: 'text' }));
    },
    messageCame(turn, message) {
      keepMessage(turn, message.data);
      turn.leave();
    },
    skip: (turn) => turn.leave(),
    whenDataUnknown: 'anyOutcome',
  },
};
