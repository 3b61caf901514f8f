/** Browser sessions in MongoDB: the cookie is only a name, tokens are sealed at rest. Built for the composition root from the library's own store. */
import { MongoStore } from 'connect-mongo';
import session, { type SessionData } from 'express-session';
import type { RequestHandler } from 'express';
import type { MongoClient } from '#store/core/connection';
import type { SecretCipher, Sealed } from '#store/secret/secret.cipher';
import '../request.types.ts';

export const sessionCookie = 'signalbox.sid';
/** Idle sessions end after this; the identity provider decides about the rest. */
export const sessionSeconds = 12 * 3600;
/** That a session was used is written at most so often: a page asks twenty things at once. */
const touchSeconds = 60;
const tokenName = 'session token';

export const sealToken = (cipher: SecretCipher, token: string): Sealed => cipher.seal(tokenName, token);
export const openToken = (cipher: SecretCipher, sealed: unknown): string => cipher.open(tokenName, sealed as Sealed);

export function createSessionStore(client: Promise<MongoClient>, databaseName: () => string, cipher: SecretCipher): MongoStore {
  return new MongoStore<SessionData>({
    clientPromise: client as never, dbName: databaseName(), collectionName: 'sessions', stringify: false, ttl: sessionSeconds, touchAfter: touchSeconds, autoRemove: 'disabled',
    serialize: (data) => {
      const plain = JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
      const token = plain['keycloak-token'];
      return { ...plain, ...(typeof token === 'string' ? { 'keycloak-token': sealToken(cipher, token) } : {}) } as unknown as SessionData;
    },
    unserialize: (stored) => {
      const data = { ...(stored as unknown as Record<string, unknown>) };
      const token = data['keycloak-token'];
      return { ...data, ...(token ? { 'keycloak-token': openToken(cipher, token) } : {}) } as unknown as SessionData;
    },
  });
}

/**
 * SameSite=Lax: Strict would lose the session on the way back from an identity provider on another site. `unset` stays "keep": with "destroy" a session
 * that could not be read counts as one that was taken off the request, and is deleted. Who ends one calls `destroy`.
 */
export const sessionMiddleware = (store: session.Store, secret: string, publicUrl: string): RequestHandler => session({
  name: sessionCookie, secret, store, resave: false, saveUninitialized: false, rolling: true,
  cookie: { httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:') ? 'auto' : false, path: '/', maxAge: sessionSeconds * 1_000 },
});
