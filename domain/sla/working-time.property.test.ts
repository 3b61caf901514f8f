/** Working time against a naive walk of every minute, on random calendars around clock changes; and the laws that hold at any instant. */
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../values.ts';
import { parseCalendar } from './calendar.check.ts';
import { weekdays, type CalendarInput } from './calendar.schema.ts';
import { newClock, type ClockFacts } from './clock.ts';
import { deriveDue } from './due.ts';
import { addWorking, isWorking, subtractWorking, workingBetween, workingCalendar, type WorkingCalendar } from './working-time.ts';

const MINUTE = 60_000;
const DAY = 1440;

/** Zones with a date near which something odd happens: both clock changes, missing midnights, half hours, a missing day, New Year. */
const oddPlaces: [zone: string, date: string][] = [
  ['Europe/Berlin', '2026-03-29'], ['Europe/Berlin', '2026-10-25'], ['America/New_York', '2026-03-08'], ['America/New_York', '2026-11-01'],
  ['America/Sao_Paulo', '2018-11-04'], ['America/Sao_Paulo', '2018-02-18'], ['Asia/Beirut', '2026-03-29'], ['Asia/Tehran', '2022-03-22'], ['America/Havana', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'], ['Australia/Lord_Howe', '2026-10-04'], ['Pacific/Apia', '2011-12-30'], ['Africa/Casablanca', '2026-02-15'],
  ['Asia/Shanghai', '2026-01-01'], ['Asia/Kathmandu', '2025-12-31'], ['UTC', '2024-02-29'], ['Pacific/Kiritimati', '2025-12-31'], ['America/St_Johns', '2026-03-08'],
];

const clockText = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** A week as alternating stretches of work and rest between random cuts of its circle, written as rows per weekday (night rows where they fit). */
const weekArbitrary = fc.uniqueArray(fc.integer({ min: 0, max: 671 }), { minLength: 2, maxLength: 24 }).map((quarters) => {
  const cuts = [...quarters].sort((a, b) => a - b).map((quarter) => quarter * 15).slice(0, quarters.length - (quarters.length % 2));
  const week: Record<string, { from: string; to: string }[]> = {};
  for (let i = 0; i < cuts.length; i += 2) {
    let from = cuts[i]!;
    const to = cuts[i + 1]!;
    while (from < to) {
      const day = Math.floor(from / DAY);
      const midnight = (day + 1) * DAY;
      const isNightRow = to > midnight && to - midnight < from - day * DAY;
      const until = isNightRow ? to : Math.min(to, midnight);
      const ends = until - day * DAY;
      (week[weekdays[day]!] ??= []).push({ from: clockText(from - day * DAY), to: clockText(ends > DAY ? ends - DAY : ends) });
      from = until;
    }
  }
  return week;
});

interface Case { zone: string; anchorMs: number; input: CalendarInput }

const dateNear = (date: string, days: number): string => DateTime.fromISO(date, { zone: 'UTC' }).plus({ days }).toISODate()!;

const caseArbitrary: fc.Arbitrary<Case> = fc.record({
  place: fc.constantFrom(...oddPlaces), week: weekArbitrary, holidays: fc.uniqueArray(fc.integer({ min: -5, max: 5 }), { maxLength: 3 }),
  half: fc.option(fc.integer({ min: -5, max: 5 })), makeUp: fc.option(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.constantFrom(...weekdays))), later: fc.option(weekArbitrary),
}).map(({ place: [zone, date], week, holidays, half, makeUp, later }) => {
  const special = {
    holidays: holidays.map((days, i) => ({ date: i === 0 ? dateNear(date, days).slice(5) : dateNear(date, days) })),
    halfDays: half === null ? [] : [{ date: dateNear(date, half), windows: [{ from: '09:15', to: '12:30' }] }],
    makeUpDays: makeUp === null ? [] : [{ date: dateNear(date, makeUp[0]), like: makeUp[1] }],
  };
  const versions = [{ week, ...special }, ...(later === null ? [] : [{ validFrom: dateNear(date, 1), week: later, ...special }])];
  return { zone, anchorMs: Date.parse(`${date}T00:00:00Z`), input: { key: 'random', name: { en: 'random' }, zone, versions } };
});

/** Local times of the minutes around an anchor, and for each the latest seen so far (which only grows, so that it can be searched). Kept per place. */
const labelsSeen = new Map<string, string[]>();
function latestLabels(zone: string, fromMs: number): string[] {
  const known = labelsSeen.get(`${zone} ${fromMs}`);
  if (known !== undefined) return known;
  let latest = '';
  const labels = Array.from({ length: 16 * DAY }, (_, i) => {
    const label = DateTime.fromMillis(fromMs + i * MINUTE, { zone }).toFormat('yyyy-MM-dd HH:mm');
    latest = label > latest ? label : latest;
    return latest;
  });
  labelsSeen.set(`${zone} ${fromMs}`, labels);
  return labels;
}

