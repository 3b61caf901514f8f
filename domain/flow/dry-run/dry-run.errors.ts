/** What a dry run finds: where it had to guess, and what kept it from its end. */
import type { ErrorEntry } from '../../errors.ts';

export const dryRunErrors = {
  FLOW_CONDITION_GUESSED: { family: 'invalid', status: 422, message: '"{node}" could not decide ({reason}); the way "{way}" was taken.', hint: 'Give the variables and outputs its conditions ask for.' },
  FLOW_CALENDAR_ASSUMED: { family: 'invalid', status: 422, message: 'The calendar {calendar} is not known here; all hours counted as working time.', hint: 'Nothing to do where the instants do not matter.' },
  FLOW_RUN_STEPS_EXCEEDED: { family: 'invalid', status: 422, message: 'The run was stopped after {limit} steps.', hint: 'Look for a circle that nothing leaves, or allow more with --max-steps.' },
  FLOW_ERROR_UNCAUGHT: { family: 'invalid', status: 422, message: 'The error "{error}" of "{node}" is caught by nobody: the run ends here as failed.', hint: 'Put "On error" on a scope around it, if somebody is to go on from there.' },
  FLOW_LOCK_FREE_HERE: { family: 'invalid', status: 422, message: '"{node}" shares the lock {lock} with other runs; here no other run holds it.', hint: 'Nothing to do; a real run waits for its turn.' },
  FLOW_CALL_PASSED_OVER: { family: 'invalid', status: 422, message: '"{node}" calls flow {flow}, which is not known here; it was passed over.', hint: 'Put its file beside this one, or give what comes back in the outputs.' },
  FLOW_RUN_STUCK: { family: 'invalid', status: 422, message: 'Tokens are left at {nodes} and nothing is waited for.', hint: 'A join waits for a way that nobody comes by: have the flow checked.' },
  FLOW_WAIT_REFUSED: { family: 'invalid', status: 422, message: 'The wait at "{node}" could not be ended: {reason}', hint: 'Give example data with the form, or decide it in a script.' },
  FLOW_SCRIPT_STEP_REFUSED: { family: 'invalid', status: 422, message: 'Step {step} of the script could not be carried out: {reason}', hint: 'The run stands where the step before left it: see "waiting".' },
} satisfies Record<string, ErrorEntry>;
