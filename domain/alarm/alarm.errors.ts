/** Errors of alarms: what a sender, the console or the alarm workflow can be told. */
import type { ErrorEntry } from '../errors.ts';

export const alarmErrors = {
  ALARM_SECRET_WRONG: { family: 'invalid', status: 401, message: 'The secret of this alarm source is missing or wrong.', hint: 'Send it in the Authorization header: Bearer <secret>, or Basic with the secret as password.' },
  ALARM_SIGNATURE_WRONG: { family: 'invalid', status: 401, message: 'The signature of this body is missing or wrong.', hint: 'Only what the sending system signed itself is taken; leave the message in the envelope it is sent in.' },
  ALARM_BODY_WRONG: { family: 'invalid', status: 422, message: 'The body is not what source {source} sends: {reason}.', hint: 'The body is kept under dead letters with the reason.' },
  ALARM_SOURCE_KIND_UNKNOWN: { family: 'broken', status: 500, message: 'Alarm source {source} is of the unknown kind {kind}.', hint: 'Choose one of the kinds in the catalogue.' },
  DEAD_LETTER_CUT: { family: 'invalid', status: 422, message: 'Only the beginning of this body was kept, so it cannot be replayed.', hint: 'Ask the source to send it again.' },
  ALARM_SOURCE_OFF: { family: 'conflict', status: 409, message: 'Alarm source {source} is switched off.', hint: 'Switch it on, then replay what came from it.' },
  ALARM_GROUPS_TOO_MANY: { family: 'invalid', status: 422, message: 'More than {limit} alarm groups match; a file may hold that many.', hint: 'Narrow the filter, and export again.' },
  ALARM_GROUP_NOT_FIRING: { family: 'conflict', status: 409, message: 'Nothing of this group fires any more.', hint: 'Reload; there is nothing left to acknowledge.' },
  ALARM_ALREADY_ACKNOWLEDGED: { family: 'conflict', status: 409, message: '{by} already looks at this group.', hint: 'Reload, and ask {by} if you want to take over.' },
  ALARM_GROUP_STALE: { family: 'conflict', status: 409, message: 'A later state of this group is already written.', hint: 'Nothing to do: an earlier attempt came late.' },
  ALARM_FLOW_UNPUBLISHED: { family: 'invalid', status: 422, message: 'Ticket type {type} has no published flow.', hint: 'Publish a version of flow {flow}; the alarm waits and its ticket is opened then.' },
  ALARM_TICKET_TYPE_UNKNOWN: { family: 'invalid', status: 422, message: 'Alarm source {source} opens tickets of the unknown type {type}.', hint: 'Choose an existing ticket type for the source; the alarm waits and its ticket is opened then.' },
  SOURCE_STALE: { family: 'conflict', status: 409, message: '{by} changed this alarm source meanwhile.', hint: 'Look at what stands there now, then save again; what you typed is kept.' },
  SOURCE_IN_USE: { family: 'conflict', status: 409, message: 'Alarm source {source} still has open alarm groups: {count}.', hint: 'Switch it off; remove it when they are closed.' },
  ALARM_SOURCE_REMOVED: { family: 'conflict', status: 409, message: 'Alarm source {source} was removed.', hint: 'Its bodies can be read, not replayed.' },
  SOURCE_ID_TAKEN: { family: 'conflict', status: 409, message: 'There is an alarm source with the id {source} already.', hint: 'Choose another id. That of a removed source stays taken.' },
} satisfies Record<string, ErrorEntry>;
