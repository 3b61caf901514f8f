/** The bounds of a step. Counts and bytes, never wall time: a replayed run must stop at the same place. */
import type { KernelLimits } from './kernel.types.ts';

export const kernelLimits: Readonly<KernelLimits> = Object.freeze({
  nodeSteps: 5_000, inputBytes: 64 * 1024, stateBytes: 256 * 1024, recent: 256, closedTasks: 64, tokens: 5_000, compensationsPerHandler: 1_000,
});

/** Refused answers kept of the ring at most, so that a flood of refusals cannot push accepted ones out. */
export const recentRefusals = 64;
/** UTF-8 bytes all refused answers of the ring may have with their faults: a quarter of a state. Beyond it the oldest are kept without them. */
export const refusalBytes = 64 * 1024;
/** Largest input kept inside an incident, bytes. A larger one is named there, not kept. */
export const setAsideBytes = 16 * 1024;
/** Incidents of inputs that were set aside may have, bytes; past it a message is refused, and what cannot be refused is named, not kept. */
export const setAsideRoom = 128 * 1024;
/** Most faults listed in one refusal. */
export const detailsKept = 20;
