/** What can go wrong when a flow's activity touches the world. */
import type { ErrorEntry } from '../errors.ts';

export const executorErrors = {
  ACTIVITY_KIND_UNKNOWN: { family: 'invalid', status: 422, message: 'No executor is called {kind}.', hint: 'Choose one of: {known}.' },
  ACTIVITY_CONFIG_INVALID: { family: 'invalid', status: 422, message: 'The settings of the {kind} activity are not usable: {fault}.', hint: 'Open the step, mend the field, publish; then retry the incident.' },
  ACTIVITY_TIMEOUT: { family: 'unavailable', status: 503, message: 'No answer came in time.', hint: 'Allow more time.' },
  ADDRESS_REFUSED: { family: 'invalid', status: 422, message: 'The address {host} may not be called from a flow.', hint: 'Use another address. A service on the machine of the worker can be allowed by its setting SIGNALBOX_ALLOWED_LOOPBACK; other closed ranges stay closed.' },
  ADDRESS_UNKNOWN: { family: 'unavailable', status: 503, message: 'The name {host} does not resolve.', hint: 'Check the address of the step; it is tried again by itself.' },
  STEP_TICKET_AWAY: { family: 'unavailable', status: 503, message: 'The ticket of this step is not there yet.', hint: 'The step is tried again by itself.' },
  NOTIFY_NOBODY: { family: 'invalid', status: 422, message: 'None of those who would be told is in the directory.', hint: 'Name somebody else in the step, or add them to the directory; then retry.' },
  NOTIFY_TOO_MANY: { family: 'invalid', status: 422, message: 'This would tell {count} people at once; {limit} are the most.', hint: 'Name fewer people, or tell them in several steps.' },
  MAIL_NOT_SET: { family: 'invalid', status: 422, message: 'No mail server is set, so flows cannot send mail.', hint: 'An administrator sets SIGNALBOX_SMTP_HOST; then retry.' },
  MAIL_UNDER_WAY: { family: 'unavailable', status: 503, message: 'An earlier try is still sending this mail to {address}.', hint: 'The step is tried again by itself.' },
  TICKET_TEAM_UNKNOWN: { family: 'invalid', status: 422, message: 'There is no team {team}.', hint: 'Name a team of the directory in the step; then retry.' },
  TICKET_PERSON_UNKNOWN: { family: 'invalid', status: 422, message: 'Nobody in the directory is {person}, or they have left.', hint: 'Name a person of the directory in the step; then retry.' },
  TICKET_ITEM_UNKNOWN: { family: 'invalid', status: 422, message: 'The catalogue has no published item {item}.', hint: 'Publish it, or name another one in the step; then retry.' },
  TICKET_KEY_UNKNOWN: { family: 'invalid', status: 422, message: 'There is no ticket {key}.', hint: 'Look at what the step computes; then retry.' },
  TICKET_LINK_SELF: { family: 'invalid', status: 422, message: 'A ticket is not linked with itself.', hint: 'Name another ticket in the step; then retry.' },
  TICKET_LINKS_TOO_MANY: { family: 'invalid', status: 422, message: 'Ticket {key} has {limit} links already.', hint: 'Link fewer tickets, or skip the step.' },
  TICKETS_TOO_DEEP: { family: 'invalid', status: 422, message: 'Flows have opened {limit} tickets in a row, each from the one before.', hint: 'A flow probably opens its own kind of ticket without end: mend it, and skip the step.' },
  TICKETS_OPENED_TOO_MANY: { family: 'invalid', status: 422, message: 'Flows have opened {limit} tickets that descend from one.', hint: 'A flow probably opens tickets without end: mend it, and skip the step.' },
  HTTP_UNREACHABLE: { family: 'unavailable', status: 503, message: '{host} does not answer: {fault}.', hint: 'Check that the device is up; the step is tried again by itself.' },
  HTTP_SERVER_FAILED: { family: 'unavailable', status: 503, message: '{host} answered {status}.', hint: 'The step is tried again by itself.' },
  HTTP_STATUS_REFUSED: { family: 'invalid', status: 422, message: '{host} answered {status}, which this step does not expect.', hint: 'Look at the answer in the incident, mend the step or the device, and retry.' },
  HTTP_ANSWER_TOO_LARGE: { family: 'invalid', status: 422, message: 'The answer of {host} is larger than {limitBytes} bytes.', hint: 'Ask for less.' },
  SNMP_FAILED: { family: 'invalid', status: 422, message: 'The SNMP check could not run: {fault}.', hint: 'Check address, version and community of the step.' },
  PROBE_PATTERN_COST: { family: 'invalid', status: 422, message: 'What the check found is too long for the regular expression {pattern}.', hint: 'Write it with less repetition, or lower the limit of the body.' },
} satisfies Record<string, ErrorEntry>;
