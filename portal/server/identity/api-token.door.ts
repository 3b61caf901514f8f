/** Lets in machines that show an API token: who they act for, and with how much of that person's rights. Asked anew with every request, so that what ends, ends at once. */
import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { CatalogueError } from '#domain/errors';
import { apiTokenPrefix, type Actor, type ApiToken } from '#domain/identity/identity.schema';
import { narrowed } from '#domain/identity/rights';
import { epochMs } from '#domain/values';
import type { ApiTokenRepo } from '#store/identity/api-token.repo';
import { describe } from '../http/error-answer.ts';
import type { Accounts } from './accounts.ts';
import type { Actors } from './actors.ts';
import '../http/request.types.ts';

export interface ApiTokenDoor {
  /** Puts the token a request shows on it. Refuses one that is unknown, revoked or has run out with API_TOKEN_REFUSED. */
  attach: RequestHandler;
  /** Its person as of now, narrowed to its scopes. Throws ACCOUNT_INACTIVE, API_TOKEN_REFUSED. */
  actorOf(token: ApiToken): Promise<Actor>;
}

/** A use is written at most this often. */
const usedMs = 60_000;

/** What is kept of a value: it has 256 random bits, so that no salt or slow hash is needed. */
export const hashOfToken = (value: string): string => createHash('sha256').update(value).digest('hex');

export function createApiTokenDoor({ tokens, accounts, actors, nowMs }: { tokens: Pick<ApiTokenRepo, 'byHash' | 'used'>; accounts: Pick<Accounts, 'of'>; actors: Pick<Actors, 'of'>; nowMs: () => number }): ApiTokenDoor {
  const refused = () => new CatalogueError('API_TOKEN_REFUSED');
  return {
    async attach(request, _response, next) {
      const value = /^bearer +(\S+)\s*$/i.exec(request.get('authorization') ?? '')?.[1];
      if (!value?.startsWith(apiTokenPrefix)) return next();
      const token = await tokens.byHash(hashOfToken(value));
      if (token === null || epochMs(token.expiresAt) <= nowMs()) throw refused();
      request.apiToken = token;
      request.log = request.log.child({ machine: token.id });
      if (token.usedAt === null || nowMs() - epochMs(token.usedAt) > usedMs) {
        const { log } = request;
        tokens.used(token.id, new Date(nowMs()), new Date(nowMs() - usedMs)).catch((fault: unknown) => log.warn({ fault: describe(fault) }, 'the use of a token could not be noted'));
      }
      next();
    },
    async actorOf(token) {
      const account = await accounts.of(token.person);
      if (account === null) throw refused();
      const actor = await actors.of(account);
      if (actor.person !== token.person) throw refused();
      return narrowed(actor, token.scopes);
    },
  };
}
