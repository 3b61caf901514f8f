/** What kinds on the edge of a step share: whether they end it, how they go on when what they watch for has come, and being attached to something. */
import { z } from 'zod';
import type { Finding, FlowNode } from '../flow.schema.ts';
import type { NodeTurn } from '../kernel/kernel.behaviour.ts';
import { faultOf } from './node.config.ts';
import { field } from './node.form.ts';

/** Whether what it sits on is ended, with everything inside, when it comes. Else both go on. */
export const interrupting = z.boolean().default(true);
export const interruptingField = field('boolean', { en: 'Ends what it sits on', zh: '结束所附着的步骤', ar: 'ينهي ما أُلحق به' }, { default: true },
  { en: 'Off: what it sits on goes on, and this way begins beside it.', zh: '关闭后，所附着的步骤继续执行，此分支同时开始。', ar: 'عند الإيقاف: يستمر ما أُلحق به ويبدأ هذا المسار بجانبه.' });
export interface Interrupting { isInterrupting: boolean }

/** The turn goes on with a token of the boundary's own. */
export function stepIn(turn: NodeTurn<Interrupting>): void {
  if (turn.config.isInterrupting) turn.interruptHost();
  else turn.forkFromHost();
}

export const checkAttached = (node: FlowNode & { id: string }): Finding[] => (node.attachedTo === undefined ? [faultOf(node, 'boundary-loose', null)] : []);
