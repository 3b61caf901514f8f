/** An end that throws an error: the nearest step around that catches it goes on, with everything inside ended. Caught by nobody, it ends the run. */
import { z } from 'zod';
import { expressionsIn } from '../node.config.ts';
import { object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';
import { throwConfig, throwFields, throwUi, thrownBy } from '../node.thrown.ts';

const config = z.strictObject(throwConfig);

export const errorEndKind: NodeKind<z.infer<typeof config>> = {
  kind: 'error-end', category: 'end', shape: 'event', icon: 'ThunderboltOutlined', takesInput: true,
  title: { en: 'End with an error', zh: '以错误结束', ar: 'انتهاء بخطأ' },
  about: { en: 'Ends everything inside with an error that a step around may catch.', zh: '以错误结束内部的一切，外层步骤可以捕获。', ar: 'ينهي كل ما في الداخل بخطأ قد تلتقطه خطوة محيطة.' },
  config, form: { schema: object(throwFields, ['code']), ui: throwUi }, initial: { code: 'FAILED' },
  outcomes: () => [],
  check: () => [],
  expressions: (given) => expressionsIn(given.text, '/text'),
  summary: ({ code }) => ({ en: code }),
  behaviour: {
    whenDataUnknown: 'itself',
    enter(turn) {
      const thrown = thrownBy(turn, 'error');
      if (thrown !== null && !turn.throwUp(thrown)) turn.failRun(thrown);
    },
    endsOthers: () => true,
  },
};
