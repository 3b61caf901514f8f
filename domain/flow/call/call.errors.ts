/** What can go wrong between a step that calls a flow and the run it called. */
import type { ErrorEntry } from '../../errors.ts';

export const callErrors = {
  FLOW_CALL_NOT_FOUND: { family: 'invalid', status: 404, message: 'There is no published version {version} of flow {flow}.', hint: 'Publish it, then retry; or call another version.' },
  FLOW_CALLS_TOO_DEEP: { family: 'invalid', status: 422, message: 'Flow {flow} would be called at depth {depth}; {limit} are allowed.', hint: 'Look for flows that call each other in a circle, and give it a way out.' },
  FLOW_CALL_ENDED: { family: 'conflict', status: 409, message: 'The called run of flow {flow} was ended before it was over.', hint: 'Retry to call it anew, or skip.' },
  FLOW_CALL_FAILED: { family: 'invalid', status: 422, message: '"{node}" called flow {flow}, which did not come to its end: {fault}.', hint: 'Mend the cause and retry, which calls it anew; or skip.' },
} satisfies Record<string, ErrorEntry>;
