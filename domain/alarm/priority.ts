/** Decides the priority of an alarm's ticket: how grave it is and whom it strikes. */
import type { Priority } from '../ticket/ticket.schema.ts';
import { severities, type Severity } from './alarm.schema.ts';

/** 0 = critical ... 4 = info. */
export const severityRank = (severity: Severity): number => severities.indexOf(severity);

/** The gravest of those that are known; `otherwise` when none is. */
export const gravest = (of: readonly (Severity | undefined)[], otherwise: Severity): Severity => severities.find((severity) => of.includes(severity)) ?? otherwise;

/** Impact of what no object of the registry stands for. */
export const unknownImpact = 3;

/** Steps down from the top (severity) plus steps down from "the whole company" (impact, 1-4): 0-1 P1, 2 P2, 3-4 P3, more P4. */
export function priorityOf(severity: Severity, impact: number): Priority {
  const steps = severityRank(severity) + (Math.min(4, Math.max(1, impact)) - 1);
  if (steps <= 1) return 'P1';
  if (steps === 2) return 'P2';
  return steps <= 4 ? 'P3' : 'P4';
}
