/** How often somebody may ask. Counted per process: a cluster of n portals allows n times as much, which is still a limit. */
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { CatalogueError } from '#domain/errors';

const limit = (options: { windowSeconds: number; max: number; key: (request: Request) => string; countsOnly?: (status: number) => boolean }): RequestHandler => rateLimit({
  windowMs: options.windowSeconds * 1_000, limit: options.max, standardHeaders: 'draft-8', legacyHeaders: false, keyGenerator: options.key,
  ...(options.countsOnly ? { skipSuccessfulRequests: true, requestWasSuccessful: (_request: Request, response: { statusCode: number }) => !options.countsOnly!(response.statusCode) } : {}),
  handler: (_request, response, next) => next(new CatalogueError('RATE_LIMITED', { seconds: Number(response.get('retry-after') ?? options.windowSeconds) })),
});

const address = (request: Request): string => ipKeyGenerator(request.ip ?? 'unknown');
const personOrAddress = (request: Request): string => request.session?.person ?? request.kauth?.grant?.access_token?.content.sub ?? address(request);

export interface RateLimits { api: RequestHandler; signIn: RequestHandler; webhook: RequestHandler }

/** Per minute: 3,000 per person, 300 sign-in steps per address, 120 webhook posts with a wrong secret per address; posts with the right one are not limited. */
export const createRateLimits = (): RateLimits => ({
  api: limit({ windowSeconds: 60, max: 3_000, key: personOrAddress }),
  signIn: limit({ windowSeconds: 60, max: 300, key: address }),
  webhook: limit({ windowSeconds: 60, max: 120, key: address, countsOnly: (status) => status === 401 || status === 404 }),
});
