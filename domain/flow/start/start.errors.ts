/** Why a message or a schedule did not begin a flow. */
import type { ErrorEntry } from '../../errors.ts';

export const flowStartErrors = {
  START_DATA_UNFIT: { family: 'invalid', status: 422, message: 'What the message carries as {name} is no {type}.', hint: 'Have it sent as the variable of the flow is declared, or change the variable and publish.' },
  START_DATA_MISSING: { family: 'invalid', status: 422, message: 'The message does not carry {name}, which the flow needs.', hint: 'Have it sent along, or let the variable be empty and publish.' },
  START_TOO_LARGE: { family: 'invalid', status: 413, message: 'The ticket and its variables have {bytes} bytes; {limit} are allowed.', hint: 'Have less sent, or keep the data once: as variables or in one.' },
  START_VALUE_FAILED: { family: 'invalid', status: 422, message: 'The setting {field} of the start could not be worked out: {fault}.', hint: 'Mend the expression, or the data it reads, and publish.' },
  START_VALUE_UNFIT: { family: 'invalid', status: 422, message: 'The setting {field} of the start gave {actual}, which a ticket cannot have.', hint: 'Mend the expression, or the data it reads, and publish.' },
  START_TYPE_MISSING: { family: 'invalid', status: 422, message: 'The start does not say which type of ticket it opens.', hint: 'Choose one in the start or for the flow, and publish.' },
  START_UNKNOWN: { family: 'invalid', status: 404, message: 'The flow {flow} has no schedule at {start}.', hint: 'Reload the page: another version may be in force.' },
  START_LETTER_GONE: { family: 'conflict', status: 409, message: 'This message is no longer kept.', hint: 'Reload the list: somebody tried it again or removed it.' },
  STARTS_TOO_MANY: { family: 'unavailable', status: 503, message: '{limit} messages are kept that could not begin a flow.', hint: 'Try them again or remove them; new ones are taken then.' },
} satisfies Record<string, ErrorEntry>;
