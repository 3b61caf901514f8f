/** What a ticket's clocks say of its promises, in MongoDB: as filters of lists and as expressions of reports. What the words mean is domain/report's. */
import { levelStates, promises, type LevelState, type PromiseKind } from '#domain/report/levels.schema';
import type { Instant } from '#domain/values';

type Filter = Record<string, unknown>;

/** Tickets by what their promises have come to as of `now`; by how long one took; by a step they went through. */
export interface LevelQuery {
  /** Which promise `levels` and `tookMinutes` are about. Default: the worse of both; the time of the resolution. */
  promise?: PromiseKind;
  levels?: readonly LevelState[];
  /** Whole minutes of working time: from, and before; null: without end. */
  tookMinutes?: { from: number; to: number | null };
  /** `<flow>/<node>` of a ticket that is over. */
  step?: string;
  now: Instant;
}

/** The parts of a list's filter: the same expressions that reports count by, so that a number opens what it counted. */
export function levelFilters({ promise, levels, tookMinutes, step, now }: LevelQuery): Filter[] {
  const state = promise === undefined ? { $max: promises.map((one) => levelExpression(one, now)) } : levelExpression(promise, now);
  return [
    ...(levels === undefined || levels.length === 0 ? [] : [{ $expr: { $in: [state, levels.map((level) => levelStates.indexOf(level))] } }]),
    ...(tookMinutes === undefined ? [] : [{ $expr: tookBetween(promise ?? 'resolution', tookMinutes) }]),
    ...(step === undefined ? [] : [{ 'stepTimes.step': step }]),
  ];
}

/** Null sorts before every number: what is not decided took no time. */
function tookBetween(promise: PromiseKind, { from, to }: NonNullable<LevelQuery['tookMinutes']>): Filter {
  const minutes = minutesExpression(promise);
  return { $and: [{ $gte: [minutes, from] }, ...(to === null ? [] : [{ $lt: [minutes, to] }])] };
}

/** How bad the worst clock of a kind is: the index in `levelStates`; null where there is none that counts. An expression over `clockFacts`. */
export function levelExpression(promise: PromiseKind, now: Instant): Filter {
  const clock = { breachedAt: '$$clock.breachedAt', stoppedAt: '$$clock.stoppedAt', dueAt: '$$clock.dueAt', startedAt: '$$clock.startedAt', warnedAt: '$$clock.warnedAt', warnAt: '$$clock.warnAt' } as const;
  // Null sorts before every text.
  const isThere = (field: keyof typeof clock): Filter => ({ $gt: [clock[field], null] });
  const isReached = (field: 'dueAt' | 'warnAt'): Filter => ({ $and: [isThere(field), { $lte: [clock[field], now] }] });
  const state = (level: LevelState): number => levelStates.indexOf(level);
  return { $max: { $map: {
    input: { $filter: { input: '$clockFacts', as: 'clock', cond: { $eq: ['$$clock.kind', promise] } } }, as: 'clock',
    in: { $switch: { branches: [
      { case: isThere('breachedAt'), then: state('breached') },
      { case: { $eq: ['$$clock.state', 'cancelled'] }, then: null },
      { case: isThere('stoppedAt'), then: state('met') },
      { case: { $not: [isThere('startedAt')] }, then: null },
      { case: isReached('dueAt'), then: state('breached') },
      { case: { $or: [isThere('warnedAt'), isReached('warnAt')] }, then: state('atRisk') },
    ], default: state('open') } },
  } } };
}

/** Whole minutes of working time the longest decided clock of a kind took; null where none is decided. An expression over `clocks`. */
export const minutesExpression = (promise: PromiseKind): Filter => ({ $max: { $map: {
  input: { $filter: { input: '$clocks', as: 'clock', cond: { $and: [{ $eq: ['$$clock.kind', promise] }, { $gt: ['$$clock.stoppedAt', null] }, { $ne: ['$$clock.state', 'cancelled'] }] } } },
  as: 'clock', in: { $floor: { $divide: ['$$clock.elapsedSeconds', 60] } },
} } });
