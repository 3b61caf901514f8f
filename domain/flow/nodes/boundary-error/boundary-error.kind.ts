/** On the edge of a step: what fails inside, or is thrown there as an error, ends it and leads on from here instead of stopping the run. */
import { z } from 'zod';
import { checkAttached } from '../node.boundary.ts';
import { object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';
import { catchConfig, catchFields, catchSets, catchesCode, keepThrown } from '../node.thrown.ts';

const config = z.strictObject(catchConfig);

export const boundaryErrorKind: NodeKind<z.infer<typeof config>> = {
  kind: 'boundary-error', category: 'message', shape: 'boundary', icon: 'ThunderboltOutlined', takesInput: false,
  title: { en: 'On error', zh: '出错时', ar: 'عند خطأ' },
  about: { en: 'Catches what fails or is thrown inside, ends what it sits on, and goes on from here.', zh: '捕获内部的失败或错误，结束所附着的步骤，并由此继续。', ar: 'يلتقط ما يفشل أو يُرمى في الداخل، وينهي ما أُلحق به، ويتابع من هنا.' },
  config, form: { schema: object(catchFields), ui: {} }, initial: {},
  outcomes: () => [{ key: null, name: { en: 'Caught', zh: '已捕获', ar: 'التُقط' }, isRequired: true }],
  check: checkAttached,
  sets: catchSets,
  summary: ({ code }) => (code === undefined || code === '' ? null : { en: code }),
  behaviour: {
    enter: (turn) => turn.leave(),
    catching: 'error', catches: catchesCode,
    caught(turn, thrown) {
      turn.interruptHost();
      keepThrown(turn, thrown);
      turn.leave();
    },
    whenDataUnknown: 'anyOutcome',
  },
};
