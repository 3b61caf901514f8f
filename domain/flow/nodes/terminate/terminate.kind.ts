/** An end that ends everything else too: in a scope the scope, in the flow itself the run. */
import { z } from 'zod';
import { object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';

const config = z.strictObject({});

export const terminateKind: NodeKind<z.infer<typeof config>> = {
  kind: 'terminate', category: 'end', shape: 'event', icon: 'CloseCircleOutlined', takesInput: true,
  title: { en: 'Terminate', zh: '终止', ar: 'إنهاء الكل' },
  about: { en: 'Ends the whole run, or the scope it lies in: open tasks, timers and activities are cancelled.', zh: '结束整个流程（或所在范围）：取消未完成的任务、定时器和活动。', ar: 'ينهي التشغيل كله أو النطاق المحيط به: تُلغى المهام والمؤقتات والأنشطة.' },
  config, form: { schema: object({}), ui: {} }, initial: {},
  outcomes: () => [],
  check: () => [],
  summary: () => null,
  behaviour: { enter: (turn) => turn.terminateScope(), whenDataUnknown: 'itself' },
};
