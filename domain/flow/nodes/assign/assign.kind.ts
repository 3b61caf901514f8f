/** Sets variables by FEEL, one after the other: each sees what the ones before it set. */
import { z } from 'zod';
import { says } from '../../../issue.ts';
import { faultOf, feelSchema, loggedReasons, pathSchema } from '../node.config.ts';
import { field, object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';
import { refusal, unfit } from '../node.settable.ts';

const config = z.strictObject({
  set: z.array(z.strictObject({
    /** "tries" or "ticket.priority". */
    variable: pathSchema,
    value: feelSchema,
  })).min(1, says('config.set')).max(50),
});
type Config = z.infer<typeof config>;

export const assignKind: NodeKind<Config> = {
  kind: 'assign', category: 'machine', shape: 'card', icon: 'EditOutlined', takesInput: true,
  title: { en: 'Set variables', zh: '设置变量', ar: 'تعيين متغيرات' },
  about: { en: 'Computes values and keeps them in variables.', zh: '计算值并保存到变量。', ar: 'يحسب قيمًا ويحفظها في متغيرات.' },
  config,
  form: {
    schema: object({
      set: field('array', { en: 'Variables', zh: '变量', ar: 'المتغيرات' }, {
        minItems: 1, items: object({ variable: field('string', { en: 'Variable', zh: '变量', ar: 'المتغير' }), value: field('string', { en: 'Value', zh: '值', ar: 'القيمة' }) }, ['variable', 'value']),
      }),
    }, ['set']),
    ui: { set: { items: { value: { 'ui:field': 'feel' } } } },
  },
  initial: { set: [{ variable: 'result', value: 'null' }] },
  outcomes: () => [{ key: null, name: { en: 'Set', zh: '已设置', ar: 'تم' }, isRequired: true }],
  check: (node, given) => given.set.flatMap((one, index) => {
    const why = refusal(one.variable);
    return why ? [faultOf(node, why.code, `/set/${index}/variable`, why.params)] : [];
  }),
  expressions: (given) => given.set.map((one, index) => ({ field: `/set/${index}/value`, text: one.value })),
  sets: (given) => Object.fromEntries(given.set.map((one) => [one.variable.split('.')[0]!, 'any'])),
  summary: (given) => ({ en: given.set.map((one) => `${one.variable} = ${one.value}`).join('; ').slice(0, 120) }),
  behaviour: {
    enter(turn) {
      for (const [index, one] of turn.config.set.entries()) {
        const result = turn.evaluate(one.value, `set.${index}.value`);
        if (!result.ok) { turn.incident(result.code, result.params); return; }
        if (result.value === null && result.reasons.length > 0) turn.note({ variable: one.variable, null: loggedReasons(result.reasons) });
        const expected = unfit(one.variable, result.value);
        if (expected !== null) { turn.incident('FLOW_VALUE_UNUSABLE', { what: one.variable, actual: JSON.stringify(result.value).slice(0, 100), expected }); return; }
        turn.setVariables({ [one.variable]: result.value });
      }
      turn.leave();
    },
    skip: (turn) => turn.leave(),
    whenDataUnknown: 'anyOutcome',
  },
};
