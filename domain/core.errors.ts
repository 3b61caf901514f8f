/** Errors that belong to no feature: the edge of the portal and what is broken inside. */
import type { ErrorEntry } from './errors.ts';

export const coreErrors = {
  INTERNAL: { family: 'broken', status: 500, message: 'Something broke on our side.', hint: 'What you typed is kept. Try again; if it stays, give the request id to an administrator.' },
  REQUEST_INVALID: { family: 'invalid', status: 422, message: 'The request does not have the expected shape.', hint: 'Mend the fields named in the details.' },
  FIELD_INVALID: { family: 'invalid', status: 422, message: 'This value cannot be used: {problem}.', hint: 'Change it and send it again.' },
  CURSOR_INVALID: { family: 'invalid', status: 422, message: 'The cursor is not one this list gave out.', hint: 'Begin again without a cursor.' },
  ROOM_UNKNOWN: { family: 'invalid', status: 422, message: 'There is no such room.', hint: 'Join one of the rooms of live.api.' },
  IDEMPOTENCY_KEY_FORM: { family: 'invalid', status: 422, message: 'An idempotency key has 8 to 200 visible ASCII characters.', hint: 'Send another key.' },
  REQUEST_NOT_JSON: { family: 'invalid', status: 400, message: 'The body is not valid JSON.', hint: 'Send JSON with content-type application/json.' },
  REQUEST_TOO_LARGE: { family: 'invalid', status: 413, message: 'The body is larger than {limit}.', hint: 'Send less at once.' },
  REQUEST_TOO_DEEP: { family: 'invalid', status: 422, message: 'The body is nested deeper than {limit} levels.', hint: 'Send a flatter body.' },
  RATE_LIMITED: { family: 'invalid', status: 429, message: 'Too many requests in a short time.', hint: 'Wait {seconds} s and try again.' },
  ROOMS_TOO_MANY: { family: 'invalid', status: 429, message: 'One connection listens to {limit} rooms at most.', hint: 'Leave a room before joining another.' },
  SOCKETS_TOO_MANY: { family: 'invalid', status: 429, message: 'Live updates stopped here: more than {limit} pages of this sign-in are open, and this one was opened first.', hint: 'Close pages you do not need and connect again.' },
  NOT_FOUND: { family: 'invalid', status: 404, message: 'There is no {what} here, or you may not see it.', hint: 'Check the address.' },
  SIGN_IN_NEEDED: { family: 'invalid', status: 401, message: 'You are not signed in.', hint: 'Sign in and try again; what you typed is kept.' },
  NOT_ALLOWED: { family: 'invalid', status: 403, message: 'Your roles do not allow you to {action}.', hint: 'Ask an administrator for the right.' },
  CSRF_REFUSED: { family: 'invalid', status: 403, message: 'The request did not come from this portal.', hint: 'Reload the page and try again.' },
  REVISION_CONFLICT: { family: 'conflict', status: 409, message: 'Somebody changed this meanwhile.', hint: 'Reload, look at what changed, and try again.' },
  IDEMPOTENCY_MISMATCH: { family: 'conflict', status: 409, message: 'This idempotency key was used for another request.', hint: 'Use a new key.' },
  IDEMPOTENCY_RUNNING: { family: 'conflict', status: 409, message: 'A request with this idempotency key is still being answered.', hint: 'Wait a moment and send it again with the same key.' },
  MISDIRECTED: { family: 'invalid', status: 421, message: 'This address is not the address of the portal.', hint: 'Use {address}.' },
  SERVICE_UNAVAILABLE: { family: 'unavailable', status: 503, message: '{service} does not answer.', hint: 'Nothing was lost. Try again in a moment.' },
} satisfies Record<string, ErrorEntry>;
