/** Errors of outgoing webhooks: why one may not be kept, why a delivery was not taken, and why one was switched off. */
import type { ErrorEntry } from '../errors.ts';

export const webhookErrors = {
  WEBHOOK_ADDRESS_INSECURE: { family: 'invalid', status: 422, message: 'A webhook needs an https address; {host} would be called without encryption.', hint: 'Use https. A receiver on the portal\'s own machine can be allowed with SIGNALBOX_ALLOWED_LOOPBACK.' },
  WEBHOOK_ADDRESS_REFUSED: { family: 'invalid', status: 422, message: 'The address {host} may not be called by a webhook.', hint: 'Use an address outside of this machine and of its network\'s own services. One on the portal\'s own machine can be allowed with SIGNALBOX_ALLOWED_LOOPBACK.' },
  WEBHOOK_TOO_MANY: { family: 'invalid', status: 422, message: 'There are {limit} webhooks already, as many as there can be.', hint: 'Remove one that is not needed any more.' },
  WEBHOOK_UNREACHABLE: { family: 'unavailable', status: 503, message: '{host} does not answer: {reason}.', hint: 'Check that the receiver is up; it is tried again by itself.' },
  WEBHOOK_STATUS: { family: 'unavailable', status: 503, message: '{host} answered {status}.', hint: 'Any answer from 200 to 299 says that it was taken. It is tried again by itself.' },
  WEBHOOK_REDIRECTED: { family: 'unavailable', status: 503, message: '{host} answered {status} and points elsewhere. Redirects are not followed.', hint: 'Enter the address it points to in the webhook.' },
  WEBHOOK_SECRET_LOST: { family: 'unavailable', status: 503, message: 'The secret of this webhook cannot be read, so nothing can be signed.', hint: 'Restore SIGNALBOX_DATA_KEY, or make a new secret and give it to the receiver.' },
  WEBHOOK_GONE: { family: 'invalid', status: 422, message: '{host} answered 410: it wants no more of these.', hint: 'Switch it on again when the receiver is there again; what waits is sent then.' },
  WEBHOOK_GAVE_UP: { family: 'invalid', status: 422, message: 'It was not taken within {days} days. The last answer: {reason}.', hint: 'Mend the receiver, then send it again from here.' },
  WEBHOOK_FAILING: { family: 'invalid', status: 422, message: '{host} has taken nothing for {days} days. The last answer: {reason}.', hint: 'Mend the receiver and switch the webhook on again; what waits is sent then.' },
} satisfies Record<string, ErrorEntry>;
