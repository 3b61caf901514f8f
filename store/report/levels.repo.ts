/** Counts tickets for the service levels, in the database: cells of tickets that are alike, minutes they took, time by step. Which tickets a reader may count is a filter handed in. */
import type { Connection } from 'mongoose';
import type { RightsFilter } from '#domain/identity/rights';
import type { CountedLevels, LevelCell, MinuteCount } from '#domain/report/levels';
import { levelStates, promises, type LevelState, type PromiseKind } from '#domain/report/levels.schema';
import type { ReportPeriod } from '#domain/report/report.period';
import type { Priority } from '#domain/ticket/ticket.schema';
import type { Instant } from '#domain/values';
import { levelExpression, minutesExpression } from '../ticket/ticket.levels.ts';
import { ticketModels } from '../ticket/ticket.model.ts';

export interface LevelFilter {
  /** From filterFor; `{}` is everything. */
  rights: RightsFilter;
  period: ReportPeriod;
  /** Empty: all. A team of null is "no team". */
  teams: readonly (string | null)[]; types: readonly string[]; priorities: readonly string[];
  now: Instant;
}
export interface ServiceLevelsRepo {
  count(filter: LevelFilter): Promise<CountedLevels>;
}

interface Counted {
  _id: { week: string; isInPeriod: boolean; team: string | null; type: string; priority: Priority; response: number | null; resolution: number | null };
  tickets: number;
}
/** A query that takes longer than this is given up: a report is no reason to keep tickets waiting. */
const longestMs = 20_000;

export function createServiceLevelsRepo(connection: Connection): ServiceLevelsRepo {
  const { tickets } = ticketModels(connection);
  const read = <T extends object>(stages: Record<string, unknown>[]): Promise<T[]> => tickets.collection.aggregate<T>(stages, { maxTimeMS: longestMs }).toArray();
  return {
    async count(filter) {
      const { period, now } = filter;
      const [cells, minutes, steps] = await Promise.all([
        read<Counted>([
          { $match: matchOf(filter, beginOf(period)) },
          { $group: {
            _id: {
              week: weekExpression(period), isInPeriod: { $gte: ['$openedAt', period.fromAt] }, team: '$team', type: '$type', priority: '$priority', response: levelExpression('response', now), resolution: levelExpression('resolution', now),
            },
            tickets: { $sum: 1 },
          } },
        ]),
        read<{ _id: Record<PromiseKind, number | null>; tickets: number }>([
          { $match: matchOf(filter, period.fromAt) },
          { $group: { _id: { response: minutesExpression('response'), resolution: minutesExpression('resolution') }, tickets: { $sum: 1 } } },
        ]),
        read<{ tickets: { tickets: number }[]; times: { _id: string; ms: number; tickets: number }[] }>([
          { $match: { $and: [matchOf(filter, period.fromAt), { 'stepTimes.0': { $exists: true } }] } },
          { $facet: {
            tickets: [{ $count: 'tickets' }],
            times: [{ $project: { stepTimes: 1 } }, { $unwind: '$stepTimes' }, { $group: { _id: '$stepTimes.step', ms: { $sum: '$stepTimes.workingMs' }, tickets: { $sum: 1 } } }],
          } },
        ]),
      ]);
      return {
        cells: cells.map(cellOf),
        minutes: minutes.flatMap(({ _id, tickets: count }) => promises.flatMap((promise): MinuteCount[] => { const value = _id[promise]; return value === null ? [] : [{ promise, minutes: value, tickets: count }]; })),
        steps: { tickets: steps[0]?.tickets[0]?.tickets ?? 0, times: (steps[0]?.times ?? []).map(({ _id, ms, tickets: count }) => ({ ...stepOf(_id), seconds: Math.round(ms / 1000), tickets: count })) },
      };
    },
  };
}

function matchOf({ rights, period, teams, types, priorities }: LevelFilter, fromAt: Instant): Record<string, unknown> {
  const oneOf = (field: string, values: readonly (string | null)[]): Record<string, unknown>[] => (values.length === 0 ? [] : [{ [field]: { $in: [...values] } }]);
  return { $and: [{ openedAt: { $gte: fromAt, $lt: period.toAt } }, rights, ...oneOf('team', teams), ...oneOf('type', types), ...oneOf('priority', priorities)] };
}

const beginOf = ({ line, fromAt }: ReportPeriod): Instant => (line[0]!.fromAt < fromAt ? line[0]!.fromAt : fromAt);

/** The week a ticket was opened in, by halving: truncating dates in a zone costs five times what everything else does together. */
function weekExpression({ weeks, line }: ReportPeriod): unknown {
  // A week of the line is whole where the period's is cut.
  const starts = [...new Map([...weeks, ...line].map((week) => [week.week, week]))].map(([, week]) => week).sort((a, b) => (a.week < b.week ? -1 : 1));
  const between = (low: number, high: number): unknown => {
    if (low === high) return { $literal: starts[low]!.week };
    const middle = Math.ceil((low + high) / 2);
    return { $cond: [{ $lt: ['$openedAt', starts[middle]!.fromAt] }, between(low, middle - 1), between(middle, high)] };
  };
  return between(0, starts.length - 1);
}

const levelOf = (index: number | null): LevelState | null => (index === null ? null : levelStates[index] ?? null);
const cellOf = ({ _id, tickets }: Counted): LevelCell => ({ ..._id, response: levelOf(_id.response), resolution: levelOf(_id.resolution), tickets });
/** `<flow>/<node>`; neither has a stroke in it. */
function stepOf(step: string): { flow: string; node: string } {
  const at = step.indexOf('/');
  return { flow: step.slice(0, at), node: step.slice(at + 1) };
}
