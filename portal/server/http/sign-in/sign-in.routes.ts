/**
 * Signing in and out with the browser: authorization code with PKCE, state and nonce, a new session id at every sign-in, sign-out here and at the identity
 * provider, and its word that a session is over. keycloak-connect does none of that safely; it validates what comes out.
 */
import { randomBytes } from 'node:crypto';
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Session } from 'express-session';
import type { Keycloak } from 'keycloak-connect';
import * as oidc from 'openid-client';
import { CatalogueError } from '#domain/errors';
import { checkCsrf } from '../origin.ts';
import { describe } from '../error-answer.ts';
import { issuerOf, type KeycloakSettings } from './keycloak.ts';
import { logoutKeys, readLogoutToken } from './logout-token.ts';
import { sendSignInFault } from './sign-in-fault-page.ts';
import type { PendingSignIn } from '../request.types.ts';

export interface SignInDeps {
  keycloak: Keycloak;
  settings: KeycloakSettings;
  publicUrl: string;
  limit: RequestHandler;
  session: RequestHandler;
  /** Finds or makes the person of a validated token; answers the person's id. Throws ACCOUNT_INACTIVE, ACCOUNT_NAME_TAKEN. */
  personOf: (request: Request) => Promise<string>;
  ended: { byIdpSession(sid: string): Promise<number>; byIdpSubject(subject: string): Promise<number> };
  /** Told after a session began or was ended by its person. */
  onSession: (what: 'session.started' | 'session.ended', person: string, request: Request) => Promise<void>;
}

const pendingLimit = 5;
const pendingMs = 10 * 60_000;

export function createSignInRoutes(deps: SignInDeps): Router {
  const router = Router();
  const issuer = issuerOf(deps.settings);
  const callbackUrl = `${deps.publicUrl}/auth/callback`;
  const configured = discoverOnce(issuer, deps.settings);
  const keys = logoutKeys(issuer);
  const page = (work: (request: Request, response: Response) => Promise<void>): RequestHandler => (request, response) => {
    response.set('cache-control', 'no-store');
    work(request, response).catch((fault: unknown) => sendSignInFault(request, response, fault));
  };

  router.get('/auth/login', deps.limit, deps.session, page(async (request, response) => {
    const configuration = await configured();
    const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
    request.session.pending = { ...youngest(request.session.pending ?? {}), [state]: { nonce, verifier, returnTo: ownPath(request.query['returnTo'], deps.publicUrl), at: Date.now() } };
    const address = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: callbackUrl, scope: 'openid profile email', state, nonce, code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
      ...(request.query['prompt'] === 'login' ? { prompt: 'login' } : {}),
    });
    await saved(request.session);
    response.redirect(302, address.href);
  }));

  router.get('/auth/callback', deps.limit, deps.session, page(async (request, response) => {
    const { search } = new URL(request.originalUrl, deps.publicUrl);
    const state = new URLSearchParams(search).get('state') ?? '';
    const pending = ownEntry(request.session.pending, state);
    if (!pending || Date.now() - pending.at > pendingMs) throw new CatalogueError('SIGN_IN_FAILED', { reason: 'not-started-here' });
    // A new session id before anything is exchanged: whoever planted the old one gains nothing.
    await regenerated(request.session);
    const configuration = await configured();
    const answer = await oidc.authorizationCodeGrant(configuration, new URL(callbackUrl + search), { expectedState: state, expectedNonce: pending.nonce, pkceCodeVerifier: pending.verifier, idTokenExpected: true }).catch((fault: unknown) => { throw exchangeFault(fault, request); });
    const grant = await deps.keycloak.grantManager.createGrant(JSON.stringify(answer)).catch((fault: unknown) => { throw exchangeFault(fault, request); });
    request.kauth = { grant };
    const person = await deps.personOf(request);
    request.session['keycloak-token'] = grant.__raw;
    request.session.person = person;
    request.session.csrf = randomBytes(32).toString('base64url');
    const sid = grant.id_token?.content.sid ?? grant.access_token?.content.sid;
    if (sid) request.session.idpSid = sid;
    const subject = grant.id_token?.content.sub ?? grant.access_token?.content.sub;
    if (subject) request.session.idpSubject = subject;
    // Redirecting before the save is done would lose the sign-in.
    await saved(request.session);
    await deps.onSession('session.started', person, request).catch((fault: unknown) => request.log.warn({ fault: describe(fault) }, 'session event not kept'));
    response.redirect(303, deps.publicUrl + pending.returnTo);
  }));

  router.post('/auth/logout', deps.limit, deps.session, express.urlencoded({ extended: false, limit: '4kb' }), page(async (request, response) => {
    const { person } = request.session;
    const token = request.session['keycloak-token'];
    let next = `${deps.publicUrl}/`;
    if (person) {
      checkCsrf(request, deps.publicUrl, request.get('x-csrf-token') ?? (request.body as { _csrf?: string } | undefined)?._csrf);
      next = await endSessionAddress(configured, token, `${deps.publicUrl}/`).catch(() => next);
      await deps.onSession('session.ended', person, request).catch((fault: unknown) => request.log.warn({ fault: describe(fault) }, 'session event not kept'));
    }
    await new Promise<void>((resolve, reject) => request.session.destroy((fault) => (fault ? reject(fault as Error) : resolve())));
    response.clearCookie('signalbox.sid', { path: '/' });
    if (request.accepts(['html', 'json']) === 'json') response.json({ redirectTo: next });
    else response.redirect(303, next);
  }));

  router.post('/auth/backchannel-logout', deps.limit, express.urlencoded({ extended: false, limit: '16kb' }), page(async (request, response) => {
    const { logout_token: token } = (request.body ?? {}) as { logout_token?: unknown };
    if (typeof token !== 'string') throw new CatalogueError('LOGOUT_TOKEN_INVALID', { reason: 'missing' });
    const order = await readLogoutToken(token, { issuer, clientId: deps.settings.clientId, keys });
    const count = order.sid !== null ? await deps.ended.byIdpSession(order.sid) : await deps.ended.byIdpSubject(order.sub ?? '');
    request.log.info({ count }, 'sessions ended by the identity provider');
    response.status(200).end();
  }));
  return router;
}

