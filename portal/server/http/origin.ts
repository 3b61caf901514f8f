/** Whether a request was made by our own pages: address, origin and token of the session. */
import { timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { CatalogueError } from '#domain/errors';

/**
 * On the one-machine default only our own address is answered: another name that leads here could belong to a page of somebody else (DNS rebinding).
 * Pages are sent on to the right address, anything else is refused. Machines (health, webhooks) may use any name.
 */
export const onlyOwnAddress = (publicUrl: string): RequestHandler => {
  const { host } = new URL(publicUrl);
  return (request, response, next) => {
    if (request.get('host') === host || request.path === '/healthz' || request.path.startsWith('/api/alarms/')) return next();
    if ((request.method === 'GET' || request.method === 'HEAD') && request.accepts(['json', 'html']) === 'html') return response.redirect(302, `${publicUrl}${request.originalUrl}`);
    next(new CatalogueError('MISDIRECTED', { address: publicUrl }));
  };
};

/** Refuses a write of a browser session that does not carry its token or comes from another origin. `token` is what the request carried. */
export function checkCsrf(request: Request, publicUrl: string, token: string | undefined): void {
  const origin = request.get('origin');
  const site = request.get('sec-fetch-site');
  const isForeign = (origin !== undefined && origin !== new URL(publicUrl).origin) || (site !== undefined && site !== 'same-origin' && site !== 'none');
  if (isForeign || !isSame(token, request.session?.csrf)) throw new CatalogueError('CSRF_REFUSED');
}

function isSame(given: string | undefined, expected: string | undefined): boolean {
  if (!given || !expected) return false;
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
