/** Where one token ends. The run, or the scope, is over when its last token has ended. */
import { z } from 'zod';
import { object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';

const config = z.strictObject({});

export const endKind: NodeKind<z.infer<typeof config>> = {
  kind: 'end', category: 'end', shape: 'event', icon: 'StopOutlined', takesInput: true,
  title: { en: 'End', zh: '结束', ar: 'النهاية' },
  about: { en: 'This way is over; other ways of the run go on.', zh: '此分支结束；其他分支继续。', ar: 'ينتهي هذا المسار؛ وتستمر المسارات الأخرى.' },
  config, form: { schema: object({}), ui: {} }, initial: {},
  outcomes: () => [],
  check: () => [],
  summary: () => null,
  behaviour: { enter: (turn) => turn.endToken(), whenDataUnknown: 'itself' },
};
