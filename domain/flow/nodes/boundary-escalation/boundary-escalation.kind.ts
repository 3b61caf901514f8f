/** On the edge of a scope: when something inside escalates, it leads on from here, beside what goes on or in its place. */
import { z } from 'zod';
import { checkAttached, interrupting, interruptingField, stepIn } from '../node.boundary.ts';
import { object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';
import { catchConfig, catchFields, catchSets, catchesCode, keepThrown } from '../node.thrown.ts';

const config = z.strictObject({ ...catchConfig, isInterrupting: interrupting });

export const boundaryEscalationKind: NodeKind<z.infer<typeof config>> = {
  kind: 'boundary-escalation', category: 'message', shape: 'boundary', icon: 'RiseOutlined', takesInput: false,
  title: { en: 'On escalation', zh: '升级时', ar: 'عند تصعيد' },
  about: { en: 'Hears what is escalated inside, and goes on from here.', zh: '接收内部的升级，并由此继续。', ar: 'يسمع ما يُصعَّد في الداخل ويتابع من هنا.' },
  config, form: { schema: object({ ...catchFields, isInterrupting: interruptingField }), ui: {} }, initial: { isInterrupting: false },
  outcomes: () => [{ key: null, name: { en: 'Heard', zh: '已接收', ar: 'سُمع' }, isRequired: true }],
  check: checkAttached,
  sets: catchSets,
  summary: ({ code }) => (code === undefined || code === '' ? null : { en: code }),
  behaviour: {
    enter: (turn) => turn.leave(),
    catching: 'escalation', catches: catchesCode,
    caught(turn, thrown) {
      stepIn(turn);
      keepThrown(turn, thrown);
      turn.leave();
    },
    isInterrupting: (given) => given.isInterrupting,
    whenDataUnknown: 'anyOutcome',
  },
};
