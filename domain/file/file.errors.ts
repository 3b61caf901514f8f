/** What can go wrong with files: on their way in, where they are added, and when they are fetched. */
import type { ErrorEntry } from '../errors.ts';

export const fileErrors = {
  FILE_TYPE_LIES: { family: 'invalid', status: 422, message: '“{name}” says it is {said}, but its content is {is}.', hint: 'Send it under the name it should have, or as another kind of file. What you typed is kept.' },
  FILE_KIND_NOT_ALLOWED: { family: 'invalid', status: 422, message: '“{name}” is {is}; that is not taken here.', hint: 'Images, PDF, office documents, mails, text, CSV, logs and archives are taken; anything else goes into a ZIP archive. What you typed is kept.' },
  FILE_EMPTY: { family: 'invalid', status: 422, message: '“{name}” is empty.', hint: 'Look at the file where it comes from, and send it again.' },
  FILE_TOO_LARGE: { family: 'invalid', status: 413, message: '“{name}” is larger than {limit} MB.', hint: 'Send the part that matters, or pack it. What you typed is kept.' },
  FILE_INCOMPLETE: { family: 'invalid', status: 400, message: '“{name}” did not arrive whole.', hint: 'Send it again.' },
  FILE_DAY_LIMIT: { family: 'invalid', status: 429, message: 'You have sent {limit} MB of files today; more is not taken.', hint: 'Go on tomorrow (from midnight UTC), or ask an administrator. What you typed is kept.' },
  FILES_TOO_MANY: { family: 'invalid', status: 422, message: 'At most {limit} files go with one message.', hint: 'Send the others with another message, or pack them.' },
  FILES_TICKET_FULL: { family: 'conflict', status: 409, message: 'The ticket has files enough: {limit} at most.', hint: 'Remove some first, or pack several into one.' },
  FILES_MADE_TOO_MANY: { family: 'invalid', status: 422, message: 'Flows have made {limit} files on this ticket already.', hint: 'A flow probably makes one again and again: mend it, and skip the step.' },
  FILE_UNKNOWN: { family: 'invalid', status: 422, message: 'A file is not there any more: it was sent more than a day ago, or removed.', hint: 'Take it out and add it again. What you typed is kept.' },
  FILE_REMOVED: { family: 'invalid', status: 410, message: '“{name}” was removed.', hint: 'The ticket tells who removed it, and when.' },
} satisfies Record<string, ErrorEntry>;
