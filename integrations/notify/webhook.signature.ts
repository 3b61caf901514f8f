/** Signs messages as Standard Webhooks says: HMAC-SHA256 over "id.timestamp.body" under the secret's bytes, in base64, marked with the scheme's version. */
import { createHmac, randomBytes } from 'node:crypto';

/** A new secret: `whsec_` and 32 random bytes in base64. */
export const makeWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** One signature for each secret, with spaces between: receivers take any they know. `timestamp`: seconds since 1970. */
export const signatureOf = (secrets: readonly string[], { id, timestamp, body }: { id: string; timestamp: number; body: string }): string =>
  secrets.map((secret) => `v1,${createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).update(`${id}.${timestamp}.${body}`, 'utf8').digest('base64')}`).join(' ');
