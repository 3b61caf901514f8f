/** On the edge of a step: what is behind it undoes what the step has done. It comes only when that is taken back. */
import { z } from 'zod';
import { checkAttached } from '../node.boundary.ts';
import { object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';

const config = z.strictObject({});

export const boundaryTakeBackKind: NodeKind<z.infer<typeof config>> = {
  kind: 'boundary-take-back', category: 'message', shape: 'boundary', icon: 'BackwardOutlined', takesInput: false,
  title: { en: 'Undone by', zh: '撤销方式', ar: 'يُلغى بـ' },
  about: { en: 'What is behind it undoes the step, when what was done is taken back.', zh: '补偿时由其后的步骤撤销此步骤。', ar: 'ما بعده يلغي الخطوة عند التراجع عما أُنجز.' },
  config, form: { schema: object({}), ui: {} }, initial: {},
  outcomes: () => [{ key: null, name: { en: 'Undo', zh: '撤销', ar: 'إلغاء' }, isRequired: true }],
  check: checkAttached,
  summary: () => null,
  behaviour: { enter: (turn) => turn.leave(), compensates: true, isInterrupting: () => false, whenDataUnknown: 'itself' },
};
