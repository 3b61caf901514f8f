/** What our middlewares put on requests and sessions. */
import 'express-session';
import type {} from 'express-serve-static-core';
import type { Grant } from 'keycloak-connect';
import type { ApiToken } from '#domain/identity/identity.schema';
import type { Log } from './log.ts';

/** A sign-in that was started and not finished. */
export interface PendingSignIn { nonce: string; verifier: string; returnTo: string; at: number }

declare module 'express-session' {
  interface SessionData {
    /** The grant as text, where keycloak-connect keeps it. Sealed at rest. */
    'keycloak-token': string;
    /** By state. */
    pending: Record<string, PendingSignIn>;
    /** Session and account at the identity provider, by which it ends sessions here. */
    idpSid: string;
    idpSubject: string;
    /** Person id. */
    person: string;
    csrf: string;
  }
}

/** Fields keycloak-connect has and its types lack. */
declare module 'keycloak-connect' {
  interface Token {
    token: string;
    content: { exp: number; iat?: number; sub?: string; sid?: string; nonce?: string; azp?: string; name?: string; email?: string; locale?: string; preferred_username?: string; realm_access?: { roles: string[] } };
  }
  interface Grant { __raw: string }
}

declare module 'express-serve-static-core' {
  interface Request {
    /** Ours, made for this request: events and commands are named after it. */
    id: string;
    /** What the caller calls the request by, for answers and logs only; the same as `id` when it says nothing usable. */
    calledId: string;
    log: Log;
    /** Nonce of this response's policy. */
    nonce: string;
    kauth?: { grant?: Grant };
    /** The API token the request showed; instead of a session or grant. */
    apiToken?: ApiToken;
  }
}
