/** An end that throws an error: the nearest step around that catches it goes on, with everything inside ended. Caught by nobody, it ends the run. */
import type { NodeKind } from '../node.kind.ts';
import { throwKind, thrownBy, type ThrowConfig } from '../node.thrown.ts';

export const errorEndKind: NodeKind<ThrowConfig> = {
  ...throwKind, kind: 'error-end', category: 'end', icon: 'ThunderboltOutlined', initial: { code: 'FAILED' },
  title: { en: 'End with an error', zh: '以错误结束', ar: 'انتهاء بخطأ' },
  about: { en: 'Ends everything inside with an error that a step around may catch.', zh: '以错误结束内部的一切，外层步骤可以捕获。', ar: 'ينهي كل ما في الداخل بخطأ قد تلتقطه خطوة محيطة.' },
  outcomes: () => [],
  behaviour: {
    whenDataUnknown: 'itself',
    enter(turn) {
      const thrown = thrownBy(turn, 'error');
      if (thrown !== null && !turn.throwUp(thrown)) turn.failRun(thrown);
    },
    endsOthers: () => true,
  },
};
