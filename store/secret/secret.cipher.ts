/** Sealing of secrets at rest: AES-256-GCM under the data key, bound to the name they are stored under, so that a copied row is refused. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { CatalogueError } from '#domain/errors';

/** Base64 parts; `key` is a fingerprint of the data key (not the key), so that a changed key is named instead of guessed. */
export interface Sealed { v: 1; key: string; iv: string; tag: string; data: string }

export interface SecretCipher {
  seal(name: string, plain: string): Sealed;
  /** Throws SECRET_UNREADABLE when key, name or content do not belong together. */
  open(name: string, sealed: Sealed): string;
}

/** `dataKey`: 32 bytes in hexadecimal. */
export function createSecretCipher(dataKey: string): SecretCipher {
  const key = Buffer.from(dataKey, 'hex');
  if (key.length !== 32) throw new RangeError('the data key needs 32 bytes in hexadecimal');
  const fingerprint = createHash('sha256').update('signalbox data key').update(key).digest('hex').slice(0, 12);
  return {
    seal(name, plain) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(name));
      const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return { v: 1, key: fingerprint, iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), data: data.toString('base64') };
    },
    open(name, sealed) {
      if (sealed.key !== fingerprint) throw new CatalogueError('SECRET_UNREADABLE', { name });
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.iv, 'base64'), { authTagLength: 16 }).setAAD(Buffer.from(name)).setAuthTag(Buffer.from(sealed.tag, 'base64'));
        return Buffer.concat([decipher.update(Buffer.from(sealed.data, 'base64')), decipher.final()]).toString('utf8');
      } catch {
        throw new CatalogueError('SECRET_UNREADABLE', { name });
      }
    },
  };
}