/** The naive truth: for each minute around the anchor, whether somebody works. Knows nothing of the product but the file's meaning. */
function walkMinutes({ zone, anchorMs, input }: Case): { fromMs: number; works: boolean[] } {
  const fromMs = anchorMs - 8 * DAY * MINUTE;
  const labels = latestLabels(zone, fromMs);
  const works = labels.map(() => false);
  const firstAt = (label: string): number => {
    let [low, high] = [0, labels.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (labels[middle]! >= label) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  for (let days = -9; days <= 9; days++) {
    const date = dateNear(DateTime.fromMillis(anchorMs, { zone: 'UTC' }).toISODate()!, days);
    const next = dateNear(date, 1);
    for (const row of rowsOf(input, date)) {
      const end = row.to === '24:00' ? `${next} 00:00` : row.to < row.from ? `${next} ${row.to}` : `${date} ${row.to}`;
      works.fill(true, firstAt(`${date} ${row.from}`), firstAt(end));
    }
  }
  return { fromMs, works };
}

function rowsOf(input: CalendarInput, date: string): { from: string; to: string }[] {
  const version = input.versions.findLast((each) => each.validFrom === undefined || each.validFrom <= date)!;
  const week = version.week as Record<string, { from: string; to: string }[] | undefined>;
  const meant = (entry: { date: string }): boolean => entry.date === date || entry.date === date.slice(5);
  const makeUp = version.makeUpDays?.find(meant);
  if (makeUp !== undefined) return week[makeUp.like!] ?? [];
  const half = version.halfDays?.find(meant);
  if (half !== undefined) return half.windows;
  if (version.holidays?.some(meant)) return [];
  return week[weekdays[DateTime.fromISO(date, { zone: 'UTC' }).weekday - 1]!] ?? [];
}

const calendarOf = (input: CalendarInput): WorkingCalendar => workingCalendar(parseCalendar(input));
const minuteArbitrary = fc.integer({ min: 2 * DAY, max: 13 * DAY });

describe('working time', () => {
  it('agrees with a walk of every minute: between, forwards, backwards', () => {
    fc.assert(fc.property(caseArbitrary, fc.array(fc.tuple(minuteArbitrary, fc.integer({ min: 1, max: 2000 })), { minLength: 8, maxLength: 8 }), (given, questions) => {
      const calendar = calendarOf(given.input);
      const { fromMs, works } = walkMinutes(given);
      const before = [0];
      for (const isWorked of works) before.push(before.at(-1)! + (isWorked ? 1 : 0));
      for (const [minute, amount] of questions) {
        const at = fromMs + minute * MINUTE;
        expect(isWorking(calendar, at)).toBe(works[minute]);
        const other = Math.min(minute + amount, works.length);
        expect(workingBetween(calendar, at, fromMs + other * MINUTE) / MINUTE).toBe(before[other]! - before[minute]!);
        const forwards = before.findIndex((sum) => sum === before[minute]! + amount);
        if (forwards !== -1) expect(addWorking(calendar, at, amount * MINUTE)).toBe(fromMs + forwards * MINUTE);
        const backwards = before.findLastIndex((sum) => sum === before[minute]! - amount);
        if (backwards > 0) expect(subtractWorking(calendar, at, amount * MINUTE)).toBe(fromMs + backwards * MINUTE);
      }
    }), { numRuns: 150 });
  });

  const instantArbitrary = fc.integer({ min: -400 * DAY * MINUTE, max: 400 * DAY * MINUTE });
  const amountArbitrary = fc.integer({ min: 1, max: 200 * DAY * MINUTE });

  it('added can be taken away, to the millisecond', () => {
    fc.assert(fc.property(caseArbitrary, instantArbitrary, amountArbitrary, amountArbitrary, (given, offset, amount, more) => {
      const calendar = calendarOf(given.input);
      fc.pre(hasRegularWork(calendar, given));
      const at = given.anchorMs + offset;
      const added = addWorking(calendar, at, amount);
      expect(workingBetween(calendar, at, added)).toBe(amount);
      expect(isWorking(calendar, added - 1)).toBe(true);
      expect(workingBetween(calendar, ...ordered(subtractWorking(calendar, added, amount), at))).toBe(0);
      expect(addWorking(calendar, added, more)).toBe(addWorking(calendar, at, amount + more));
      const taken = subtractWorking(calendar, at, amount);
      expect(workingBetween(calendar, taken, at)).toBe(amount);
      expect(isWorking(calendar, taken)).toBe(true);
    }), { numRuns: 150 });
  });

  it('grows with its start and its amount, and adds up', () => {
    fc.assert(fc.property(caseArbitrary, instantArbitrary, instantArbitrary, amountArbitrary, (given, a, b, amount) => {
      const calendar = calendarOf(given.input);
      fc.pre(hasRegularWork(calendar, given));
      const [early, late] = ordered(given.anchorMs + a, given.anchorMs + b);
      expect(addWorking(calendar, early, amount)).toBeLessThanOrEqual(addWorking(calendar, late, amount));
      expect(addWorking(calendar, early, amount)).toBeLessThan(addWorking(calendar, early, amount + 1));
      expect(subtractWorking(calendar, early, amount)).toBeLessThanOrEqual(subtractWorking(calendar, late, amount));
      const middle = Math.floor((early + late) / 2);
      expect(workingBetween(calendar, early, middle) + workingBetween(calendar, middle, late)).toBe(workingBetween(calendar, early, late));
      expect(workingBetween(calendar, late, early)).toBe(0);
    }), { numRuns: 150 });
  });

  it('due is where a minute-by-minute stopwatch with pauses runs out', () => {
    fc.assert(fc.property(caseArbitrary, minuteArbitrary, fc.integer({ min: 1, max: 1500 }), fc.array(fc.tuple(minuteArbitrary, fc.integer({ min: 1, max: 1000 })), { maxLength: 5 }), (given, start, target, pauses) => {
      const { fromMs, works } = walkMinutes(given);
      const due = stopwatch(works, start, target, pauses);
      fc.pre(due !== null);
      const minuteAt = (minute: number): string => instantOf(fromMs + minute * MINUTE);
      const facts: ClockFacts = {
        ...newClock({ id: 'c', kind: 'resolution', policyId: 'p', calendarId: 'random', target: `PT${target}M` }), state: 'running', startedAt: minuteAt(start),
        pauses: pauses.map(([from, length], i) => ({ from: minuteAt(from), to: minuteAt(from + length), reason: '', holdId: String(i) })),
      };
      expect(deriveDue(facts, calendarOf(given.input), { isExplained: false }).dueAt).toBe(minuteAt(due!));
    }), { numRuns: 150 });
  });
});

/** Counts worked minutes that nobody holds; runs out when the target is reached, unless a hold begins at that very minute. Null: beyond the walk. */
function stopwatch(works: readonly boolean[], start: number, target: number, pauses: readonly (readonly [number, number])[]): number | null {
  let counted = 0;
  for (let minute = start; minute < works.length; minute++) {
    const isHeld = pauses.some(([from, length]) => from <= minute && minute < from + length);
    if (works[minute] && !isHeld) counted++;
    if (counted === target && works[minute]) {
      const due = minute + 1;
      return chainedHolds(works, due, pauses);
    }
  }
  return null;
}

/** A hold that begins exactly when the target runs out still counts: it adds its worked minutes. */
function chainedHolds(works: readonly boolean[], due: number, pauses: readonly (readonly [number, number])[]): number | null {
  const holding = pauses.filter(([from, length]) => from <= due && due < from + length);
  if (holding.length === 0) return due;
  let end = due;
  for (let grown = true; grown;) {
    const next = Math.max(...pauses.filter(([from]) => from <= end).map(([from, length]) => from + length));
    grown = next > end;
    end = Math.max(end, next);
  }
  let owed = works.slice(due, end).filter(Boolean).length;
  if (end > works.length) return null;
  let at = due;
  while (owed > 0) {
    if (at >= works.length) return null;
    if (works[at]) owed--;
    at++;
  }
  return at === due ? due : chainedHolds(works, at, pauses.filter(([from]) => from > end));
}

const ordered = (a: number, b: number): [number, number] => (a <= b ? [a, b] : [b, a]);

/** At least an hour in an ordinary week, so that amounts of months stay within the horizon. */
const hasRegularWork = (calendar: WorkingCalendar, given: Case): boolean =>
  workingBetween(calendar, given.anchorMs + 60 * DAY * MINUTE, given.anchorMs + 67 * DAY * MINUTE) > 24 * 60 * MINUTE
  && workingBetween(calendar, given.anchorMs - 67 * DAY * MINUTE, given.anchorMs - 60 * DAY * MINUTE) > 24 * 60 * MINUTE;
