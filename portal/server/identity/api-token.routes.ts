/** A person's tokens for machines: listed, made, revoked. The value is answered once and kept nowhere. */
import { randomBytes, randomUUID } from 'node:crypto';
import { CatalogueError } from '#domain/errors';
import { portalEvent } from '#domain/audit/portal-event';
import type { EventAction } from '#domain/audit/event.schema';
import { apiTokenPrefix, type Actor, type ApiToken } from '#domain/identity/identity.schema';
import { can } from '#domain/identity/rights';
import { phrase } from '#domain/message';
import { instantOf } from '#domain/values';
import type { EventRepo } from '#store/audit/event.repo';
import type { ClientSession } from '#store/core/connection';
import type { ApiTokenRepo } from '#store/identity/api-token.repo';
import type { Handlers } from '../http/handler.ts';
import { hashOfToken } from './api-token.door.ts';

export interface ApiTokenRouteDeps { tokens: ApiTokenRepo; events: Pick<EventRepo, 'append'>; nowMs: () => number }

/** Tokens of one person that have not run out. */
const most = 50;
const dayMs = 86_400_000;

export function createApiTokenRoutes({ tokens, events, nowMs }: ApiTokenRouteDeps): Handlers {
  const record = (action: EventAction, actor: Actor, token: ApiToken, requestId: string) => (session: ClientSession): Promise<void> => events.append([portalEvent({
    requestId, at: instantOf(nowMs()), action, actor: { kind: 'person', id: actor.person, name: actor.name }, refs: [{ kind: 'person', id: token.person }],
    data: { token: token.id, name: token.name, scopes: [...token.scopes], expiresAt: token.expiresAt },
  })], session);
  return {
    'apiTokens.list': async ({ actor }) => ({ items: await tokens.ofPerson(actor.person) }),
    'apiTokens.make': async ({ body, actor, requestId }) => {
      const foreign = body.scopes.find((scope) => !can(actor, scope));
      if (foreign !== undefined) throw new CatalogueError('API_TOKEN_SCOPE', { action: phrase(`right.${foreign}`) });
      if (await tokens.countLive(actor.person, new Date(nowMs())) >= most) throw new CatalogueError('API_TOKEN_LIMIT', { limit: most });
      const value = apiTokenPrefix + randomBytes(32).toString('base64url');
      const token: ApiToken = {
        id: randomUUID(), person: actor.person, name: body.name, scopes: [...new Set(body.scopes)], ending: value.slice(-4),
        madeAt: instantOf(nowMs()), expiresAt: instantOf(nowMs() + body.days * dayMs), usedAt: null,
      };
      await tokens.add(token, hashOfToken(value), record('apiToken.made', actor, token, requestId));
      return { token, value };
    },
    'apiTokens.revoke': async ({ params, actor, requestId }) => {
      const token = await tokens.remove(params.id, actor.person, (session, gone) => record('apiToken.revoked', actor, gone, requestId)(session));
      if (token === null) throw new CatalogueError('NOT_FOUND', { what: 'token' });
      return { revoked: true };
    },
  };
}
