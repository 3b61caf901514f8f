/** What kinds that watch a condition share: the expression, its form, and what is wrong with it. */
import { field } from './node.form.ts';
import { feelSchema } from './node.config.ts';
import type { NodeExpression } from './node.kind.ts';

export const conditionConfig = {
  /** FEEL over the variables of its scope, without "=". Comes when it turns true. */
  condition: feelSchema,
};
export const conditionFields = {
  condition: field('string', { en: 'Condition', zh: '条件', ar: 'الشرط' }, { 'minLength': 1, 'x-kind': 'feel' }, { en: 'An expression over the variables; comes when it turns true.', zh: '关于变量的表达式；变为真时触发。', ar: 'تعبير على المتغيرات؛ يأتي حين يصبح صحيحًا.' }),
};
export const conditionExpressions = ({ condition }: { condition: string }): NodeExpression[] => [{ field: '/condition', text: condition, expects: 'boolean' }];
export const conditionSummary = ({ condition }: { condition: string }) => ({ en: condition.slice(0, 120) });
