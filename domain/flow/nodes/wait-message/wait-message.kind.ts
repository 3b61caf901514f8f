/** Waits until a message comes. */
import { z } from 'zod';
import { expressionsIn, literalOrFeelSchema, messageNameSchema, nameSchema } from '../node.config.ts';
import { field, object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';
import { messageFields, messageUi } from '../node.message.ts';

const config = z.object({ message: messageNameSchema, key: literalOrFeelSchema.optional(), resultVariable: nameSchema.optional() });
type Config = z.infer<typeof config>;

export const waitMessageKind: NodeKind<Config> = {
  kind: 'wait-message', category: 'message', shape: 'event', icon: 'InboxOutlined', takesInput: true,
  title: { en: 'Wait for message', zh: '等待消息', ar: 'انتظار رسالة' },
  about: { en: 'Waits until a message with this name and key comes.', zh: '等待具有该名称和键的消息。', ar: 'ينتظر رسالة بهذا الاسم والمفتاح.' },
  config,
  form: { schema: object({ ...messageFields, resultVariable: field('string', { en: 'Variable for what it carries', zh: '保存消息内容的变量', ar: 'متغير المحتوى' }) }, ['message']), ui: messageUi },
  initial: { message: 'alarm.recovered', key: '=alarm.group' },
  outcomes: () => [{ key: null, name: { en: 'Came', zh: '收到', ar: 'وصلت' }, isRequired: true }],
  check: () => [],
  expressions: (given) => expressionsIn(given.key, '/key'),
  sets: (given) => (given.resultVariable === undefined ? {} : { [given.resultVariable]: 'context' }),
  summary: (given) => ({ en: given.message }),
  behaviour: {
    enter(turn) {
      const given = turn.config;
      if (given.key === undefined) { turn.subscribe(given.message, null); return; }
      const key = turn.evaluateConfig(given.key, 'key');
      if (!key.ok) turn.incident(key.code, key.params);
      else if (key.value === null) turn.incident('FLOW_VALUE_UNUSABLE', { what: 'key', actual: `null (${key.reasons[0] ?? 'no reason known'})`, expected: 'a text' });
      else turn.subscribe(given.message, typeof key.value === 'string' ? key.value : JSON.stringify(key.value));
    },
    messageCame(turn, message) {
      if (turn.config.resultVariable !== undefined) turn.setVariables({ [turn.config.resultVariable]: message.data });
      turn.leave();
    },
    skip: (turn) => turn.leave(),
    whenDataUnknown: 'anyOutcome',
  },
};
