/**
 * Escalation of a clock: levels at which its ticket goes to the next person. The chain is copied into the clock when its run starts; later edits do not
 * touch it. When a level stands is derived in due.ts, what it does to the ticket is the run's. Safe in the workflow isolate.
 */
import type { Instant } from '../values.ts';
import type { ClockFacts } from './clock.ts';

/** departmentHead: the manager of the team lead. person: somebody by id. */
export const escalationTargets = ['assignee', 'teamLead', 'teamManager', 'departmentHead', 'person'] as const;
export type EscalationTarget = (typeof escalationTargets)[number];
export const escalationActions = ['notify', 'reassign', 'raisePriority'] as const;
export type EscalationAction = (typeof escalationActions)[number];
/** Levels of a chain at most. */
export const mostLevels = 5;

/** Why a level reached nobody: nobody is there, they left, or they have it already. */
export const escalationReasons = [...escalationTargets, 'left', 'same'] as const;
export type EscalationReason = (typeof escalationReasons)[number];

/** A level as a run keeps it. `at`: offset to due ("-PT1H", "PT2H") or share of the target ("75%"). `person` null: the assignee of the moment, or nobody and why. */
export interface EscalationLevel { at: string; to: EscalationTarget; person: string | null; missing: EscalationReason | null; actions: readonly EscalationAction[] }
/** `at` is derived and null while unknown or held; `reachedAt` stays. */
export interface LevelMark { at: Instant | null; reachedAt: Instant | null }

type Levelled = Pick<ClockFacts, 'chain' | 'levels'>;

/** Marks of a chain, those of levels that were reached kept. */
export const marksOf = ({ chain = [], levels = [] }: Levelled, instants: readonly (Instant | null)[] = []): LevelMark[] =>
  chain.map((_, level) => ({ at: instants[level] ?? null, reachedAt: levels[level]?.reachedAt ?? null }));

/** The facts with their levels to be derived again; nothing for a clock without a chain. `isAnew`: none of them was reached. */
export const withUnderivedLevels = <F extends Levelled>(facts: F, isAnew = false): F =>
  (facts.chain === undefined ? facts : { ...facts, levels: marksOf(isAnew ? { chain: facts.chain } : facts) });

/** Levels that are not reached and whose instants are known, in order of time. */
export const waitingLevels = ({ levels = [] }: Levelled): { level: number; at: Instant }[] =>
  levels.flatMap(({ at, reachedAt }, level) => (at === null || reachedAt !== null ? [] : [{ level, at }])).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.level - b.level));
