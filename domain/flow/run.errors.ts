/** What can go wrong between people, a run and its writes. Refusals of the kernel itself are in kernel.errors. */
import type { ErrorEntry } from '../errors.ts';

export const runErrors = {
  RUN_UNKNOWN: { family: 'invalid', status: 404, message: 'There is no run {run}.', hint: 'Check the address.' },
  RUN_LOST: { family: 'broken', status: 500, message: 'The workflow of run {run} ended from outside.', hint: 'Reopen the ticket to start its next run.' },
  RUN_FENCE_STALE: { family: 'conflict', status: 409, message: 'A later write of run {run} is there already.', hint: 'Nothing to do: the later one counts.' },
  RUN_STEP_STOPPED: { family: 'invalid', status: 422, message: 'A step of the flow could not be carried out.', hint: 'Those who look after the flow see why, and can try it again.' },
  RUN_SUSPENDED: { family: 'conflict', status: 409, message: 'The run is suspended.', hint: 'Resume it first, or ask whoever looks after the flow.' },
  RUN_NOT_SUSPENDED: { family: 'conflict', status: 409, message: 'The run is not suspended.', hint: 'Reload the page.' },
  RUN_HELD_TOO_MANY: { family: 'invalid', status: 422, message: 'More messages than {limit} came while the run was suspended.', hint: 'Resume the run; what came beyond them has to be sent again.' },
  RUN_SEQ_UNKNOWN: { family: 'invalid', status: 404, message: 'The log of this run has no line {seq}.', hint: 'Choose one from 0 to {last}.' },
  RUN_LOG_TOO_LONG: { family: 'invalid', status: 422, message: 'The log is followed up to line {limit} at most.', hint: 'Choose an earlier line, or read the run as it stands.' },
  RUN_VARIABLE_NOT_EDITABLE: { family: 'invalid', status: 422, message: 'The variable {name} cannot be edited.', hint: 'It is kept by the ticket, the directory or the registry; change it there.' },
  RUN_VARIABLE_TYPE: { family: 'invalid', status: 422, message: 'This value does not fit the variable {name} of the flow.', hint: 'Give a value of the type the flow declares, or null.' },
  FLOW_VERSION_UNKNOWN: { family: 'invalid', status: 404, message: 'There is no version {version} of flow {flow}.', hint: 'Publish it, or start the run with another version.' },
  CALENDAR_UNKNOWN: { family: 'invalid', status: 404, message: 'There is no calendar {calendar}.', hint: 'Add the calendar, or choose another in the step or SLA.' },
  TICKET_TYPE_UNKNOWN: { family: 'invalid', status: 404, message: 'There is no ticket type {type}.', hint: 'Choose one of the ticket types.' },
} satisfies Record<string, ErrorEntry>;
