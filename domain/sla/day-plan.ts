/** Which windows one local date has under a calendar: the version that holds, then make-up day, half day, holiday, week, in this order. Instants are left to working-time.ts. */
import type { Text } from '../values.ts';
import { weekdays, type Calendar, type CalendarVersion, type Window } from './calendar.schema.ts';
import { dateOfDay, dayOfDate, expandDates, secondsOf, weekdayIndex, type DayWindow } from './calendar.days.ts';

export interface DayPlan {
  rule: 'week' | 'holiday' | 'halfDay' | 'makeUpDay';
  windows: readonly DayWindow[];
  /** Name of the holiday, half day or make-up day. */
  name: Text | null;
  /** True where the day differs from its weekday. */
  isSpecial: boolean;
}

export interface PlanOfDays {
  /** Plan of a local date given as day number. */
  planOf(day: number): DayPlan;
  /** Date (YYYY-MM-DD) from which the version of that day holds; null: from the beginning. */
  versionOf(day: number): string | null;
  /** First day of the earliest version; null: that version holds from the beginning. */
  firstDay: number | null;
}

interface CompiledVersion { fromDay: number; validFrom: string | null; week: DayPlan[]; dated: Map<string, DayPlan>; yearly: Map<string, DayPlan> }

const allDay: DayWindow = { from: 0, to: 86_400 };

/** Prepares a checked calendar for questions about single days. */
export function planDays(calendar: Calendar): PlanOfDays {
  const versions = calendar.versions.map(compileVersion).sort((a, b) => a.fromDay - b.fromDay);
  const first = versions[0]!;
  const versionAt = (day: number): CompiledVersion => {
    let at = versions.length - 1;
    while (at > 0 && versions[at]!.fromDay > day) at--;
    return versions[at]!;
  };
  const known = new Map<number, DayPlan>();
  return {
    firstDay: first.validFrom === null ? null : first.fromDay,
    versionOf: (day) => versionAt(day).validFrom,
    planOf(day) {
      let plan = known.get(day);
      if (plan === undefined) known.set(day, (plan = planOfDay(versionAt(day), day)));
      return plan;
    },
  };
}

function planOfDay(version: CompiledVersion, day: number): DayPlan {
  const ordinary = version.week[weekdayIndex(day)]!;
  const date = dateOfDay(day);
  const special = strongest(version.dated.get(date), version.yearly.get(date.slice(5)));
  return special === undefined ? ordinary : { ...special, isSpecial: !sameWindows(special.windows, ordinary.windows) };
}

function compileVersion(version: CalendarVersion): CompiledVersion {
  const week = weekdays.map((day): DayPlan => ({
    rule: 'week', name: null, isSpecial: false,
    windows: version.week === '24/7' ? [allDay] : inOrder(version.week[day] ?? []),
  }));
  const dated = new Map<string, DayPlan>();
  const yearly = new Map<string, DayPlan>();
  const add = (day: { date: string; until?: string | undefined; active: boolean; name?: Text | undefined }, rule: DayPlan['rule'], windows: readonly DayWindow[]): void => {
    if (!day.active) return;
    for (const date of expandDates(day.date, day.until) ?? []) {
      const into = date.length === 5 ? yearly : dated;
      into.set(date, strongest(into.get(date), { rule, windows, name: day.name ?? null, isSpecial: true })!);
    }
  };
  for (const day of version.holidays) add(day, 'holiday', []);
  for (const day of version.halfDays) add(day, 'halfDay', inOrder(day.windows));
  for (const day of version.makeUpDays) add(day, 'makeUpDay', day.like === undefined ? inOrder(day.windows ?? []) : week[weekdays.indexOf(day.like)]!.windows);
  return { fromDay: version.validFrom === undefined ? -Infinity : dayOfDate(version.validFrom), validFrom: version.validFrom ?? null, week, dated, yearly };
}

const rank = { week: 0, holiday: 1, halfDay: 2, makeUpDay: 3 };

/** Of two plans for one date the higher rule wins; of two of the same rule the first. */
const strongest = (a: DayPlan | undefined, b: DayPlan | undefined): DayPlan | undefined =>
  a === undefined ? b : b === undefined || rank[a.rule] >= rank[b.rule] ? a : b;

const inOrder = (windows: readonly Window[]): DayWindow[] => windows.map(secondsOf).sort((a, b) => a.from - b.from);

const sameWindows = (a: readonly DayWindow[], b: readonly DayWindow[]): boolean =>
  a.length === b.length && a.every((window, i) => window.from === b[i]!.from && window.to === b[i]!.to);
