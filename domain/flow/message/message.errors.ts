/** What can be refused of a message that is sent. */
import type { ErrorEntry } from '../../errors.ts';

export const messageErrors = {
  MESSAGE_NAME_KEPT: { family: 'invalid', status: 422, message: 'A message called {name} can be sent by alarms only.', hint: 'Choose a name that does not begin with "alarm.".' },
  MESSAGE_TOO_LARGE: { family: 'invalid', status: 413, message: 'What the message carries has {bytes} bytes; {limit} are allowed.', hint: 'Send less, or an address where the rest can be read.' },
  MESSAGE_TTL_WRONG: { family: 'invalid', status: 422, message: 'A message cannot be kept for {ttl}.', hint: 'Write a duration of at most 30 days, such as PT1H or P7D; PT0S is for who waits now.' },
  MESSAGES_TOO_MANY: { family: 'unavailable', status: 503, message: '{limit} messages are kept already, for which nobody has waited yet.', hint: 'It is tried again by itself. Look at which messages nobody waits for.' },
  MESSAGE_TAKEN: { family: 'conflict', status: 409, message: 'A run has taken this message, or is being asked for it at this moment.', hint: 'Reload the list.' },
  MESSAGE_WAITERS_TOO_MANY: { family: 'invalid', status: 422, message: 'More than {limit} runs wait for the signal {name}.', hint: 'Give the signals of different runs different names.' },
} satisfies Record<string, ErrorEntry>;
