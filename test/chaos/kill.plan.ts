/** Which blows fall in which order. Pure: the same seed and size give the same plan. Striking is the killer's. */
import type { CrashPoint } from '#activities/core/crash-points';
import type { ComponentName } from '#embedded/stack';
import type { Chance } from './chance.ts';

export type Victim = Extract<ComponentName, 'worker' | 'portal' | 'temporal' | 'mongodb'>;
export const victims: readonly Victim[] = ['worker', 'portal', 'temporal', 'mongodb'];
/** Which process stands at which point. */
export const standsAt: Record<CrashPoint, Victim> = {
  'run-written': 'worker', 'parked-written': 'worker', 'group-written': 'worker', 'effect-performed': 'worker', 'ticket-opened': 'worker', 'alarm-journalled': 'portal', 'alarm-answered': 'portal',
};

export type Blow = (
  | { at: 'point'; point: CrashPoint }
  /** At whatever it is doing. */
  | { at: 'random'; victims: readonly Victim[] }
) & {
  /** Milliseconds of peace before it. */
  afterMs: number;
  /** Whether the one before must have come back first. */
  isAwaited: boolean;
};

type Strike = { at: 'point'; point: CrashPoint } | { at: 'random'; victims: readonly Victim[] };
const point = (name: CrashPoint): Strike => ({ at: 'point', point: name });
const random = (...struck: readonly Victim[]): Strike => ({ at: 'random', victims: struck });

/** Points that only some moments of a ticket's life reach: waited at while other blows fall. */
const rare: readonly Strike[] = [point('effect-performed'), point('ticket-opened'), point('parked-written')];
export const isRare = (name: CrashPoint): boolean => rare.some((strike) => strike.at === 'point' && strike.point === name);
/** One of each; the plan is made of as many rounds of it as it takes. */
const round: readonly Strike[] = [
  point('run-written'), point('alarm-journalled'), point('alarm-answered'), random('worker'), random('portal'), random('temporal'), random('mongodb'), random(...victims), point('group-written'),
];

/** `kills` blows, one on all four at once counting as one. From 54 on every point and every victim is struck at least five times. */
export function killPlan(kills: number, dice: Chance): Blow[] {
  const chosen: Strike[] = [];
  const early: Strike[] = [];
  for (let lap = 0; chosen.length + early.length < kills; lap += 1) {
    for (const strike of round) if (chosen.length + early.length < kills) chosen.push(strike);
    if (chosen.length + early.length < kills) early.push(rare[lap % rare.length]!);
  }
  const order = dice.shuffled(chosen);
  for (const strike of early) order.splice(dice.between(0, Math.floor(order.length * 0.6)), 0, strike);
  return order.map((strike) => ({ ...strike, afterMs: dice.between(100, 2_500), isAwaited: dice.isLikely(0.75) }));
}

/** The short form: every kind of blow once, but for the rare points. */
export function shortPlan(dice: Chance): Blow[] {
  const order: readonly Strike[] = [point('alarm-journalled'), point('run-written'), random('temporal'), point('alarm-answered'), random('mongodb'), point('group-written'), random('portal'), random(...victims)];
  return order.map((strike) => ({ ...strike, afterMs: dice.between(100, 800), isAwaited: true }));
}
