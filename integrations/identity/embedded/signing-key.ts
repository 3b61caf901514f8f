/** Makes the key the embedded identity provider signs with. Keeping it is the caller's: a new key ends every session. */
import { exportJWK, generateKeyPair } from 'jose';
import { randomUUID } from 'node:crypto';

/** RSA 2048, RS256, with a kid; as JSON text. */
export async function makeSigningKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  return JSON.stringify({ ...await exportJWK(privateKey), kid: randomUUID(), alg: 'RS256', use: 'sig' });
}
