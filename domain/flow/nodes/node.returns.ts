/** What task and approval say of returning: to which earlier steps whoever is asked may reject them. Which of these a run may go back to is the kernel's to know. */
import { z } from 'zod';
import type { FlowFile } from '../flow.schema.ts';
import { earlierThan, isReturnable, mostTargets } from '../kernel/kernel.returns.ts';
import { field } from './node.form.ts';
import type { NodeRegistry } from './node.kind.ts';

export const returnShape = {
  /** Any earlier step of its scope, or these, by their ids. */
  mayReturnTo: z.union([z.enum(['none', 'anyEarlier']), z.array(z.string().min(1).max(80)).max(mostTargets)]).default('none'),
};
export const returnFields = {
  mayReturnTo: field(null, { en: 'May be returned to', zh: '可退回至', ar: 'يمكن إرجاعها إلى' }, {}, { en: 'Whoever is asked may send it back to an earlier step, with a reason.', zh: '被询问的人可附理由将其退回到之前的步骤。', ar: 'يمكن لمن يُسأل أن يعيدها إلى خطوة سابقة مع ذكر السبب.' }),
};
export const returnUi = { mayReturnTo: { 'ui:field': 'returns' } };

/** Steps a task at `node` could be returned to, the nearest first. */
export function earlierSteps(file: Pick<FlowFile, 'nodes' | 'edges'>, registry: NodeRegistry, node: string): string[] {
  const incoming = new Map<string, { from: string }[]>();
  for (const edge of Object.values(file.edges)) incoming.set(edge.to, [...incoming.get(edge.to) ?? [], edge]);
  const nodes = new Map(Object.entries(file.nodes));
  return earlierThan({ incoming, nodes }, node).filter((id) => { const one = nodes.get(id); return one !== undefined && isReturnable(one, Object.hasOwn(registry, one.kind) ? registry[one.kind] : undefined); });
}
