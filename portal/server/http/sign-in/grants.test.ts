import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { codeOf } from '#domain/errors';
import { createGrants, isExpired, verdictOn } from './grants.ts';
import { ownPath } from './sign-in.routes.ts';

const token = (exp: number) => JSON.stringify({ access_token: ['x', Buffer.from(JSON.stringify({ exp })).toString('base64url'), 'y'].join('.') });

describe('what a fault of the token library means', () => {
  it.each([
    ['Grant validation failed. Reason: invalid token (expired)', false, 'SIGN_IN_NEEDED'],
    ['Grant validation failed. Reason: invalid token (wrong audience)', true, 'SIGN_IN_NEEDED'],
    ['Unable to refresh with expired refresh token', false, 'SIGN_IN_NEEDED'],
    ['400:Bad Request', false, 'SIGN_IN_NEEDED'],
    ['500:Internal Server Error', false, 'SERVICE_UNAVAILABLE'],
    ['503:Service Unavailable', false, 'SERVICE_UNAVAILABLE'],
    ['401:Unauthorized', false, 'SERVICE_UNAVAILABLE'],
    ['connect ECONNREFUSED 127.0.0.1:8080', false, 'SERVICE_UNAVAILABLE'],
    ['socket hang up', false, 'SERVICE_UNAVAILABLE'],
    ['Grant validation failed. Reason: failed to load public key to verify token. Reason: connect ECONNREFUSED', false, 'SERVICE_UNAVAILABLE'],
    ['Grant validation failed. Reason: failed to load public key to verify token. Reason: connect ECONNREFUSED', true, 'SERVICE_UNAVAILABLE'],
    ["Cannot read properties of undefined (reading 'kty')", true, 'SIGN_IN_NEEDED'],
    ["Cannot read properties of undefined (reading 'kty')", false, 'SERVICE_UNAVAILABLE'],
  ])('%s (bearer: %s) is %s', (text, isBearer, code) => expect(codeOf(verdictOn(new Error(text), isBearer))).toBe(code));
});

describe('a token', () => {
  it('has run out after its instant, and when it cannot be read', () => {
    expect(isExpired(token(Date.now() / 1_000 + 60))).toBe(false);
    expect(isExpired(token(Date.now() / 1_000 - 1))).toBe(true);
    expect(isExpired('nonsense')).toBe(true);
    expect(isExpired('{"access_token":"opaque"}')).toBe(true);
  });
});

describe('a session whose token runs out while it is looked at', () => {
  it('is refreshed once and goes on', async () => {
    const [old, fresh] = [token(Date.now() / 1_000 + 0.05), token(Date.now() / 1_000 + 60)];
    const replaced: string[] = [];
    const createGrant = async (given: string) => {
      if (given === fresh || isExpired(given)) return { __raw: fresh };
      await sleep(80);
      throw new Error('Grant validation failed. Reason: invalid token (expired)');
    };
    const grants = createGrants({
      keycloak: { grantManager: { createGrant } } as never, log: { warn: () => undefined } as never,
      locks: { tryHold: () => Promise.resolve(() => Promise.resolve()) } as never,
      tokens: { read: () => Promise.resolve(replaced.at(-1) ?? old), replace: (_id, to) => { replaced.push(to); return Promise.resolve(true); } },
    });
    expect(await Promise.all([grants.ofSession('s', old), grants.ofSession('s', old)])).toEqual([{ __raw: fresh }, { __raw: fresh }]);
    expect(replaced).toEqual([fresh]);
  });
});

describe('the way back after signing in', () => {
  it.each([
    ['/work', '/work'], ['/work?x=1#y', '/work?x=1#y'], [undefined, '/'], ['', '/'], ['work', '/'], ['//evil.example', '/'], ['/\\evil.example', '/'], ['/\t/evil.example', '/'], ['http://evil.example', '/'],
    ['/auth/login', '/'], ['/../auth/logout', '/'], [['/a', '/b'], '/'], [`/${'x'.repeat(3_000)}`, '/'],
  ])('%s leads to %s', (wanted, reached) => expect(ownPath(wanted, 'http://127.0.0.1:8640')).toBe(reached));
});
