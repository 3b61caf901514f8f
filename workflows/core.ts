/**
 * What workflows need of the domain, behind one door: built into one module that every workflow of a worker shares, instead of being evaluated again for
 * each of thousands of runs. Workflow files take values of the domain from here only (types from wherever they are). Exported are functions and plain
 * values: what is exported is frozen, and a schema could not parse any more. Nothing here may keep state between calls, but for what is derived from its
 * arguments alone.
 */
import { errorShape } from '#domain/errors';
import { groupStateSchema, groupTimingSchema, type GroupState, type GroupTiming } from '#domain/alarm/convergence.types';
import { createKernel } from '#domain/flow/kernel/kernel';
import { parseRunState } from '#domain/flow/kernel/kernel.state';
import { nodeKinds } from '#domain/flow/nodes/index';
import * as book from '#domain/flow/projection/run.book';
import type { RunBook, RunEnding } from '#domain/flow/run.ports';
import type { WorkOutcome } from '#domain/flow/work/work';

export { newGroup, step as stepGroup } from '#domain/alarm/convergence';
export { firingCount, nextWakeAt } from '#domain/alarm/convergence.timing';
export { calledRunId, depthOfRun } from '#domain/flow/call/call.ports';
export { callFailure, callIn, handedDown, isCall, mostCallDepth } from '#domain/flow/call/call.request';
export { rootVariables } from '#domain/flow/projection/ticket.patch';
export { flowQueue, ioQueue, queueOf } from '#domain/flow/executor.queues';
export { applyInput, callOutcomeOf, bookDeadlines, bookDerived, bookStored, isBehind, markWritten, openBook, startRun, takeBackRun, takeWrite, ticketOf } from '#domain/flow/projection/run.book';
export { derivableClocks, underivedClocks } from '#domain/flow/projection/run.clocks';
export { withoutChains } from '#domain/flow/projection/run.escalation';
export { nearestDeadline } from '#domain/sla/clock.deadline';
export { isWork, workIdOf } from '#domain/flow/work/work';
export { documentWorkflowId } from '#domain/document/document.ports';
export { epochMs, instantOf } from '#domain/values';

export const kernel = createKernel(nodeKinds);
/** Throws RangeError when it is none. */
export const parseRunBook = (carried: unknown): RunBook => book.parseRunBook(carried, parseRunState);
/** The state in it is read back, and so an edge. Throws RUN_STATE_INVALID. */
export const parseEnding = (ending: RunEnding): RunEnding => ({ ...ending, state: parseRunState(ending.state) });
/** Work that ended without a word. */
export const workLost = (): WorkOutcome => ({ is: 'failed', code: 'WORK_ENDED', message: errorShape('WORK_ENDED').message, params: {}, at: null });
export const parseGroupState = (carried: unknown): GroupState => groupStateSchema.parse(carried);
export const parseGroupTiming = (carried: unknown): GroupTiming => groupTimingSchema.parse(carried);
