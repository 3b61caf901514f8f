/** Clocks as of now: derived from the run's facts and the calendars each time they are shown, so that "2 h 10 m" is true when it is read. */
import type { ClockFacts } from '#domain/sla/clock';
import { clockView } from '#domain/sla/clock.view';
import { nextLevelOf } from '#domain/sla/next-level';
import { workingCalendar, type WorkingCalendar } from '#domain/sla/working-time';
import type { ClockView, TicketState, TicketType } from '#domain/ticket/ticket.schema';
import { instantOf } from '#domain/values';
import type { CalendarRepo } from '#store/sla/calendar.repo';

export interface ClocksNow {
  /** `type` names the reason of a pause in every language; `isExplained` says why each is due then. A clock whose calendar is gone is left as it was written. */
  of(ticket: { clockFacts: readonly ClockFacts[]; clocks: readonly ClockView[]; state: string }, type: TicketType | null, isExplained: boolean): Promise<ClockView[]>;
}
/** A calendar that was edited counts here after so many milliseconds; one that was not is not prepared again. */
const freshMs = 1_000;

export function createClocksNow(calendars: Pick<CalendarRepo, 'read'>, nowMs: () => number): ClocksNow {
  const known = new Map<string, { atMs: number; calendar: Promise<WorkingCalendar | null> }>();
  async function readAnew(key: string, before: Promise<WorkingCalendar | null> | undefined): Promise<WorkingCalendar | null> {
    const [found, prepared] = await Promise.all([calendars.read(key), before?.catch(() => null)]);
    if (found === null) return null;
    return prepared && JSON.stringify(prepared.calendar) === JSON.stringify(found) ? prepared : workingCalendar(found);
  }
  const calendarOf = (key: string): Promise<WorkingCalendar | null> => {
    const kept = known.get(key);
    if (kept && nowMs() - kept.atMs < freshMs) return kept.calendar;
    const calendar = readAnew(key, kept?.calendar);
    known.set(key, { atMs: nowMs(), calendar });
    calendar.catch(() => known.delete(key));
    return calendar;
  };
  return {
    of: (ticket, type, isExplained) => Promise.all(ticket.clockFacts.map(async (facts): Promise<ClockView> => {
      const calendar = await calendarOf(facts.calendarId);
      const written = ticket.clocks.find((clock) => clock.id === facts.id);
      if (calendar === null && written) return written;
      if (calendar === null) return unknownView(facts, instantOf(nowMs()));
      const now = instantOf(nowMs());
      const view: ClockView = { ...clockView(facts, calendar, now, isExplained), next: nextLevelOf(facts, calendar, now) };
      return view.state === 'paused' ? { ...view, pauseReason: reasonOf(type, ticket.state) ?? view.pauseReason } : view;
    })),
  };
}

const reasonOf = (type: TicketType | null, state: string): ClockView['pauseReason'] => type?.states.find((known: TicketState) => known.key === state)?.pauseReason ?? null;

const unknownView = (facts: ClockFacts, asOf: string): ClockView => ({
  id: facts.id, kind: facts.kind, state: facts.state, target: facts.target, startedAt: facts.startedAt, dueAt: facts.dueAt, warnAt: facts.warnAt, stoppedAt: facts.stoppedAt, breachedAt: facts.breachedAt,
  pauseReason: null, holdSeconds: 0, elapsedSeconds: 0, remainingSeconds: null, calendarId: facts.calendarId, policyId: facts.policyId, asOf, explain: [],
});
