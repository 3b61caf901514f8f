/**
 * Puts the figures of the service levels together from counted cells. A ticket belongs to the week it was opened in; a promise is met, open (in time),
 * at risk (warned) or breached; a ticket is as good as the worse of its two promises. Counting in the database is the store's.
 */
import { priorities, type Priority } from '../ticket/ticket.schema.ts';
import type { Instant, Text } from '../values.ts';
import type { ReportPeriod, ReportWeek } from './report.period.ts';
import { levelStates, type Distribution, type FlowTime, type LevelCounts, type LevelFigures, type LevelShare, type LevelState, type PromiseKind } from './levels.schema.ts';

/** Tickets that are alike in everything the report tells apart. `week` is the Monday; a state is null where the ticket has no such promise. */
export interface LevelCell { week: string; isInPeriod: boolean; team: string | null; type: string; priority: Priority; response: LevelState | null; resolution: LevelState | null; tickets: number }
/** How many tickets took so many whole minutes of working time. */
export interface MinuteCount { promise: PromiseKind; minutes: number; tickets: number }
export interface CountedLevels {
  cells: readonly LevelCell[];
  minutes: readonly MinuteCount[];
  steps: { tickets: number; times: readonly { flow: string; node: string; seconds: number; tickets: number }[] };
}
export interface LevelNames {
  team(id: string): Text | null;
  type(key: string): Text | null;
  flow(key: string): Text | null;
  node(flow: string, node: string): Text | null;
}

/** Lower edges in minutes of working time; the last bucket has no end. */
export const bucketEdges: Record<PromiseKind, readonly number[]> = {
  response: [0, 5, 15, 30, 60, 120, 240, 480],
  resolution: [0, 30, 60, 120, 240, 480, 960, 1_920, 3_840],
};

/** The worse of two; null is no promise. */
export function worseLevel(one: LevelState | null, other: LevelState | null): LevelState | null {
  if (one === null || other === null) return one ?? other;
  return levelStates.indexOf(one) >= levelStates.indexOf(other) ? one : other;
}

export interface LevelFacts { asOf: Instant; period: ReportPeriod; promise: PromiseKind | null; counted: CountedLevels; names: LevelNames }

export function levelFigures({ asOf, period, promise, counted, names }: LevelFacts): LevelFigures {
  const inside = counted.cells.filter((cell) => cell.isInPeriod);
  const countsBy = (keyOf: (cell: LevelCell) => string | null): Map<string | null, LevelCounts> => {
    const found = new Map<string | null, LevelCounts>();
    for (const cell of inside) {
      const state = promise === null ? worseLevel(cell.response, cell.resolution) : cell[promise];
      if (state === null) continue;
      const counts = found.get(keyOf(cell)) ?? noCounts();
      counts[state] += cell.tickets;
      found.set(keyOf(cell), counts);
    }
    return found;
  };
  const named = (found: ReadonlyMap<string | null, LevelCounts>, nameOf: (key: string) => Text | null) =>
    [...found].map(([key, counts]) => ({ key, name: key === null ? null : nameOf(key), counts })).sort((a, b) => sumOf(b.counts) - sumOf(a.counts) || (a.key ?? '').localeCompare(b.key ?? ''));
  const [byWeek, byPriority] = [countsBy(({ week }) => week), countsBy(({ priority }) => priority)];
  const { from, to, zone, fromAt, toAt } = period;
  return {
    asOf, period: { from, to, zone, fromAt, toAt }, promise,
    totals: totalsOf(inside),
    line: period.line.map((week) => ({ ...week, ...totalsOf(counted.cells.filter((cell) => cell.week === week.week)) })),
    byWeek: period.weeks.map((week: ReportWeek) => ({ ...week, counts: byWeek.get(week.week) ?? noCounts() })),
    byTeam: named(countsBy(({ team }) => team), names.team), byType: named(countsBy(({ type }) => type), names.type),
    byPriority: priorities.map((key) => ({ key, counts: byPriority.get(key) ?? noCounts() })),
    response: distributionOf('response', counted.minutes), resolution: distributionOf('resolution', counted.minutes),
    steps: { tickets: counted.steps.tickets, flows: flowTimes(counted.steps.times, names) },
  };
}

const noCounts = (): LevelCounts => ({ met: 0, open: 0, atRisk: 0, breached: 0 });
export const sumOf = (counts: LevelCounts): number => levelStates.reduce((sum, state) => sum + counts[state], 0);

function totalsOf(cells: readonly LevelCell[]): LevelFigures['totals'] {
  const tickets = (is: (cell: LevelCell) => boolean): number => cells.reduce((sum, cell) => sum + (is(cell) ? cell.tickets : 0), 0);
  const share = (promise: PromiseKind): LevelShare => ({ met: tickets((cell) => cell[promise] === 'met'), judged: tickets((cell) => cell[promise] === 'met' || cell[promise] === 'breached') });
  const worst = (cell: LevelCell): LevelState | null => worseLevel(cell.response, cell.resolution);
  return { tickets: tickets((cell) => worst(cell) !== null), response: share('response'), resolution: share('resolution'), breached: tickets((cell) => worst(cell) === 'breached') };
}

function distributionOf(promise: PromiseKind, counted: readonly MinuteCount[]): Distribution {
  const own = counted.filter((one) => one.promise === promise).sort((a, b) => a.minutes - b.minutes);
  const tickets = own.reduce((sum, one) => sum + one.tickets, 0);
  const edges = bucketEdges[promise];
  return {
    tickets, medianMinutes: rankedMinutes(own, tickets, 0.5), p90Minutes: rankedMinutes(own, tickets, 0.9),
    buckets: edges.map((fromMinutes, at) => {
      const toMinutes = edges[at + 1] ?? null;
      return { fromMinutes, toMinutes, tickets: own.reduce((sum, one) => sum + (one.minutes >= fromMinutes && (toMinutes === null || one.minutes < toMinutes) ? one.tickets : 0), 0) };
    }),
  };
}

/** Nearest rank: the least time within which at least this share of the tickets lies. */
function rankedMinutes(own: readonly MinuteCount[], tickets: number, share: number): number | null {
  const rank = Math.max(1, Math.ceil(tickets * share));
  let seen = 0;
  for (const { minutes, tickets: here } of own) {
    seen += here;
    if (seen >= rank) return minutes;
  }
  return null;
}

function flowTimes(times: CountedLevels['steps']['times'], names: LevelNames): FlowTime[] {
  const flows = [...new Set(times.map(({ flow }) => flow))];
  return flows.map((flow): FlowTime => {
    const steps = times.filter((one) => one.flow === flow && one.seconds > 0).map(({ node, seconds, tickets }) => ({ node, name: names.node(flow, node), seconds, tickets })).sort((a, b) => b.seconds - a.seconds || a.node.localeCompare(b.node));
    return { flow, name: names.flow(flow), seconds: steps.reduce((sum, step) => sum + step.seconds, 0), steps };
  }).filter(({ steps }) => steps.length > 0).sort((a, b) => b.seconds - a.seconds || a.flow.localeCompare(b.flow));
}

