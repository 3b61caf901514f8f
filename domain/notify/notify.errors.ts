/** Errors of notices: why one was not sent, and what channels answer. */
import type { ErrorEntry } from '../errors.ts';

export const notifyErrors = {
  NOTICE_UNSUBSCRIBED: { family: 'invalid', status: 422, message: 'The recipient does not want notices of this kind.', hint: 'They can change it under "What I am told" in their mailbox.' },
  NOTICE_RECIPIENT_UNKNOWN: { family: 'invalid', status: 422, message: 'The directory has no person {person}.', hint: 'Add the person, or correct who is asked.' },
  NOTICE_RECIPIENT_LEFT: { family: 'invalid', status: 422, message: 'The account of {person} is switched off.', hint: 'Give what they had to somebody else.' },
  NOTICE_ADDRESS_MISSING: { family: 'invalid', status: 422, message: '{person} has no mail address that can be used.', hint: 'Correct the address in the directory; later notices will use it.' },
  NOTICE_TEMPLATE_DATA: { family: 'invalid', status: 422, message: 'The text of this notice could not be made: {reason}.', hint: 'Report it with the id of the notice; everything else goes on.' },
  CHANNEL_UNAVAILABLE: { family: 'unavailable', status: 503, message: '{server} did not take the notice: {reason}.', hint: 'Nothing is lost; it is tried again.' },
  CHANNEL_REFUSED: { family: 'invalid', status: 422, message: '{server} refused the notice for good: {reason}.', hint: 'Correct the address of the recipient, or what the mail server objects to.' },
  CHANNEL_GAVE_UP: { family: 'invalid', status: 422, message: 'It could not be sent within {days} days. The last answer: {reason}.', hint: 'Mend the mail server; later notices are tried anew.' },
  NOTICE_FILE_GONE: { family: 'invalid', status: 410, message: 'The file {file} is no longer kept.', hint: 'Take it along from the page it was made of: its filter is in the notice.' },
  APPROVAL_LINK_WRONG: { family: 'invalid', status: 404, message: 'This link is not one of ours, or a part of it is missing.', hint: 'Open it from the mail again in one piece, or sign in and look under Approvals.' },
  APPROVAL_LINK_EXPIRED: { family: 'invalid', status: 410, message: 'This link has expired.', hint: 'Nothing was decided by it. Sign in: the approval may still wait for you under Approvals.' },
  APPROVAL_LINK_USED: { family: 'conflict', status: 409, message: 'This link was used already: the answer was {outcome}.', hint: 'A link works once. Sign in to see what came of it.' },
  APPROVAL_LINK_OVER: { family: 'conflict', status: 409, message: 'Nobody is asked any more: this was decided or withdrawn meanwhile.', hint: 'Sign in to see what came of it.' },
  APPROVAL_LINK_LEFT: { family: 'invalid', status: 403, message: 'The account this link was sent to is switched off, so nothing can be decided by it.', hint: 'Ask the team of the ticket to put the question to somebody else.' },
  APPROVAL_LINK_BUSY: { family: 'conflict', status: 409, message: 'Another answer by this link is on its way.', hint: 'Wait half a minute and open the link again.' },
  APPROVAL_LINK_FORM: { family: 'invalid', status: 422, message: 'This answer asks for more than a link can carry.', hint: 'Sign in and answer it under Approvals.' },
  APPROVAL_REASON_NEEDED: { family: 'invalid', status: 422, message: 'A rejection needs a reason.', hint: 'Write it in one sentence; what you typed is kept.' },
} satisfies Record<string, ErrorEntry>;
