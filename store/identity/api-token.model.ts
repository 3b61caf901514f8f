/** Mongo shapes of tokens for machines, and of what the identity provider last said about people: a token has no other word of their roles. */
import { Schema, type Connection } from 'mongoose';
import type { Action } from '#domain/identity/identity.schema';
import { modelOn } from '../core/model-on.ts';

export interface ApiTokenRow { _id: string; person: string; name: string; scopes: Action[]; ending: string; /** SHA-256 of the value, hexadecimal. */ hash: string; madeAt: Date; expiresAt: Date; usedAt: Date | null }
const apiTokenSchema = new Schema<ApiTokenRow>({
  _id: String, person: { type: String, required: true }, name: { type: String, required: true }, scopes: { type: [String], required: true }, ending: { type: String, required: true },
  hash: { type: String, required: true }, madeAt: { type: Date, required: true }, expiresAt: { type: Date, required: true }, usedAt: { type: Date, default: null },
}, { collection: 'apiTokens', versionKey: false });
apiTokenSchema.index({ hash: 1 }, { unique: true });
apiTokenSchema.index({ person: 1, madeAt: -1 });
// Kept a month after its end, so that its owner sees which one ran out.
apiTokenSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 30 * 86_400 });

/** `_id` is the person's id; `issuedAt` that of the access token, in seconds since 1970. */
export interface AccountRow { _id: string; subject: string; username: string; name: string; email: string; locale: string; roles: string[]; issuedAt: number }
const accountSchema = new Schema<AccountRow>({
  _id: String, subject: { type: String, required: true }, username: { type: String, required: true }, name: { type: String, default: '' }, email: { type: String, default: '' },
  locale: { type: String, default: 'en' }, roles: { type: [String], default: [] }, issuedAt: { type: Number, required: true },
}, { collection: 'accounts', versionKey: false });

export const apiTokenModels = (connection: Connection) => ({ tokens: modelOn(connection, 'ApiToken', apiTokenSchema), accounts: modelOn(connection, 'Account', accountSchema) });
