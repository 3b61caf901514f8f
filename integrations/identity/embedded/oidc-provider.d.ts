/** The part of oidc-provider 9 we use; it ships no types. Pinned together with its version: generateTokenId is an internal hook (see refresh-token.ts). */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface Grant {
    accountId: string; clientId: string;
    addOIDCScope(scope: string): void;
    addOIDCClaims(claims: readonly string[]): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }
  export interface StoredToken { kind: string; clientId: string; accountId?: string; sid?: string; expiration: number; scopes: Set<string> }
  export interface KoaContext {
    type: string; status: number; body: unknown;
    req: IncomingMessage; res: ServerResponse;
    oidc: {
      client: { clientId: string; grantTypeAllowed(type: string): boolean };
      session?: { accountId?: string; grantIdFor(clientId: string): string | undefined };
      params?: { scope?: string; ui_locales?: string };
      requestParamScopes: Set<string>;
      provider: Provider;
    };
  }
  export interface InteractionDetails { uid: string; prompt: { name: string }; params: Record<string, unknown>; session?: { accountId?: string } }
  export class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>);
    readonly issuer: string;
    proxy: boolean;
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<InteractionDetails>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: Record<string, unknown>, options?: { mergeWithLastSubmission?: boolean }): Promise<void>;
    on(event: string, listener: (...args: unknown[]) => void): this;
    Grant: { new (grant: { accountId: string; clientId: string }): Grant; find(id: string): Promise<Grant | undefined> };
    RefreshToken: { prototype: { generateTokenId(): string } };
  }
  export default Provider;
}
