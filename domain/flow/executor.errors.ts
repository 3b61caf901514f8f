/** What can go wrong when a flow's activity touches the world. */
import type { ErrorEntry } from '../errors.ts';

export const executorErrors = {
  ACTIVITY_KIND_UNKNOWN: { family: 'invalid', status: 422, message: 'No executor is called {kind}.', hint: 'Choose one of: {known}.' },
  ACTIVITY_CONFIG_INVALID: { family: 'invalid', status: 422, message: 'The settings of the {kind} activity are not usable: {fault}.', hint: 'Open the step, mend the field, publish; then retry the incident.' },
  ACTIVITY_TIMEOUT: { family: 'unavailable', status: 503, message: 'No answer came in time.', hint: 'Allow more time.' },
  WORK_ENDED: { family: 'conflict', status: 409, message: 'The work was ended from outside before it was done.', hint: 'Look at what it has done so far, then retry or skip.' },
  ADDRESS_REFUSED: { family: 'invalid', status: 422, message: 'The address {host} may not be called from a flow.', hint: 'Use another address. A service on the machine of the worker can be allowed by its setting SIGNALBOX_ALLOWED_LOOPBACK; other closed ranges stay closed.' },
  ADDRESS_UNKNOWN: { family: 'unavailable', status: 503, message: 'The name {host} does not resolve.', hint: 'Check the address of the step; it is tried again by itself.' },
  HTTP_UNREACHABLE: { family: 'unavailable', status: 503, message: '{host} does not answer: {fault}.', hint: 'Check that the device is up; the step is tried again by itself.' },
  HTTP_SERVER_FAILED: { family: 'unavailable', status: 503, message: '{host} answered {status}.', hint: 'The step is tried again by itself.' },
  HTTP_STATUS_REFUSED: { family: 'invalid', status: 422, message: '{host} answered {status}, which this step does not expect.', hint: 'Look at the answer in the incident, mend the step or the device, and retry.' },
  HTTP_ANSWER_TOO_LARGE: { family: 'invalid', status: 422, message: 'The answer of {host} is larger than {limitBytes} bytes.', hint: 'Ask for less.' },
  SNMP_FAILED: { family: 'invalid', status: 422, message: 'The SNMP check could not run: {fault}.', hint: 'Check address, version and community of the step.' },
  PROBE_PATTERN_COST: { family: 'invalid', status: 422, message: 'What the check found is too long for the regular expression {pattern}.', hint: 'Write it with less repetition, or lower the limit of the body.' },
} satisfies Record<string, ErrorEntry>;
