/** What can go wrong between people, a run and its writes. Refusals of the kernel itself are in kernel.errors. */
import type { ErrorEntry } from '../errors.ts';

export const runErrors = {
  RUN_UNKNOWN: { family: 'invalid', status: 404, message: 'There is no run {run}.', hint: 'Check the address.' },
  RUN_LOST: { family: 'broken', status: 500, message: 'The workflow of run {run} ended from outside.', hint: 'Reopen the ticket to start its next run.' },
  RUN_FENCE_STALE: { family: 'conflict', status: 409, message: 'A later write of run {run} is there already.', hint: 'Nothing to do: the later one counts.' },
  RUN_STEP_STOPPED: { family: 'invalid', status: 422, message: 'A step of the flow could not be carried out.', hint: 'Those who look after the flow see why, and can try it again.' },
  FLOW_VERSION_UNKNOWN: { family: 'invalid', status: 404, message: 'There is no version {version} of flow {flow}.', hint: 'Publish it, or start the run with another version.' },
  CALENDAR_UNKNOWN: { family: 'invalid', status: 404, message: 'There is no calendar {calendar}.', hint: 'Add the calendar, or choose another in the step or SLA.' },
  TICKET_TYPE_UNKNOWN: { family: 'invalid', status: 404, message: 'There is no ticket type {type}.', hint: 'Choose one of the ticket types.' },
} satisfies Record<string, ErrorEntry>;
