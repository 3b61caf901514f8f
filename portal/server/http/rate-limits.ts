/** How often somebody may ask. Counted per process: a cluster of n portals allows n times as much, which is still a limit. */
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { CatalogueError } from '#domain/errors';
import { errorAnswerOf } from './error-answer.ts';

const limit = (options: { windowSeconds: number; max: number | ((request: Request) => number); key: (request: Request) => string }): RequestHandler => rateLimit({
  windowMs: options.windowSeconds * 1_000, limit: options.max, standardHeaders: 'draft-8', legacyHeaders: false, keyGenerator: options.key,
  handler: (_request, response, next) => next(new CatalogueError('RATE_LIMITED', { seconds: Number(response.get('retry-after') ?? options.windowSeconds) })),
});

const address = (request: Request): string => ipKeyGenerator(request.ip ?? 'unknown');
const callerOf = (request: Request): string => (request.apiToken ? `token/${request.apiToken.id}` : undefined) ?? request.session?.person ?? request.kauth?.grant?.access_token?.content.sub ?? address(request);

export interface RateLimits {
  api: RequestHandler; signIn: RequestHandler;
  /** Stand behind the webhooks, and behind the look at bearer tokens, and see only what was refused there. */
  refusedWebhook: ErrorRequestHandler; refusedToken: ErrorRequestHandler;
  /** Before the links of mails: they need no sign-in, so guessing at them is limited by itself. */
  approvalLink: RequestHandler;
  /** Before signals: each may go to thousands of runs. */
  signal: RequestHandler;
}

/** Per minute: 3,000 per person, 600 per API token, 300 sign-in steps per address, 120 webhook posts without a right secret 120 wrong tokens, 60 signals per caller, and 60 looks at links from mails per address. */
export const createRateLimits = (): RateLimits => ({
  api: limit({ windowSeconds: 60, max: (request) => (request.apiToken ? 600 : 3_000), key: callerOf }),
  signIn: limit({ windowSeconds: 60, max: 300, key: address }),
  refusedWebhook: countingRefusals(limit({ windowSeconds: 60, max: 120, key: address })),
  refusedToken: countingRefusals(limit({ windowSeconds: 60, max: 120, key: address })),
  signal: limit({ windowSeconds: 60, max: 60, key: callerOf }),
  approvalLink: limit({ windowSeconds: 60, max: 60, key: address }),
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
