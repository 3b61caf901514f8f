/** Title and description of an alarm's ticket: the source's own words, as plain text. */
import type { AlarmSource } from '#domain/alarm/alarm.schema';
import { labelOf } from '#domain/alarm/grouping';
import { namingLabels } from '#domain/alarm/affected-object';
import type { ManagedObject } from '#domain/object/object.schema';
import { recordOf, type BindingRow } from '#store/alarm/alarm.models';

const titleLimit = 300;
const descriptionLimit = 8_000;

/** `alarms` gravest first; `labels` are those they agree on. */
export function describeAlarms(source: Pick<AlarmSource, 'name'>, alarms: readonly BindingRow[], labels: Record<string, string>, object: Pick<ManagedObject, 'name'> | null): { title: string; description: string } {
  const [worst] = alarms;
  if (!worst) return { title: source.name, description: '' };
  const place = object?.name ?? namingLabels.map((name) => labelOf(labels, name)).find((value) => value !== '');
  const { summary = '', description = '', ...rest } = recordOf(worst.annotations);
  const lines = [
    summary, description, ...Object.entries(rest).map(([name, value]) => `${name}: ${value}`), '',
    ...Object.entries(labels).map(([name, value]) => `${name}: ${value}`), '', ...worst.links,
  ];
  return { title: [worst.name, place].filter(Boolean).join(' · ').slice(0, titleLimit), description: lines.join('\n').replace(/\n{3,}/g, '\n\n').trim().slice(0, descriptionLimit) };
}
