/** Errors of signing in, of accounts, and of stored secrets. */
import type { ErrorEntry } from '../errors.ts';

export const identityErrors = {
  SIGN_IN_FAILED: { family: 'invalid', status: 400, message: 'Signing in did not complete: {reason}.', hint: 'Start again from the portal; links from a sign-in that was started elsewhere do not work.' },
  ACCOUNT_INACTIVE: { family: 'invalid', status: 403, message: 'The account {account} is switched off in the directory.', hint: 'Ask an administrator.' },
  ACCOUNT_NAME_TAKEN: { family: 'invalid', status: 403, message: 'The account {account} cannot be added to the directory: somebody else is kept there under this name.', hint: 'Ask an administrator to change the name in the directory or at the identity provider.' },
  LOGOUT_TOKEN_INVALID: { family: 'invalid', status: 400, message: 'The logout token is not valid: {reason}.', hint: 'Only the identity provider may call this address.' },
  IDP_NOT_LOOPBACK: { family: 'invalid', status: 500, message: 'The embedded sign-in refuses {address}: anybody who reaches it could sign in as anybody.', hint: 'Keep host and PUBLIC_URL on the loopback address, or set KEYCLOAK_URL.' },
  SECRET_MISSING: { family: 'invalid', status: 422, message: 'There is no secret named {name}.', hint: 'Store it under this name, or correct the reference.' },
  SECRET_USE_REFUSED: { family: 'invalid', status: 422, message: 'The secret {name} may not be used by a {use}.', hint: 'Name a secret that is stored for this use.' },
  SECRET_HOST_REFUSED: { family: 'invalid', status: 422, message: 'The secret {name} may not be sent to {host}.', hint: 'Call an address the secret is kept for, or have an administrator store it for this one.' },
  SECRET_UNREADABLE: { family: 'broken', status: 500, message: 'The secret {name} cannot be decrypted with the present data key.', hint: 'Start with the SIGNALBOX_DATA_KEY it was stored under, or store it again.' },
} satisfies Record<string, ErrorEntry>;
