/** Checks a back-channel logout token (OpenID Connect Back-Channel Logout 1.0): signature, issuer, audience, age, purpose. */
import { createRemoteJWKSet, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { CatalogueError } from '#domain/errors';

export interface LogoutOrder { sid: string | null; sub: string | null }
const purpose = 'http://schemas.openid.net/event/backchannel-logout';

export const logoutKeys = (issuer: string): JWTVerifyGetKey => createRemoteJWKSet(new URL(`${issuer}/protocol/openid-connect/certs`), { timeoutDuration: 5_000, cooldownDuration: 1_000 });

/** Throws LOGOUT_TOKEN_INVALID. */
export async function readLogoutToken(token: string, expected: { issuer: string; clientId: string; keys: JWTVerifyGetKey }): Promise<LogoutOrder> {
  const refused = (reason: string) => new CatalogueError('LOGOUT_TOKEN_INVALID', { reason });
  const { payload } = await jwtVerify(token, expected.keys, { issuer: expected.issuer, audience: expected.clientId, algorithms: ['RS256'], maxTokenAge: '5 minutes', clockTolerance: 10 }).catch((fault: unknown) => {
    throw refused(fault instanceof Error && 'code' in fault ? String(fault.code) : 'unreadable');
  });
  const events = payload['events'];
  if (typeof events !== 'object' || events === null || !(purpose in events)) throw refused('other-purpose');
  if ('nonce' in payload) throw refused('nonce');
  const sid = typeof payload['sid'] === 'string' ? payload['sid'] : null;
  const sub = payload.sub ?? null;
  if (sid === null && sub === null) throw refused('nobody');
  return { sid, sub };
}
