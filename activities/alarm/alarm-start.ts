/** Finds where a flow begins for an alarm. */
import { parseStoredFlow } from '#domain/flow/file/flow.file';

/** The start that says "alarm", of the flow itself; null: none says so, the flow's first start is taken. `text` is a published file. */
export function alarmStart(text: string): string | null {
  const parsed = parseStoredFlow(text);
  if (!parsed.ok) return null;
  return Object.entries(parsed.file.nodes).find(([, node]) => node.kind === 'start' && node.scope === undefined && node.config['trigger'] === 'alarm')?.[0] ?? null;
}
