/** Errors of the audit. */
import type { ErrorEntry } from '../errors.ts';

export const auditErrors = {
  EVENTS_TOO_MANY: { family: 'invalid', status: 422, message: 'More than {limit} events match; a file may hold that many.', hint: 'Choose a shorter time or narrow the filter, and export again.' },
} satisfies Record<string, ErrorEntry>;
