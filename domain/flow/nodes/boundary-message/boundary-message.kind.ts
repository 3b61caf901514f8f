/** On the edge of a scope or a task: when its message comes, everything inside is ended at once and the way leads on from here. */
import { z } from 'zod';
import { checkAttached, interrupting, interruptingField, stepIn } from '../node.boundary.ts';
import { loggedReasons } from '../node.config.ts';
import { object } from '../node.form.ts';
import type { NodeTurn } from '../../kernel/kernel.behaviour.ts';
import type { NodeKind } from '../node.kind.ts';
import { awaitMessage, keepMessage, messageConfig, messageFields, messageKind } from '../node.message.ts';

const config = z.strictObject({ ...messageConfig, isInterrupting: interrupting });
type Config = z.infer<typeof config>;

export const boundaryMessageKind: NodeKind<Config> = {
  ...messageKind, config, form: { schema: object({ ...messageFields, isInterrupting: interruptingField }, ['message']), ui: messageKind.form.ui }, kind: 'boundary-message', shape: 'boundary', icon: 'MailOutlined', takesInput: false,
  title: { en: 'On message', zh: '收到消息时', ar: 'عند رسالة' },
  about: { en: 'Ends what it is attached to when its message comes, and goes on from here.', zh: '收到消息时结束所附着的步骤，并由此继续。', ar: 'ينهي ما أُلحق به عند وصول الرسالة ويتابع من هنا.' },
  check: checkAttached,
  behaviour: {
    // Nothing comes in here: it is reached by its message only.
    enter: (turn) => turn.leave(),
    attach: listen,
    messageCame(turn, message) {
      // Both go on: the next one counts, too.
      if (!turn.config.isInterrupting) listen(turn);
      stepIn(turn);
      keepMessage(turn, message.data);
      turn.leave();
    },
    isInterrupting: (given) => given.isInterrupting,
    whenDataUnknown: 'anyOutcome',
  },
};

function listen(turn: NodeTurn<Config>): void {
  awaitMessage(turn, (reasons) => turn.note({ boundary: turn.node.id, notAwaited: turn.config.message, reasons: loggedReasons(reasons) }));
}
