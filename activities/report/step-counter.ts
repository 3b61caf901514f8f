/** Counts how long each step of tickets that are over took, a batch at a time. Safe to do again, and for several workers at once: the same log gives the same times. */
import { stepTimesOf } from '#domain/report/step-times';
import { codeOf } from '#domain/errors';
import type { WorkingCalendar } from '#domain/sla/working-time';
import type { StepTimesRepo, TicketStepTime, UncountedTicket } from '#store/report/step-times.repo';
import type { CalendarShelf } from '../flow/calendar-shelf.ts';

export interface StepCounterDeps { stepTimes: StepTimesRepo; calendars: CalendarShelf }
const batch = 200;

/** Answers how many tickets were counted; fewer than there are to count only where logs are not settled yet. */
export async function countSteps({ stepTimes, calendars }: StepCounterDeps): Promise<number> {
  let counted = 0;
  for (;;) {
    const found = await stepTimes.uncounted(batch);
    const times = await Promise.all(found.map(async (ticket) => ({ ticket: ticket.id, run: ticket.run, times: await timesOf(ticket, calendars) })));
    await stepTimes.save(times);
    counted += times.length;
    if (found.length < batch) return counted;
  }
}

async function timesOf({ calendarId, runs }: UncountedTicket, calendars: CalendarShelf): Promise<TicketStepTime[]> {
  const calendar = await calendarOf(calendarId, calendars);
  // Without a promise there is no working time to speak of, and reports count no such ticket.
  if (calendar === null) return [];
  const added = new Map<string, TicketStepTime>();
  for (const { flow, moves } of runs) {
    for (const { node, workingMs, visits } of stepTimesOf(moves, calendar)) {
      const step = `${flow}/${node}`;
      const before = added.get(step);
      added.set(step, { step, workingMs: (before?.workingMs ?? 0) + workingMs, visits: (before?.visits ?? 0) + visits });
    }
  }
  return [...added.values()];
}

/** A calendar that is gone or broken leaves its tickets without times rather than the others waiting. */
async function calendarOf(key: string | null, calendars: CalendarShelf): Promise<WorkingCalendar | null> {
  if (key === null) return null;
  try {
    return await calendars.take(key);
  } catch (thrown) {
    if (codeOf(thrown) === null) throw thrown;
    return null;
  }
}
