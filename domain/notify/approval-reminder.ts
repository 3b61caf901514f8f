/** When an approval that waits is told once more: half of its working time in. Working time is that of the ticket's calendar; telling is the clerk's. */
import { addWorking, workingBetween, type WorkingCalendar } from '../sla/working-time.ts';
import { epochMs, instantOf, type Instant } from '../values.ts';

/** Working hours after which an approval without a due time is told once more. */
export const undatedReminderHours = 8;

/** Never after it is due: where no working time lies before that, at the due time itself. Throws SLA_HORIZON_REACHED for a calendar without windows. */
export function remindAt({ openedAt, dueAt }: { openedAt: Instant; dueAt: Instant | null }, calendar: WorkingCalendar): Instant {
  const opened = epochMs(openedAt);
  if (dueAt === null) return instantOf(addWorking(calendar, opened, undatedReminderHours * 3_600_000));
  const halfMs = Math.floor(workingBetween(calendar, opened, epochMs(dueAt)) / 2);
  return halfMs === 0 ? dueAt : instantOf(addWorking(calendar, opened, halfMs));
}
