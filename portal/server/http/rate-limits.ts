/** How often somebody may ask. Counted per process: a cluster of n portals allows n times as much, which is still a limit. */
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { CatalogueError } from '#domain/errors';
import { errorAnswerOf } from './error-answer.ts';

const limit = (options: { windowSeconds: number; max: number; key: (request: Request) => string }): RequestHandler => rateLimit({
  windowMs: options.windowSeconds * 1_000, limit: options.max, standardHeaders: 'draft-8', legacyHeaders: false, keyGenerator: options.key,
  handler: (_request, response, next) => next(new CatalogueError('RATE_LIMITED', { seconds: Number(response.get('retry-after') ?? options.windowSeconds) })),
});

const address = (request: Request): string => ipKeyGenerator(request.ip ?? 'unknown');
const personOrAddress = (request: Request): string => request.session?.person ?? request.kauth?.grant?.access_token?.content.sub ?? address(request);

export interface RateLimits {
  api: RequestHandler; signIn: RequestHandler;
  /** Stands behind the webhooks and sees only what they refused. */
  refusedWebhook: ErrorRequestHandler;
}

/** Per minute: 3,000 per person, 300 sign-in steps per address, 120 webhook posts without a right secret per address. */
export const createRateLimits = (): RateLimits => ({
  api: limit({ windowSeconds: 60, max: 3_000, key: personOrAddress }),
  signIn: limit({ windowSeconds: 60, max: 300, key: address }),
  refusedWebhook: countingRefusals(limit({ windowSeconds: 60, max: 120, key: address })),
});

/**
 * Counts answers that somebody without the secret gets (401, 404), after the secret was looked at: a right post is never counted and never turned away,
 * however many wrong ones come from its address. A sender that is told 4xx drops the alarm.
 */
const countingRefusals = (counted: RequestHandler): ErrorRequestHandler => (fault, request, response, next) => {
  const { status } = errorAnswerOf(fault);
  if (status !== 401 && status !== 404) return next(fault);
  void counted(request, response, (refused?: unknown) => next(refused ?? fault));
};
