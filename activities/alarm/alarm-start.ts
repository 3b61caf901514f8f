/** Finds where a flow begins for an alarm. */
import { flowFileSchema } from '#domain/flow/flow.schema';

/** The start that says "alarm", of the flow itself; null: none says so, the flow's first start is taken. `text` is a published file. */
export function alarmStart(text: string): string | null {
  const parsed = flowFileSchema.safeParse(JSON.parse(text));
  if (!parsed.success) return null;
  return Object.entries(parsed.data.nodes).find(([, node]) => node.kind === 'start' && node.scope === undefined && node.config['trigger'] === 'alarm')?.[0] ?? null;
}
