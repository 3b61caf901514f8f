/** What kinds that take back share: whose doing, and running handler after handler. */
import { z } from 'zod';
import type { Finding, FlowFile, FlowNode } from '../flow.schema.ts';
import type { NodeTurn } from '../kernel/kernel.behaviour.ts';
import { faultOf } from './node.config.ts';
import { field, object } from './node.form.ts';
import type { NodeKind } from './node.kind.ts';

const config = z.strictObject({ /** Only what was done at this step, or inside it; absent: everything in this scope. */ step: z.string().max(80).optional() });
export type TakeBackConfig = z.infer<typeof config>;

/** Everything of a kind that takes back but its name, its words and what comes after it. */
export const takeBackKind = {
  shape: 'event', takesInput: true, config, initial: {}, icon: 'BackwardOutlined',
  form: { schema: object({ step: field('string', { en: 'Only of the step', zh: '仅限步骤', ar: 'للخطوة فقط' }, { maxLength: 80 }, { en: 'Its id; empty: everything that was done in this scope.', zh: '步骤的标识；留空则为此范围内已完成的一切。', ar: 'معرّفها؛ فارغ: كل ما أُنجز في هذا النطاق.' }) }), ui: {} },
  check: (node: FlowNode & { id: string }, { step }: TakeBackConfig, file: FlowFile): Finding[] => (step && !Object.hasOwn(file.nodes, step) ? [faultOf(node, 'take-back-unknown', '/step', { step })] : []),
  summary: ({ step }: TakeBackConfig, file: FlowFile) => (step ? file.nodes[step]?.name ?? { en: step } : null),
} satisfies Partial<NodeKind<TakeBackConfig>>;

/** One handler after the other, the last done first; then what comes after. */
export function takingBack(after: (turn: NodeTurn<TakeBackConfig>) => void): Pick<NodeKind<TakeBackConfig>['behaviour'], 'enter' | 'scopeDone' | 'whenDataUnknown'> {
  const next = (turn: NodeTurn<TakeBackConfig>): void => { if (!turn.takeBack(turn.config.step || undefined)) after(turn); };
  return { whenDataUnknown: 'itself', enter: next, scopeDone: next };
}
