/** Errors of signing in, of accounts, and of stored secrets. */
import type { ErrorEntry } from '../errors.ts';

export const identityErrors = {
  SIGN_IN_FAILED: { family: 'invalid', status: 400, message: 'Signing in did not complete: {reason}.', hint: 'Start again from the portal; links from a sign-in that was started elsewhere do not work.' },
  ACCOUNT_INACTIVE: { family: 'invalid', status: 403, message: 'The account {account} is switched off in the directory.', hint: 'Ask an administrator.' },
  ACCOUNT_NAME_TAKEN: { family: 'invalid', status: 403, message: 'The account {account} cannot be added to the directory: somebody else is kept there under this name.', hint: 'Ask an administrator to change the name in the directory or at the identity provider.' },
  LOGOUT_TOKEN_INVALID: { family: 'invalid', status: 400, message: 'The logout token is not valid: {reason}.', hint: 'Only the identity provider may call this address.' },
  IDP_NOT_LOOPBACK: { family: 'invalid', status: 500, message: 'The embedded sign-in refuses {address}: anybody who reaches it could sign in as anybody.', hint: 'Keep host and PUBLIC_URL on the loopback address, or set KEYCLOAK_URL.' },
  SESSION_NEEDED: { family: 'invalid', status: 403, message: 'Only a person who is signed in with a browser may do this.', hint: 'Sign in to the portal and do it there; a bearer token is not enough.' },
  API_TOKEN_REFUSED: { family: 'invalid', status: 401, message: 'This API token is not known, was revoked, or has run out.', hint: 'Make a new one in the portal under API tokens.' },
  API_TOKEN_SCOPE: { family: 'invalid', status: 422, message: 'A token cannot be given what its person may not do: {action}.', hint: 'Choose among your own rights.' },
  API_TOKEN_LIMIT: { family: 'invalid', status: 422, message: 'There are {limit} tokens of yours already.', hint: 'Revoke one that is no longer used.' },
  SECRET_MISSING: { family: 'invalid', status: 422, message: 'There is no secret named {name}.', hint: 'Store it in the settings under Secrets, or on the server (signalbox secret set {name}), or correct the reference.' },
  SECRET_USE_REFUSED: { family: 'invalid', status: 422, message: 'The secret {name} may not be used by a {use}.', hint: 'Name a secret that is stored for this use; signalbox secret list tells the use of each.' },
  SECRET_HOST_REFUSED: { family: 'invalid', status: 422, message: 'The secret {name} may not be sent to {host}.', hint: 'Call an address the secret is kept for, or have it stored with this one among its hosts, on the server: signalbox secret set {name} --host {host}, and --host for each other.' },
  SECRET_OF_PORTAL: { family: 'invalid', status: 422, message: "The secret {name} is the portal's own.", hint: 'Choose another name; the portal makes its own secrets and keeps them.' },
  SECRET_UNFIT: { family: 'invalid', status: 422, message: 'The secret {name} cannot be stored: it has no value, or its name is longer than 200 characters.', hint: 'Write the value into the standard input, or type it when it is asked for.' },
  SECRET_NAME_TAKEN: { family: 'conflict', status: 409, message: 'There is a secret with the name {name} already.', hint: 'Open it to give it another value, or choose another name.' },
  SECRET_STALE: { family: 'conflict', status: 409, message: '{by} changed the secret {name} meanwhile.', hint: 'Look at what stands there now, then save again.' },
  SECRET_USED: { family: 'conflict', status: 409, message: 'The secret {name} is still used by: {uses}.', hint: 'Let those use another secret first.' },
  SECRET_UNREADABLE: { family: 'broken', status: 500, message: 'The secret {name} cannot be decrypted with the present data key.', hint: 'Start with the SIGNALBOX_DATA_KEY it was stored under, or store it again: signalbox secret set {name}.' },
  ABSENCE_TIMES: { family: 'invalid', status: 422, message: 'An absence ends after it begins, not in the past, and lasts {days} days at most.', hint: 'Change the days.' },
  ABSENCE_OVERLAPS: { family: 'conflict', status: 409, message: 'There is an absence at that time already.', hint: 'End that one first, or choose other days.' },
  ABSENCE_LIMIT: { family: 'invalid', status: 422, message: 'There are {limit} absences ahead already.', hint: 'End one that is no longer needed.' },
  ABSENCE_SUBSTITUTE_SELF: { family: 'invalid', status: 422, message: 'Nobody stands in for themselves.', hint: 'Choose somebody else, or nobody.' },
  ABSENCE_SUBSTITUTE_GONE: { family: 'invalid', status: 422, message: '{person} is not in the directory any more.', hint: 'Choose somebody who is.' },
  ABSENCE_CIRCLE: { family: 'invalid', status: 422, message: 'These would stand in for each other, and nobody would decide: {people}.', hint: 'Choose somebody who is there.' },
} satisfies Record<string, ErrorEntry>;
