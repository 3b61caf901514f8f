/** What kinds that wait for a message share: their settings, their form, and how they begin to wait. What its coming does is theirs. */
import { z } from 'zod';
import type { Phrase } from '../../message.ts';
import { expressionsIn, literalOrFeelSchema, messageNameSchema, nameSchema } from './node.config.ts';
import { field, object } from './node.form.ts';
import type { NodeTurn } from '../kernel/kernel.behaviour.ts';
import type { NodeKind } from './node.kind.ts';

export const messageConfig = {
  message: messageNameSchema,
  /** Only a message with this key counts. A key that evaluates to null: nothing can come. Absent: any key. */
  key: literalOrFeelSchema.optional(),
  resultVariable: nameSchema.optional(),
};
const config = z.strictObject(messageConfig);
export type MessageConfig = z.infer<typeof config>;

export const messageFields = {
  message: field('string', { en: 'Message', zh: '消息', ar: 'الرسالة' }, { minLength: 1, examples: ['alarm.recovered', 'alarm.firing', 'alarm.severity'] }),
  key: field('string', { en: 'Key', zh: '关联键', ar: 'المفتاح' }, {}, { en: 'Only a message with this key counts; = in front makes it an expression.', zh: '仅匹配此键的消息；以 = 开头则为表达式。', ar: 'تُحسب الرسالة ذات هذا المفتاح فقط؛ ابدأ بـ = لكتابة تعبير.' }),
  resultVariable: field('string', { en: 'Variable for what it carries', zh: '保存消息内容的变量', ar: 'متغير المحتوى' }),
};

/** Everything of such a kind but its name, its words and its behaviour. */
export const messageKind = {
  category: 'message',
  config,
  form: {
    schema: object(messageFields, ['message']),
    ui: { key: { 'ui:field': 'literalOrFeel' } },
  },
  initial: { message: 'alarm.recovered', key: '=alarm.group' },
  outcomes: () => [{ key: null, name: { en: 'Came', zh: '收到', ar: 'وصلت' }, isRequired: true }],
  expressions: (given) => expressionsIn(given.key, '/key'),
  sets: (given): Record<string, 'context'> => (given.resultVariable === undefined ? {} : { [given.resultVariable]: 'context' }),
  summary: (given) => ({ en: given.message }),
} satisfies Partial<NodeKind<MessageConfig>>;

/** Begins to wait; a key that cannot be evaluated is an incident. `whenNull` is told when the key is null, so that nothing can come. */
export function awaitMessage(turn: NodeTurn<MessageConfig>, whenNull: (reasons: readonly Phrase[]) => void): void {
  const given = turn.config;
  if (given.key === undefined) { turn.subscribe(given.message, null); return; }
  const key = turn.evaluateConfig(given.key, 'key');
  if (!key.ok) turn.incident(key.code, key.params);
  else if (key.value === null) whenNull(key.reasons);
  else turn.subscribe(given.message, typeof key.value === 'string' ? key.value : JSON.stringify(key.value));
}

/** Keeps what a message carried where the settings say. */
export function keepMessage(turn: NodeTurn<MessageConfig>, data: Parameters<NodeTurn<MessageConfig>['setVariables']>[0][string]): void {
  if (turn.config.resultVariable !== undefined) turn.setVariables({ [turn.config.resultVariable]: data });
}
