/** Errors of alarms: what a sender, the console or the alarm workflow can be told. */
import type { ErrorEntry } from '../errors.ts';

export const alarmErrors = {
  ALARM_SECRET_WRONG: { family: 'invalid', status: 401, message: 'The secret of this alarm source is missing or wrong.', hint: 'Send it in the Authorization header: Bearer <secret>, or Basic with the secret as password.' },
  ALARM_BODY_WRONG: { family: 'invalid', status: 422, message: 'The body is not what source {source} sends: {reason}.', hint: 'The body is kept under dead letters with the reason.' },
  ALARM_SOURCE_KIND_UNKNOWN: { family: 'broken', status: 500, message: 'Alarm source {source} is of the unknown kind {kind}.', hint: 'Choose one of the kinds in the catalogue.' },
  ALARM_GROUP_NOT_FIRING: { family: 'conflict', status: 409, message: 'Nothing of this group fires any more.', hint: 'Reload; there is nothing left to acknowledge.' },
  ALARM_ALREADY_ACKNOWLEDGED: { family: 'conflict', status: 409, message: '{by} already looks at this group.', hint: 'Reload, and ask {by} if you want to take over.' },
  ALARM_GROUP_STALE: { family: 'conflict', status: 409, message: 'A later state of this group is already written.', hint: 'Nothing to do: an earlier attempt came late.' },
  ALARM_FLOW_UNPUBLISHED: { family: 'invalid', status: 422, message: 'Ticket type {type} has no published flow.', hint: 'Publish a version of flow {flow}; the alarm waits and its ticket is opened then.' },
  ALARM_TICKET_TYPE_UNKNOWN: { family: 'invalid', status: 422, message: 'Alarm source {source} opens tickets of the unknown type {type}.', hint: 'Choose an existing ticket type for the source; the alarm waits and its ticket is opened then.' },
} satisfies Record<string, ErrorEntry>;
