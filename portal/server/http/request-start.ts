/** The first thing every request meets: its id, its log, the security headers of its answer. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Log } from './log.ts';

const acceptable = /^[A-Za-z0-9_-]{8,64}$/;

/** Wrong webhook posts beyond their limit: those within it have told of them, and the rest would fill the disk. */
const isBeyondLimit = (path: string, status: number): boolean => status === 429 && path.startsWith('/api/alarms/');

/** The link of a mail is a credential for as long as it works: no log has it. */
export const withoutToken = (path: string): string => path.replace(/^(\/approve\/|\/api\/approval-links\/).+$/, '$1***');

/**
 * Every request gets an id of our own: what it makes is named after it, so it never comes from outside. A caller's X-Request-Id, when it is harmless,
 * is what logs and answers call the request by. One line is logged when the answer is out. Query texts are not logged.
 */
export const requestStart = (log: Log): RequestHandler => (request, response, next) => {
  const given = request.get('x-request-id');
  request.id = randomUUID();
  request.calledId = given && acceptable.test(given) ? given : request.id;
  request.log = log.child({ requestId: request.id, ...(request.calledId === request.id ? {} : { calledId: request.calledId }) });
  response.set('x-request-id', request.calledId);
  const path = withoutToken(request.path);
  const startedAt = performance.now();
  response.once('close', () => {
    if (path === '/healthz' || path.startsWith('/assets/') || isBeyondLimit(path, response.statusCode)) return;
    request.log.info({ method: request.method, path, status: response.statusCode, ms: Math.round(performance.now() - startedAt), ...(response.writableFinished ? {} : { isCutOff: true }) }, 'request');
  });
  next();
};

/**
 * The policy of every page: scripts only from here, styles with this answer's nonce (Ant Design injects some), forms only to here and the identity
 * provider, because Chrome applies form-action to the redirect that follows signing out.
 */
export const securityHeaders = (publicUrl: string, idpOrigin: string): RequestHandler => {
  const { origin, protocol, host } = new URL(publicUrl);
  const sockets = `${protocol === 'https:' ? 'wss' : 'ws'}://${host}`;
  const forms = idpOrigin === origin ? "'self'" : `'self' ${idpOrigin}`;
  return (request, response, next) => {
    request.nonce = randomBytes(16).toString('base64');
    response.set({
      'content-security-policy': [
        "default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${request.nonce}'`, "img-src 'self' data: blob:", "font-src 'self' data:", `connect-src 'self' ${sockets}`,
        "worker-src 'self'", "manifest-src 'self'", `form-action ${forms}`, "base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'",
      ].join('; '),
      'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin', 'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()', 'x-dns-prefetch-control': 'off',
      ...(protocol === 'https:' ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
    });
    next();
  };
};
