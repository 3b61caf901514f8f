/** A part of a flow with a frame of its own: it ends when its last token has ended, and a boundary on it ends all of it at once. */
import { z } from 'zod';
import { jsonSchema } from '../../../values.ts';
import { expressionsIn, faultOf, nameSchema } from '../node.config.ts';
import { field, object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';

const config = z.strictObject({
  /** Variables of its own with their first values; text starting with "=" is FEEL. They end with the scope. */
  variables: z.record(nameSchema, jsonSchema).default({}),
});
type Config = z.infer<typeof config>;

export const scopeKind: NodeKind<Config> = {
  kind: 'scope', category: 'scope', shape: 'scope', icon: 'BorderOuterOutlined', takesInput: true,
  title: { en: 'Scope', zh: '范围', ar: 'نطاق' },
  about: { en: 'Holds steps together, so that a boundary can end all of them at once.', zh: '把步骤放在一起，边界事件可一次结束全部步骤。', ar: 'يجمع خطوات معًا بحيث ينهيها حدث حدودي دفعة واحدة.' },
  config,
  form: {
    schema: object({
      variables: field('object', { en: 'Variables of its own', zh: '局部变量', ar: 'متغيرات خاصة' }, { additionalProperties: true },
        { en: 'Name and first value; a value starting with = is FEEL.', zh: '名称和初始值；以 = 开头的值为 FEEL。', ar: 'الاسم والقيمة الأولى؛ القيمة التي تبدأ بـ = هي FEEL.' }),
    }),
    ui: { variables: { 'ui:field': 'variables' } },
  },
  initial: {},
  outcomes: () => [{ key: null, name: { en: 'All done', zh: '全部完成', ar: 'اكتمل الكل' }, isRequired: true }],
  check(node, _config, file) {
    const inside = Object.values(file.nodes).filter((other) => other.scope === node.id);
    if (inside.length === 0) return [faultOf(node, 'scope-empty', null)];
    return [];
  },
  expressions: (given) => expressionsIn(given.variables, '/variables'),
  sets: (given) => Object.fromEntries(Object.keys(given.variables).map((name) => [name, 'any'])),
  summary: () => null,
  behaviour: {
    whenDataUnknown: 'itself',
    enter(turn) {
      const vars = turn.evaluateConfig(turn.config.variables, 'variables');
      if (!vars.ok) { turn.incident(vars.code, vars.params); return; }
      turn.openScope(vars.value as Record<string, never>);
    },
    scopeDone: (turn) => turn.leave(),
  },
};
