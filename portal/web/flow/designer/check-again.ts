/** Whether a check that failed is asked again. Pure. */
import type { ApiFault } from '../../shell/api/client.ts';
import { isAnswer } from '../../shell/api/said.ts';

/** Another window of the same person took the turn: it is this one's again soon. */
const nextTurnMs = 2_000;
/** Nobody answered, or not let in. */
const againMs = 4_000;

/** Milliseconds; null when it was answered, by a refusal that asking again would only repeat. */
export function askAgainAfterMs(fault: ApiFault): number | null {
  if (fault.shape.code === 'FLOW_CHECK_REPLACED') return nextTurnMs;
  return isAnswer(fault) ? null : againMs;
}
