/**
 * The everyday tickets of the demonstration company: what is asked and what breaks, week after week, at the hours people and machines have. Made from a few
 * subjects by a row of numbers that is the same every time; the stories told one by one are in stories.ts.
 */
import { epochMs, instantOf, type Instant } from '#domain/values';
import type { Priority } from '#domain/ticket/ticket.schema';
import { routineSubjects, type RoutineSubject } from './routine.subjects.ts';
import type { Story, StoryStep } from './story.ts';

/** A story with the instant it began; `id` is the same for the same number of the same series. */
export interface RoutineStory { id: string; story: Story; openedAt: Instant }
export interface RoutineOf {
  /** Only its day (UTC) counts: the series ends two days before, for the last days belong to the stories, and all of it is over by that day's midnight. */
  now: Instant;
  count: number;
  /** Days it is spread over, back from there. */
  days: number;
  /** Tells series apart: ids begin with it. */
  series: string;
}

const [day, minute] = [86_400_000, 60_000];
const agents: Readonly<Record<string, readonly string[]>> = { 'network': ['ana.silva', 'lin.chen'], 'service-desk': ['jonas.wolf', 'sara.lind'], 'applications': ['omar.haddad', 'emeka.obi', 'layla.nasser'] };
const requesters = ['rosa.keller', 'clara.roth', 'henrik.vogt', 'paul.becker'];
/** How long a team takes compared with the others. Applications is short of people, and more so on Mondays. */
const pace: Readonly<Record<string, number>> = { 'network': 1, 'service-desk': 0.8, 'applications': 1.3 };
/** Minutes of work until somebody takes it up, and until it is solved: usually, and where it drags on. */
const takes: Record<Priority, { claim: [number, number]; work: [number, number] }> = { P1: { claim: [4, 18], work: [40, 250] }, P2: { claim: [8, 34], work: [60, 520] }, P3: { claim: [25, 130], work: [90, 1_500] }, P4: { claim: [50, 260], work: [120, 2_600] } };

/** Numbers from 0 to 1 that look like chance and are the same for the same seed (mulberry32). */
function numbersOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6D2B79F5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const pick = <T>(items: readonly T[], at: number): T => items[Math.floor(at * items.length)]!;
/** Mostly near the lower end, now and then far out. */
const between = ([low, high]: readonly [number, number], at: number): number => Math.round(low + (high - low) * at * at);

/** The series, the earliest first. A ticket's number alone decides what it is about, so a longer series begins with the shorter one's tickets. */
export function routineStories({ now, count, days, series }: RoutineOf): RoutineStory[] {
  const midnight = Math.floor(epochMs(now) / day) * day;
  return Array.from({ length: count }, (_, at) => routineStory(at, { end: midnight - 2 * day, days, series, until: midnight - 60 * minute })).sort((a, b) => (a.openedAt < b.openedAt ? -1 : a.openedAt > b.openedAt ? 1 : a.id < b.id ? -1 : 1));
}

function routineStory(index: number, { end, days, series, until }: { end: number; days: number; series: string; until: number }): RoutineStory {
  const next = numbersOf(index * 7_919 + 17);
  const subject = pick(routineSubjects, next());
  const openedMs = openingOf(subject, end - Math.ceil(next() * days) * day, next);
  const variant = pick(subject.variants, next());
  const priority = pick(subject.priorities, next());
  const requester = subject.alarm === null ? pick(requesters, next()) : null;
  const repairWorks = next() < 0.8;
  const steps = stepsOf({ subject, priority, requester, openedMs, until, repairWorks }, next);
  const openedAt = instantOf(openedMs);
  return {
    id: `${series}${String(index).padStart(6, '0')}`, openedAt,
    story: {
      title: subject.title.replace('{}', variant), description: subject.description.replace('{}', variant), priority, team: subject.team, requester, object: subject.object,
      alarm: subject.alarm === null ? null : { ...subject.alarm, annotations: { summary: subject.description.replace('{}', variant) } }, day: 0, minute: 0, repairWorks, steps,
    },
  };
}

