/** keycloak-connect, set up as the one code path that validates tokens and guards routes. It never signs anybody in: that is sign-in.routes.ts. */
import type { Request, RequestHandler, Response } from 'express';
import KeycloakConnect, { type Keycloak } from 'keycloak-connect';
import { CatalogueError } from '#domain/errors';
import { notAllowed } from '#domain/identity/not-allowed';
import { sendFault } from '../error-answer.ts';

export interface KeycloakSettings { baseUrl: string; realm: string; clientId: string; clientSecret: string }

/** Its own type lacks the settings' short names and the hooks below. */
interface Hooks { redirectToLogin: () => boolean; accessDenied: (request: Request, response: Response) => void }

export const issuerOf = (settings: KeycloakSettings): string => `${settings.baseUrl}/realms/${settings.realm}`;

/** Answers 401 and 403 as JSON instead of redirecting; checks the audience of bearer tokens (off by default there). */
export function createKeycloak(settings: KeycloakSettings, sessionStore: unknown): Keycloak {
  const keycloak = new KeycloakConnect({ store: sessionStore }, {
    realm: settings.realm, 'auth-server-url': settings.baseUrl, resource: settings.clientId, 'ssl-required': 'none', 'confidential-port': 0,
    ...{ credentials: { secret: settings.clientSecret }, 'verify-token-audience': true, 'min-time-between-jwks-requests': 1 },
  });
  Object.assign(keycloak, {
    redirectToLogin: () => false,
    accessDenied: (request, response) => sendFault(request, response, request.kauth?.grant ? notAllowed('use') : new CatalogueError('SIGN_IN_NEEDED')),
  } satisfies Hooks);
  return keycloak;
}

/** The only one of its middlewares that is mounted besides `protect`: the others react to any URL, sign out by GET, or read unbounded bodies. */
export const keycloakSetup: RequestHandler = (request, _response, next) => {
  request.kauth = {};
  next();
};
