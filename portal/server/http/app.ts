/** Puts the parts of the portal's HTTP side in their order. What each does is in its own file; what the API answers is the handlers'. */
import type { RequestListener } from 'node:http';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import type { Keycloak } from 'keycloak-connect';
import type { Log } from './log.ts';
import { CatalogueError } from '#domain/errors';
import type { ApiTokenDoor } from '../identity/api-token.door.ts';
import { apiRouter, isBearer, rawRouter, type ApiDeps } from './api-router.ts';
import { bodyDeadline } from './body-deadline.ts';
import { errorHandler, sendFault } from './error-answer.ts';
import { onlyOwnAddress } from './origin.ts';
import type { RateLimits } from './rate-limits.ts';
import { requestStart, securityHeaders } from './request-start.ts';
import { createSignInRoutes, type SignInDeps } from './sign-in/sign-in.routes.ts';
import { keycloakSetup } from './sign-in/keycloak.ts';
import type { Grants } from './sign-in/grants.ts';
import { staticWeb, webPage } from './static-web.ts';

export interface AppDeps {
  log: Log;
  publicUrl: string;
  idpOrigin: string;
  /** Number of proxies whose X-Forwarded-For is believed. */
  trustProxy: number;
  /** Refuse other names than our own; on for the one-machine default. */
  isOnlyOwnAddress: boolean;
  webFolder: string;
  /** Ready: `null`; else what is missing ("MongoDB"). */
  missing: () => string | null;
  /** The embedded identity provider, once it is made; null with a real Keycloak. */
  idp: { mountPath: string; handle: RequestHandler } | null;
  session: RequestHandler;
  keycloak: Keycloak;
  grants: Grants;
  apiTokens: Pick<ApiTokenDoor, 'attach'>;
  limits: RateLimits;
  signIn: Omit<SignInDeps, 'session' | 'limit'>;
  api: Omit<ApiDeps, 'protect'>;
}

export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', deps.trustProxy);
  app.set('query parser', 'simple');
  app.use(requestStart(deps.log), bodyDeadline, securityHeaders(deps.publicUrl, deps.idpOrigin));
  app.get('/healthz', (_request, response) => {
    const missing = deps.missing();
    response.set('cache-control', 'no-store').status(missing ? 503 : 200).json(missing ? { status: 'waiting', for: missing } : { status: 'ok' });
  });
  if (deps.isOnlyOwnAddress) app.use(onlyOwnAddress(deps.publicUrl));
  const whenReady: RequestHandler = (_request, _response, next) => {
    const missing = deps.missing();
    next(missing ? new CatalogueError('SERVICE_UNAVAILABLE', { service: missing }) : undefined);
  };
  if (deps.idp) app.use(deps.idp.mountPath, deps.limits.signIn, whenReady, deps.idp.handle);
  app.use(staticWeb(deps.webFolder));
  app.use(['/api', '/auth'], whenReady);
  const api: ApiDeps = { ...deps.api, protect: skipFor(hasApiToken, deps.keycloak.protect()) };
  app.use(rawRouter(api));
  app.use('/api/alarms', deps.limits.refusedWebhook);
  app.use(createSignInRoutes({ ...deps.signIn, session: deps.session, limit: deps.limits.signIn }));
  // A bearer token is the whole credential: a session beside it is not looked at, and no cookie is set.
  app.use('/api', keycloakSetup, skipFor((request) => isWebhook(request) || isBearer(request), deps.session));
  app.use('/api', skipFor(isWebhook, deps.apiTokens.attach), skipFor((request) => isWebhook(request) || hasApiToken(request), deps.grants.attach));
  app.use('/api/approval-links', deps.limits.approvalLink);
  app.use('/api', deps.limits.refusedToken, deps.limits.api);
  app.use('/api/signals', deps.limits.signal);
  app.use(apiRouter(api));
  app.get('/api/docs', webPage(deps.webFolder));
  app.use(['/api', '/auth', '/socket.io', '/realms'], (_request, _response, next) => next(new CatalogueError('NOT_FOUND', { what: 'address' })));
  app.use(webPage(deps.webFolder));
  app.use((_request, _response, next) => next(new CatalogueError('NOT_FOUND', { what: 'page' })));
  app.use(errorHandler);
  return app;
}

/**
 * For the HTTP server. A fault that comes when a request was already answered, such as that its session could not be touched, is written down; express's own
 * last handler would break the connection, and with it the answer on its way and the next one on the same line.
 */
export const listenerOf = (app: Express): RequestListener => (request, response) => app(request as Request, response as Response, (fault: unknown) => sendFault(request as Request, response as Response, fault));

const hasApiToken = (request: Request): boolean => request.apiToken !== undefined;
const isWebhook = (request: Request): boolean => request.originalUrl.startsWith('/api/alarms/');
const skipFor = (isSkipped: (request: Request) => boolean, handler: RequestHandler): RequestHandler => (request, response, next) => (isSkipped(request) ? next() : handler(request, response, next));
