/** On the edge of a scope or a task: when its message comes, everything inside is ended at once and the way leads on from here. */
import { z } from 'zod';
import { expressionsIn, faultOf, literalOrFeelSchema, messageNameSchema, nameSchema } from '../node.config.ts';
import { field, object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';
import { messageFields, messageUi } from '../node.message.ts';

const config = z.object({
  message: messageNameSchema,
  /** Only a message with this key counts. A key that evaluates to null: nothing can come. Absent: any key. */
  key: literalOrFeelSchema.optional(),
  resultVariable: nameSchema.optional(),
});
type Config = z.infer<typeof config>;

export const boundaryMessageKind: NodeKind<Config> = {
  kind: 'boundary-message', category: 'message', shape: 'boundary', icon: 'MailOutlined', takesInput: false,
  title: { en: 'On message', zh: '收到消息时', ar: 'عند رسالة' },
  about: { en: 'Ends what it is attached to when its message comes, and goes on from here.', zh: '收到消息时结束所附着的步骤，并由此继续。', ar: 'ينهي ما أُلحق به عند وصول الرسالة ويتابع من هنا.' },
  config,
  form: { schema: object({ ...messageFields, resultVariable: field('string', { en: 'Variable for what it carries', zh: '保存消息内容的变量', ar: 'متغير المحتوى' }) }, ['message']), ui: messageUi },
  initial: { message: 'alarm.recovered', key: '=alarm.group' },
  outcomes: () => [{ key: null, name: { en: 'Came', zh: '收到', ar: 'وصلت' }, isRequired: true }],
  check: (node) => (node.attachedTo === undefined ? [faultOf(node, 'boundary-loose', null, 'It is attached to nothing.', 'Drop it on the edge of a scope, a task or another step that waits.')] : []),
  expressions: (given) => expressionsIn(given.key, '/key'),
  sets: (given) => (given.resultVariable === undefined ? {} : { [given.resultVariable]: 'context' }),
  summary: (given) => ({ en: given.message }),
  behaviour: {
    // Nothing comes in here: it is reached by its message only.
    enter: (turn) => turn.leave(),
    attach(turn) {
      const given = turn.config;
      if (given.key === undefined) { turn.subscribe(given.message, null); return; }
      const key = turn.evaluateConfig(given.key, 'key');
      if (!key.ok) turn.incident(key.code, key.params);
      else if (key.value === null) turn.note({ boundary: turn.node.id, notAwaited: given.message, reasons: key.reasons.slice(0, 3) });
      else turn.subscribe(given.message, typeof key.value === 'string' ? key.value : JSON.stringify(key.value));
    },
    messageCame(turn, message) {
      turn.interruptHost();
      if (turn.config.resultVariable !== undefined) turn.setVariables({ [turn.config.resultVariable]: message.data });
      turn.leave();
    },
    whenDataUnknown: 'anyOutcome',
  },
};
