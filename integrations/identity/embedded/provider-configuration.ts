/** The configuration that makes oidc-provider answer like a Keycloak realm: same URLs, same claims, tokens keycloak-connect accepts. Pages and mounting are embedded-idp.ts. */
import type { KoaContext, StoredToken } from 'oidc-provider';
import type { EmbeddedIdpOptions, IdpAccount, IdpRecords } from './idp.ports.ts';

const day = 86_400;
/** JWT access tokens only come through resource indicators; ours name the audience. */
const audienceUrn = (audience: string): string => `urn:signalbox:audience:${audience}`;
const oidc = '/protocol/openid-connect';

export interface ProviderPages { loginPath: string; logout: (ctx: KoaContext, form: string) => void; loggedOut: (ctx: KoaContext) => void; fault: (ctx: KoaContext, fault: Error) => void }

export function providerConfiguration(options: EmbeddedIdpOptions, pages: ProviderPages): Record<string, unknown> {
  const machines = new Map((options.machines ?? []).map((machine) => [machine.id, machine]));
  const audienceOf = (clientId: string): string => machines.get(clientId)?.audience ?? options.portal.clientId;
  const cookiePath = `/realms/${options.realm}`;
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true, overwrite: true, secure: options.address.startsWith('https:') };
  const accessSeconds = options.accessTokenSeconds ?? 60;
  const refreshSeconds = options.refreshTokenSeconds ?? 14 * day;
  return {
    adapter: recordAdapter(options.records),
    jwks: { keys: [options.signingKey] },
    clients: [portalClient(options.portal), ...[...machines.values()].map((machine) => ({
      client_id: machine.id, client_secret: machine.secret, grant_types: ['client_credentials'], redirect_uris: [], response_types: [], token_endpoint_auth_method: 'client_secret_basic',
    }))],
    cookies: {
      keys: [options.cookieKey], names: { session: 'signalbox.idp.session', interaction: 'signalbox.idp.interaction', resume: 'signalbox.idp.resume' },
      long: { ...cookie, path: cookiePath }, short: { ...cookie, path: cookiePath },
    },
    routes: {
      authorization: `${oidc}/auth`, token: `${oidc}/token`, jwks: `${oidc}/certs`, end_session: `${oidc}/logout`, userinfo: `${oidc}/userinfo`,
      introspection: `${oidc}/token/introspect`, revocation: `${oidc}/revoke`,
    },
    scopes: ['openid', 'profile', 'email'],
    claims: { openid: ['sub', 'sid', 'typ', 'azp'], profile: ['name', 'preferred_username', 'locale'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    findAccount: async (_ctx: KoaContext, id: string) => {
      const account = await options.accounts.find(id);
      return account ? { accountId: account.id, claims: () => ({ ...personClaims(account), typ: 'ID', azp: options.portal.clientId }) } : undefined;
    },
    extraTokenClaims: async (_ctx: KoaContext, token: StoredToken) => {
      const machine = machines.get(token.clientId);
      const shared = { typ: 'Bearer', azp: token.clientId, ...(token.sid ? { sid: token.sid } : {}), resource_access: {} };
      if (machine) return { ...shared, preferred_username: `service-account-${machine.id}`, realm_access: { roles: machine.roles } };
      const account = token.accountId ? await options.accounts.find(token.accountId) : null;
      return account ? { ...shared, ...personClaims(account), realm_access: { roles: account.roles } } : shared;
    },
    pkce: { required: () => true },
    issueRefreshToken: async (_ctx: KoaContext, client: { grantTypeAllowed(type: string): boolean }) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: options.rotatesRefreshTokens ?? false,
    loadExistingGrant: (ctx: KoaContext) => grantWithoutConsent(ctx, audienceUrn(options.portal.clientId)),
    interactions: { url: (_ctx: KoaContext, interaction: { uid: string }) => `${pages.loginPath}/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      clientCredentials: { enabled: true },
      introspection: { enabled: true }, revocation: { enabled: true }, userinfo: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: pages.logout, postLogoutSuccessSource: pages.loggedOut },
      resourceIndicators: {
        enabled: true, useGrantedResource: () => true,
        defaultResource: (ctx: KoaContext) => audienceUrn(audienceOf(ctx.oidc.client.clientId)),
        getResourceServerInfo: (_ctx: KoaContext, indicator: string, client: { clientId: string }) => ({
          scope: 'openid profile email', audience: indicator === audienceUrn(audienceOf(client.clientId)) ? audienceOf(client.clientId) : 'nobody',
          accessTokenTTL: accessSeconds, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    enabledJWA: { idTokenSigningAlgValues: ['RS256'], userinfoSigningAlgValues: ['RS256'] },
    // An ID token must outlive its access token: keycloak-connect refuses a grant with an expired one and would not refresh it.
    ttl: { AccessToken: accessSeconds, ClientCredentials: accessSeconds, AuthorizationCode: 60, IdToken: accessSeconds + 300, RefreshToken: refreshSeconds, Session: 14 * day, Grant: 14 * day, Interaction: 3600 },
    // Its guard comes along as a dispatcher and refuses loopback addresses, which is where the portal listens.
    fetch: (address: string | URL, { dispatcher: _guard, ...init }: RequestInit & { dispatcher?: unknown } = {}) => fetch(address, { ...init, signal: AbortSignal.timeout(5_000) }),
    renderError: (ctx: KoaContext, _out: unknown, fault: Error) => pages.fault(ctx, fault),
  };
}

const personClaims = (account: IdpAccount) => ({ preferred_username: account.username, name: account.name, email: account.email, email_verified: true, locale: account.locale });

const portalClient = (portal: EmbeddedIdpOptions['portal']) => ({
  client_id: portal.clientId, client_secret: portal.clientSecret, grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'],
  redirect_uris: [portal.redirectUri], post_logout_redirect_uris: [portal.postLogoutRedirectUri], token_endpoint_auth_method: 'client_secret_basic',
  backchannel_logout_uri: portal.backchannelLogoutUri, backchannel_logout_session_required: true, id_token_signed_response_alg: 'RS256',
});

/** Who signs in here agrees: a grant with everything asked for, made when there is none. */
async function grantWithoutConsent(ctx: KoaContext, resource: string): Promise<unknown> {
  const { provider, client, session } = ctx.oidc;
  const known = session?.grantIdFor(client.clientId);
  const found = known ? await provider.Grant.find(known) : undefined;
  if (found) return found;
  if (!session?.accountId) return undefined;
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope('openid profile email');
  grant.addResourceScope(resource, 'openid profile email');
  await grant.save();
  return grant;
}

const recordAdapter = (records: IdpRecords) => (kind: string) => ({
  upsert: (id: string, payload: Record<string, unknown>, expiresIn?: number) => records.upsert(kind, id, payload, expiresIn),
  find: (id: string) => records.find(kind, id),
  findByUid: (uid: string) => records.findByUid(kind, uid),
  findByUserCode: async () => undefined,
  consume: (id: string) => records.consume(kind, id),
  destroy: (id: string) => records.destroy(kind, id),
  revokeByGrantId: (grantId: string) => records.revokeByGrantId(grantId),
});
