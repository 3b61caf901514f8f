/** The fields of kinds that wait for a message. */
import { field } from './node.form.ts';

export const messageFields = {
  message: field('string', { en: 'Message', zh: '消息', ar: 'الرسالة' }, { minLength: 1, examples: ['alarm.recovered', 'alarm.firing'] }),
  key: field('string', { en: 'Key', zh: '关联键', ar: 'المفتاح' }, {}, { en: 'Only a message with this key counts; = in front makes it an expression.', zh: '仅匹配此键的消息；以 = 开头则为表达式。', ar: 'تُحسب الرسالة ذات هذا المفتاح فقط؛ ابدأ بـ = لكتابة تعبير.' }),
};
export const messageUi = { key: { 'ui:field': 'literalOrFeel' } };
