/** The doors between a run that calls a flow and the run it called. */
import type { MessageParams } from '../../message.ts';
import type { DefinitionRef } from '../flow.schema.ts';
import type { Vars } from '../kernel/kernel.types.ts';

export type CalledVersion = number | 'latest';

/** Why a run was started: `effect` of run `run` waits for it, and for these of its variables (null: all). `hears`: also what it escalates; absent in calls from before that could be. */
export interface Caller { run: string; effect: string; wanted: string[] | null; hears?: true }

/** What came of a called run. */
export type CallOutcome = { is: 'done'; result: Vars } | { is: 'failed'; code: string; message: string; params?: MessageParams };

export interface CallActivities {
  /** The published version that is meant. Throws FLOW_CALL_NOT_FOUND. */
  findCalled(call: { flow: string; version: CalledVersion }): Promise<DefinitionRef>;
  /** By what is written and confirmed; null while the run may still say it itself. */
  calledOutcome(call: { run: string; flow: string; wanted: string[] | null }): Promise<CallOutcome | null>;
}

/** `run/<ticketId>/<n>/c/<effect>`; a run called from there goes on with `/c/<effect>`. */
export const calledRunId = (caller: string, effect: string): string => `${caller}/c/${effect}`;
/** Effects of the calls that lead to a run from the run of the ticket, and the way back. */
export const effectsOf = (runId: string): string[] => runId.split('/c/').slice(1);
export const calledBy = (runId: string, effects: readonly string[]): string => effects.reduce(calledRunId, runId);
/** How many calls lead to a run. */
export const depthOfRun = (runId: string): number => effectsOf(runId).length;
