/** How a flow begins for an alarm: at which start, with which variables. */
import type { AlarmSource, Severity } from '#domain/alarm/alarm.schema';
import type { Vars } from '#domain/flow/kernel/kernel.types';
import { parseStoredFlow } from '#domain/flow/file/flow.file';

/** The start that says "alarm", of the flow itself; null: none says so, the flow's first start is taken. `text` is a published file. */
export function alarmStart(text: string): string | null {
  const parsed = parseStoredFlow(text);
  if (!parsed.ok) return null;
  return Object.entries(parsed.file.nodes).find(([, node]) => node.kind === 'start' && node.scope === undefined && node.config['trigger'] === 'alarm')?.[0] ?? null;
}

export interface AlarmBegin {
  group: string;
  /** The gravest alarm; absent: none is known any more. */
  worst: { name: string; severity: Severity; annotations: Record<string, string> } | undefined;
  /** Labels that its alarms agree on. */
  labels: Record<string, string>;
  firingCount: number;
}

/** What a run knows of its alarm. */
export const alarmVariables = ({ name, quietSeconds }: Pick<AlarmSource, 'name' | 'quietSeconds'>, { group, worst, labels, firingCount }: AlarmBegin): Vars =>
  ({ alarm: { group, name: worst?.name ?? name, severity: worst?.severity ?? 'warning', labels, annotations: worst?.annotations ?? {}, quietSeconds, firing: firingCount } });

/** Who opens the ticket of an alarm. */
export const alarmOpener = ({ id, name }: Pick<AlarmSource, 'id' | 'name'>) => ({ kind: 'machine' as const, id: `alarm-source/${id}`, name });
