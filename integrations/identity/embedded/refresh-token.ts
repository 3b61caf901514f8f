/**
 * Refresh tokens that look like a JWT. keycloak-connect decodes a refresh token to see whether it is expired and takes one it cannot decode as expired,
 * so an opaque one would end every session at the first expiry. The text is still opaque: it is found by its whole, and its third part is 256 random bits.
 */
import { randomBytes } from 'node:crypto';
import type { Provider } from 'oidc-provider';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** `generateTokenId` is an internal hook of oidc-provider 9.13: pinned in package.json, held by the sign-in scenario. */
export function giveRefreshTokensTheirForm(provider: Provider): void {
  provider.RefreshToken.prototype.generateTokenId = function generateTokenId(this: { exp?: number; expiration: number }): string {
    const now = Math.floor(Date.now() / 1000);
    return [encode({ alg: 'none', typ: 'JWT' }), encode({ typ: 'Refresh', iat: now, exp: this.exp ?? now + this.expiration }), randomBytes(32).toString('base64url')].join('.');
  };
}
