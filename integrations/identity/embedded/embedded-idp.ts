/**
 * The identity provider of the one-machine default: oidc-provider under Keycloak's URLs, with a page that lists accounts instead of asking passwords.
 * Answers on the loopback address only and refuses to be made for any other. Who the accounts are and where records are kept is handed in.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Provider, type KoaContext } from 'oidc-provider';
import { CatalogueError } from '#domain/errors';
import type { EmbeddedIdpOptions } from './idp.ports.ts';
import { hostOf, isLoopbackHost } from './loopback.ts';
import { providerConfiguration } from './provider-configuration.ts';
import { giveRefreshTokensTheirForm } from './refresh-token.ts';
import { faultPage, localeOf, signedOutPage, signInPage, signOutPage, submitScript, type PageContext } from './sign-in-page.ts';

export type { EmbeddedIdpOptions, IdpAccount, IdpAccounts, IdpMachineClient, IdpRecords } from './idp.ports.ts';
export { makeSigningKey } from './signing-key.ts';

export interface EmbeddedIdp {
  issuer: string;
  /** `/realms/<realm>`: mount `handle` here, before session and body parsers. */
  mountPath: string;
  /** Takes requests whose url has the mount path stripped, as express does. */
  handle(request: IncomingMessage, response: ServerResponse): void;
}

/** Throws IDP_NOT_LOOPBACK for an address that others can reach. */
export function createEmbeddedIdp(options: EmbeddedIdpOptions): EmbeddedIdp {
  const address = new URL(options.address);
  if (!isLoopbackHost(address.hostname)) throw new CatalogueError('IDP_NOT_LOOPBACK', { address: options.address });
  const mountPath = `/realms/${options.realm}`;
  const portalOrigin = new URL(options.portal.redirectUri).origin;
  const context = (request: IncomingMessage, response: ServerResponse): PageContext => {
    const nonce = randomBytes(16).toString('base64');
    setPolicy(response, nonce, portalOrigin);
    return { nonce, locale: localeOf(request.headers['accept-language']), portalAddress: portalOrigin };
  };
  const show = (ctx: KoaContext, page: (context: PageContext) => string) => {
    ctx.type = 'html';
    ctx.body = page(context(ctx.req, ctx.res));
  };
  const provider = new Provider(`${options.address}${mountPath}`, providerConfiguration(options, {
    loginPath: `${mountPath}/login`,
    logout: (ctx, form) => show(ctx, (page) => signOutPage(page, form, `${mountPath}/resources/submit.js`)),
    loggedOut: (ctx) => show(ctx, signedOutPage),
    fault: (ctx, fault) => show(ctx, (page) => faultPage(page, 'error' in fault ? String(fault.error) : 'server_error')),
  }));
  giveRefreshTokensTheirForm(provider);
  for (const event of ['server_error', 'backchannel.error']) provider.on(event, (_ctx, fault) => options.onFault?.(fault, event));
  const answer = provider.callback();

  async function login(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { uid } = await provider.interactionDetails(request, response);
    if (request.method === 'POST') {
      const account = await options.accounts.find(new URLSearchParams(await readBody(request, 4_096)).get('account') ?? '');
      if (account) return provider.interactionFinished(request, response, { login: { accountId: account.id, remember: true } }, { mergeWithLastSubmission: false });
    }
    const page = context(request, response);
    sendHtml(response, 200, signInPage(page, await options.accounts.list(page.locale), `${mountPath}/login/${uid}`));
  }

  return {
    issuer: provider.issuer, mountPath,
    handle(request: IncomingMessage & { originalUrl?: string }, response) {
      // Where it is mounted is told by the difference of the two, as express leaves them.
      request.originalUrl ??= mountPath + (request.url ?? '/');
      response.setHeader('x-frame-options', 'DENY');
      if (!isLoopbackHost(request.socket.remoteAddress ?? '') || !isLoopbackHost(hostOf(request.headers.host ?? ''))) {
        response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' }).end('The embedded sign-in answers on the loopback address only.\n');
        return;
      }
      const path = (request.url ?? '/').split('?')[0] ?? '/';
      if (path === '/resources/submit.js') response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=3600' }).end(submitScript);
      else if (path.startsWith('/login/')) login(request, response).catch((fault: unknown) => {
        options.onFault?.(fault, 'login');
        if (!response.headersSent) sendHtml(response, 400, faultPage(context(request, response), fault instanceof Error && 'error' in fault ? String(fault.error) : 'session_not_found'));
      });
      else {
        setPolicy(response, randomBytes(16).toString('base64'), portalOrigin);
        answer(request, response);
      }
    },
  };
}

/** form-action names the portal too: Chrome applies it to the redirects that follow the form. */
function setPolicy(response: ServerResponse, nonce: string, portalOrigin: string): void {
  response.setHeader('content-security-policy', `default-src 'none'; script-src 'self'; style-src 'nonce-${nonce}'; img-src 'self' data:; form-action 'self' ${portalOrigin}; base-uri 'none'; frame-ancestors 'none'`);
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('x-content-type-options', 'nosniff');
}

function sendHtml(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html);
}

async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > limit) throw new RangeError('body too large');
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}
