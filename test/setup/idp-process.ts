/** The embedded identity provider as a server of its own, so that a test can make it hang, kill it, count its calls, and give it short tokens that are good for one use. To the portal it is a Keycloak at an address. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { importJWK, SignJWT, type JWK } from 'jose';
import { createEmbeddedIdp, makeSigningKey, type EmbeddedIdp, type IdpAccount, type IdpMachineClient, type IdpRecords } from '#integrations/identity/embedded/embedded-idp';
import { freePort } from '#embedded/ports';

export interface TestIdp {
  address: string;
  /** Calls of the token endpoint so far. */
  tokenCalls(): number;
  /** From now on requests are taken and never answered; `false` answers what waits and goes on. */
  hang(doesHang: boolean): void;
  down(): Promise<void>;
  up(): Promise<void>;
  /** Forgets every session and grant of the person, as an administrator's "log out everywhere" does. */
  endSessionsOf(account: string): void;
  /** A logout token about the account alone, without a session, as a Keycloak sends it when set so. */
  logoutTokenOf(account: string): Promise<string>;
}

export interface TestIdpOptions { portalAddress: string; clientSecret: string; accessTokenSeconds: number; machines?: readonly IdpMachineClient[]; accounts: readonly { id: string; username: string; roles: readonly string[] }[] }

export async function startTestIdp(options: TestIdpOptions): Promise<TestIdp> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const accounts = options.accounts.map((account): IdpAccount => ({ ...account, name: account.username, email: `${account.username}@lindholm.example`, locale: 'en', group: { key: 'all', title: 'All' }, note: '', isMain: true }));
  const { records, endSessionsOf } = recordsInMemory();
  const signingKey = JSON.parse(await makeSigningKey()) as JWK;
  const idp: EmbeddedIdp = createEmbeddedIdp({
    address, realm: 'signalbox', accessTokenSeconds: options.accessTokenSeconds, rotatesRefreshTokens: true, onFault: (fault, where) => { console.error('test idp:', where, fault); }, cookieKey: 'cookies of a test', records, machines: options.machines ?? [],
    portal: { clientId: 'signalbox-portal', clientSecret: options.clientSecret, redirectUri: `${options.portalAddress}/auth/callback`, postLogoutRedirectUri: `${options.portalAddress}/`, backchannelLogoutUri: `${options.portalAddress}/auth/backchannel-logout` },
    accounts: { list: () => Promise.resolve(accounts), find: (id) => Promise.resolve(accounts.find((account) => account.id === id) ?? null) },
    signingKey,
  });
  let tokenCalls = 0;
  let isHanging = false;
  const held: (() => void)[] = [];
  let server: Server | null = null;
  const answer = (request: Parameters<EmbeddedIdp['handle']>[0], response: ServerResponse) => {
    request.url = (request.url ?? '').slice(idp.mountPath.length);
    idp.handle(request, response);
  };
  const up = async () => {
    server = createServer((request, response) => {
      if (request.url?.startsWith(`${idp.mountPath}/protocol/openid-connect/token`)) tokenCalls += 1;
      if (isHanging) held.push(() => answer(request, response));
      else answer(request, response);
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await up();
  return {
    address, tokenCalls: () => tokenCalls, endSessionsOf, up,
    logoutTokenOf: async (account) => new SignJWT({ events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }).setProtectedHeader({ alg: 'RS256', kid: signingKey.kid ?? '' })
      .setIssuer(`${address}/realms/signalbox`).setAudience('signalbox-portal').setSubject(account).setIssuedAt().setJti(randomUUID()).sign(await importJWK(signingKey, 'RS256')),
    hang(doesHang) {
      isHanging = doesHang;
      if (!doesHang) for (const go of held.splice(0)) go();
    },
    async down() {
      server?.closeAllConnections();
      server?.close();
      if (server?.listening) await once(server, 'close');
    },
  };
}

function recordsInMemory(): { records: IdpRecords; endSessionsOf(account: string): void } {
  const rows = new Map<string, { payload: Record<string, unknown>; until: number }>();
  const idOf = (kind: string, id: string) => `${kind}:${id}`;
  const live = (key: string) => {
    const row = rows.get(key);
    return row && row.until > Date.now() ? row.payload : undefined;
  };
  return {
    records: {
      upsert: async (kind, id, payload, seconds) => { rows.set(idOf(kind, id), { payload: { ...payload }, until: seconds ? Date.now() + seconds * 1_000 : Infinity }); },
      find: async (kind, id) => live(idOf(kind, id)),
      findByUid: async (kind, uid) => [...rows].filter(([key]) => key.startsWith(`${kind}:`)).map(([key]) => live(key)).find((payload) => payload?.['uid'] === uid),
      consume: async (kind, id) => { const payload = live(idOf(kind, id)); if (payload) payload['consumed'] = Math.floor(Date.now() / 1_000); },
      destroy: async (kind, id) => { rows.delete(idOf(kind, id)); },
      revokeByGrantId: async (grantId) => { for (const [key, row] of rows) if (row.payload['grantId'] === grantId) rows.delete(key); },
    },
    endSessionsOf: (account) => { for (const [key, row] of rows) if (row.payload['accountId'] === account) rows.delete(key); },
  };
}