/** People ask while they work; machines break at any hour, and on Saturdays. Hours are UTC: the company is an hour or two ahead. */
function openingOf({ alarm }: RoutineSubject, midnight: number, next: () => number): number {
  if (alarm !== null) return midnight + Math.floor(next() * 1_440) * minute;
  const weekday = new Date(midnight).getUTCDay();
  const back = weekday === 0 ? 2 : weekday === 6 ? 1 : 0;
  // Monday mornings are full.
  const hour = weekday === 1 ? next() * next() : next();
  return midnight - back * day + Math.floor(390 + hour * 560) * minute;
}

/** Somebody is there: Monday to Friday from half past six to a quarter past three, a little later after a night. */
function atWork(ms: number, next: () => number): number {
  let at = ms;
  for (;;) {
    const date = new Date(at);
    const minutes = date.getUTCHours() * 60 + date.getUTCMinutes();
    const midnight = at - (at % day);
    if (date.getUTCDay() === 0 || date.getUTCDay() === 6 || minutes > 915) at = midnight + day;
    else if (minutes < 390) return midnight + (390 + Math.floor(next() * 45)) * minute;
    else return at;
  }
}

/** So many minutes of work later. */
function worked(fromMs: number, minutes: number, next: () => number): number {
  let at = atWork(fromMs, next);
  for (let left = minutes; ;) {
    const closing = at - (at % day) + 915 * minute;
    const here = (closing - at) / minute;
    if (left <= here) return at + left * minute;
    left -= here;
    at = atWork(closing + minute, next);
  }
}

interface Asked { subject: RoutineSubject; priority: Priority; requester: string | null; openedMs: number; until: number; repairWorks: boolean }

function stepsOf({ subject, priority, requester, openedMs, until, repairWorks }: Asked, next: () => number): StoryStep[] {
  const by = pick(agents[subject.team]!, next());
  const isMonday = new Date(openedMs).getUTCDay() === 1;
  const slow = pace[subject.team]! * (isMonday && subject.team === 'applications' ? 1.4 : 1) * (next() < 0.06 ? 2.5 : 1);
  // P1 is answered at any hour, at night a little later.
  const later = (fromMs: number, minutes: number): number => (priority === 'P1' ? fromMs + minutes * minute : worked(fromMs, minutes, next));
  const hasEnough = (ms: number): boolean => ms < until;
  const after = (ms: number): number => Math.max(1, Math.round((ms - openedMs) / minute));
  const claimed = later(openedMs, between(takes[priority].claim, next()) * slow);
  const steps: StoryStep[] = [];
  const claim = { do: 'claim', by, at: 'diagnose' } as const;
  if (!hasEnough(claimed)) return [{ after: 2, ...claim }, { after: 12, do: 'resolve', by, cause: subject.cause }];
  steps.push({ after: after(claimed), ...claim });
  let at = claimed;
  if (subject.alarm === null && next() < 0.05) return [...steps, { after: after(claimed) + 30, do: 'cancel', by, reason: 'No longer needed.' }];
  if (subject.question !== null && requester !== null && next() < 0.3) {
    const asked = later(at, 10 + next() * 25);
    const answered = worked(asked, between([20, 900], next()), next);
    if (hasEnough(answered + day)) {
      steps.push({ after: after(asked), do: 'ask', by, question: subject.question.asks }, { after: Math.max(after(asked) + 1, after(answered)), do: 'answer', by: requester, answer: subject.question.answers });
      at = answered;
    }
  }
  if (subject.interfaceIndex !== null && next() < 0.6) {
    const planned = later(at, 6 + next() * 20);
    const approved = later(planned, between([3, 90], next()));
    if (hasEnough(approved + day)) {
      steps.push({ after: after(planned), do: 'repair', by, plan: 'Restart the port from the management plane', interfaceIndex: subject.interfaceIndex }, { after: after(approved) + 1, do: 'approve', by: 'mia.larsen', comment: '' });
      // What the restart did not mend is mended by hand.
      return repairWorks ? steps : [...steps, { after: after(later(approved, 30 + next() * 60)) + 5, do: 'resolve', by, cause: subject.cause }];
    }
  }
  const solved = later(at, between(takes[priority].work, next()) * slow);
  return [...steps, { after: Math.max(steps.at(-1)!.after + 3, after(hasEnough(solved) ? solved : at + 20 * minute)), do: 'resolve', by, cause: subject.cause }];
}
