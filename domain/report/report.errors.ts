/** Errors of reports: periods and zones that cannot be reported on. */
import type { ErrorEntry } from '../errors.ts';

export const reportErrors = {
  REPORT_PERIOD_REVERSED: { family: 'invalid', status: 422, message: 'The period ends on {to}, before it begins on {from}.', hint: 'Choose an end that is not before the beginning.' },
  REPORT_PERIOD_LONG: { family: 'invalid', status: 422, message: 'The period is longer than {weeks} weeks.', hint: 'Choose a shorter one; several files can be put together in a spreadsheet.' },
  REPORT_DATE_UNKNOWN: { family: 'invalid', status: 422, message: 'There is no date {date}.', hint: 'Write YYYY-MM-DD, in the years 2000 to 2200.' },
  REPORT_ZONE_UNKNOWN: { family: 'invalid', status: 422, message: 'The time zone "{zone}" is unknown.', hint: 'Write an IANA name such as Europe/Berlin, Asia/Shanghai or Etc/UTC.' },
  REPORT_SUBSCRIPTIONS_TOO_MANY: { family: 'invalid', status: 422, message: 'You have {limit} reports sent to you every week already.', hint: 'Remove one you do not read, or change it.' },
  REPORT_RIGHT_LOST: { family: 'invalid', status: 403, message: '{person} may no longer read these figures.', hint: 'Ask an administrator for the right to read reports, or remove the report.' },
  REPORT_FILTER_GONE: { family: 'invalid', status: 422, message: 'The report is narrowed to what is no longer there: {gone}.', hint: 'Change the report: choose teams and ticket types that exist.' },
  REPORT_SWITCHED_OFF: { family: 'invalid', status: 422, message: 'Nobody is sent reports in this installation.', hint: 'An administrator can change it under Settings, Notices.' },
} satisfies Record<string, ErrorEntry>;
