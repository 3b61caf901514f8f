/** What can go wrong with tickets as people open, read and withdraw them. What a run refuses is in flow errors. */
import type { ErrorEntry } from '../errors.ts';

export const ticketErrors = {
  TICKET_FIELDS_INVALID: { family: 'invalid', status: 422, message: 'The form is not filled in as it must be.', hint: 'Mend the fields named in the details; what you typed is kept.' },
  TICKET_OBJECT_UNKNOWN: { family: 'invalid', status: 422, message: 'There is no object {object}.', hint: 'Choose one of the list, or leave it empty.' },
  TICKET_BY_CATALOG: { family: 'invalid', status: 422, message: 'A ticket of this kind is asked for by the catalogue.', hint: 'Choose what you need under Requests.' },
  TICKET_OVER: { family: 'conflict', status: 409, message: 'Ticket {key} is over already.', hint: 'Reload it to see how it ended.' },
  TICKET_END_STANDS: { family: 'conflict', status: 409, message: 'How ticket {key} ended cannot be taken back, or not any more.', hint: 'Whoever ended it can do so for five minutes, unless it went on meanwhile. Say on the ticket what is still open.' },
  TICKET_LINK_UNKNOWN: { family: 'invalid', status: 422, message: 'There is no ticket {key} that you may read.', hint: 'Look at its key again, or search for its title.' },
  TICKET_LINK_THERE: { family: 'conflict', status: 409, message: '{key} is linked with this ticket like that already, or the other way round.', hint: 'Choose another relation, or remove that link first.' },
  TICKETS_TOO_MANY: { family: 'invalid', status: 422, message: 'More than {limit} tickets match; a file may hold that many.', hint: 'Narrow the filter, and export again.' },
  TICKET_FLOW_UNPUBLISHED: { family: 'conflict', status: 409, message: 'The flow {flow} of this kind of ticket is not published.', hint: 'A process owner publishes it; what you typed is kept.' },
  RESOLVED_WHILE_FIRING: { family: 'conflict', status: 200, message: 'The alarm is still firing.', hint: 'The ticket is resolved, but its alarm group stays open on the console until the alarm ends.' },
} satisfies Record<string, ErrorEntry>;
