/** What the session library has no word for: tokens replaced in place, and sessions ended by the identity provider's session or subject. Rows are the library's own. */
import type { Connection } from 'mongoose';

/** Written by connect-mongo with `stringify: false`. */
interface SessionRow { _id: string; expires: Date; session: { 'keycloak-token'?: unknown; person?: string; idpSid?: string; idpSubject?: string } }

export interface SessionRepo {
  /** The stored token of a live session as the serializer wrote it; null when session or token are gone. */
  token(sessionId: string): Promise<unknown>;
  /** Never brings an ended session back. Answers whether it is still there. */
  replaceToken(sessionId: string, token: unknown): Promise<boolean>;
  /** Ends the sessions of one session at the identity provider, or of one of its accounts everywhere. Answers how many. */
  endByIdpSession(idpSid: string): Promise<number>;
  endByIdpSubject(subject: string): Promise<number>;
  /** Ends sessions of people from before a session kept its account: an order that names only an account would never find them. Answers how many; none the second time. */
  endWithoutIdpSubject(): Promise<number>;
  ensureIndexes(): Promise<void>;
}

export function createSessionRepo(connection: Connection): SessionRepo {
  const sessions = () => connection.collection<SessionRow>('sessions');
  return {
    async token(sessionId) {
      const row = await sessions().findOne({ _id: sessionId, expires: { $gt: new Date() } }, { projection: { 'session.keycloak-token': 1 } });
      return row?.session['keycloak-token'] ?? null;
    },
    replaceToken: async (sessionId, token) => (await sessions().updateOne({ _id: sessionId }, { $set: { 'session.keycloak-token': token } })).matchedCount === 1,
    endByIdpSession: async (idpSid) => (await sessions().deleteMany({ 'session.idpSid': idpSid })).deletedCount,
    endByIdpSubject: async (subject) => (await sessions().deleteMany({ 'session.idpSubject': subject })).deletedCount,
    endWithoutIdpSubject: async () => (await sessions().deleteMany({ 'session.person': { $exists: true }, 'session.idpSubject': { $exists: false } })).deletedCount,
    async ensureIndexes() {
      await sessions().createIndex({ expires: 1 }, { expireAfterSeconds: 0 });
      await sessions().createIndex({ 'session.idpSid': 1 }, { sparse: true });
      await sessions().createIndex({ 'session.idpSubject': 1 }, { sparse: true });
    },
  };
}