/** The provider's metadata, read at the first need and tried again after a failure. Throws SERVICE_UNAVAILABLE. */
function discoverOnce(issuer: string, settings: KeycloakSettings): () => Promise<oidc.Configuration> {
  let known: Promise<oidc.Configuration> | null = null;
  return async () => {
    known ??= oidc.discovery(new URL(issuer), settings.clientId, undefined, oidc.ClientSecretBasic(settings.clientSecret), { timeout: 5, ...(issuer.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : {}) });
    try {
      return await known;
    } catch {
      known = null;
      throw new CatalogueError('SERVICE_UNAVAILABLE', { service: 'identity-provider' });
    }
  };
}

async function endSessionAddress(configured: () => Promise<oidc.Configuration>, token: string | undefined, back: string): Promise<string> {
  const { id_token: idToken } = JSON.parse(token ?? '{}') as { id_token?: string };
  if (!idToken) return back;
  return oidc.buildEndSessionUrl(await configured(), { post_logout_redirect_uri: back, id_token_hint: idToken }).href;
}

/** Where a person is sent after signing in: a path of ours, whatever was asked for. */
export function ownPath(wanted: unknown, publicUrl: string): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || wanted.length > 2_000) return '/';
  try {
    const url = new URL(wanted, publicUrl);
    return url.origin === new URL(publicUrl).origin && !url.pathname.startsWith('//') && !url.pathname.startsWith('/auth/') ? url.pathname + url.search + url.hash : '/';
  } catch {
    return '/';
  }
}

const ownEntry = (pending: Record<string, PendingSignIn> | undefined, state: string): PendingSignIn | null => (pending && Object.hasOwn(pending, state) ? pending[state] ?? null : null);

/** Sign-ins started and not finished, the youngest few: several tabs may be at it. */
const youngest = (pending: Record<string, PendingSignIn>): Record<string, PendingSignIn> =>
  Object.fromEntries(Object.entries(pending).filter(([, { at }]) => Date.now() - at < pendingMs).sort(([, a], [, b]) => b.at - a.at).slice(0, pendingLimit - 1));

const saved = (session: Session): Promise<void> => new Promise((resolve, reject) => { session.save((fault) => (fault ? reject(fault as Error) : resolve())); });
const regenerated = (session: Session): Promise<void> => new Promise((resolve, reject) => { session.regenerate((fault) => (fault ? reject(fault as Error) : resolve())); });

function exchangeFault(fault: unknown, request: Request): CatalogueError {
  request.log.warn({ fault: describe(fault) }, 'sign-in refused');
  const isAnswer = fault instanceof oidc.ResponseBodyError || fault instanceof oidc.AuthorizationResponseError;
  if (isAnswer) return new CatalogueError('SIGN_IN_FAILED', { reason: fault.error });
  return /ECONN|fetch failed|timed? ?out|timeout|aborted/i.test(fault instanceof Error ? `${fault.message} ${String(fault.cause)}` : '') ? new CatalogueError('SERVICE_UNAVAILABLE', { service: 'identity-provider' }) : new CatalogueError('SIGN_IN_FAILED', { reason: 'answer-refused' });
}
