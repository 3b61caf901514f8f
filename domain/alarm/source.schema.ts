/** An alarm source as people write it down: what may be chosen, within which bounds. Its secret is made, never typed. */
import { z } from 'zod';
import { jsonSchema } from '../values.ts';
import { alarmSourceSchema } from './alarm.schema.ts';

/** Hours a secret that was replaced is taken beside the new one. */
export const formerSecretHours = 24;
/** Seconds of a week: no timing of a group is longer. */
const weekSeconds = 604_800;
const seconds = (least: number) => z.number().min(least).max(weekSeconds);

/** What an edit says. Seconds as in alarms.md 3; `groupBy` empty: all alarms of the source are one group. */
export const alarmSourceEditSchema = z.object({
  name: z.string().trim().min(1).max(100), isEnabled: z.boolean(), groupBy: z.array(z.string().trim().min(1).max(200)).max(20),
  groupWaitSeconds: seconds(0), groupIntervalSeconds: seconds(0.1), repeatIntervalSeconds: seconds(1), quietSeconds: seconds(0), reopenHours: z.number().positive().max(720),
  ticketType: z.string().min(1).max(100), team: z.string().min(1).max(100), config: z.record(z.string().max(200), jsonSchema).default({}),
});
export type AlarmSourceEdit = z.infer<typeof alarmSourceEditSchema>;
/** The id is part of the address, the kind decides how bodies are read: both stay. */
export const newAlarmSourceSchema = alarmSourceEditSchema.extend({ id: alarmSourceSchema.shape.id, kind: z.string().min(1).max(100) });
export type NewAlarmSource = z.infer<typeof newAlarmSourceSchema>;

/** The part of a source that edits change: what events tell before and after. */
export const editOf = ({ name, isEnabled, groupBy, groupWaitSeconds, groupIntervalSeconds, repeatIntervalSeconds, quietSeconds, reopenHours, ticketType, team, config }: AlarmSourceEdit): AlarmSourceEdit =>
  ({ name, isEnabled, groupBy, groupWaitSeconds, groupIntervalSeconds, repeatIntervalSeconds, quietSeconds, reopenHours, ticketType, team, config });

/** Names under which the secrets of a source are stored: the present one, and the one before it. */
export const secretNameOf = (source: string): string => `source.${source}`;
export const formerSecretNameOf = (source: string): string => `source.${source}.former`;
