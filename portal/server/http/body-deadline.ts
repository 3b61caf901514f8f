/** How long a body may take to arrive. The server's own limit is one for all and must suffice for a file over a slow line; everything else is here within a minute. */
import type { RequestHandler } from 'express';

const bodyMs = 60_000;
/** For the HTTP server: a file of the largest size over half a megabit a second. */
export const longestRequestMs = 15 * 60_000;

const isFile = (method: string, path: string): boolean => method === 'POST' && path === '/api/files';

export const bodyDeadline: RequestHandler = (request, response, next) => {
  if (request.complete || isFile(request.method, request.path)) return next();
  const timer = setTimeout(() => { if (!request.complete) request.destroy(); }, bodyMs);
  timer.unref();
  const stop = (): void => clearTimeout(timer);
  request.once('end', stop).once('close', stop);
  response.once('close', stop);
  next();
};
