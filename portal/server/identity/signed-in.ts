/** From a validated grant, or a token of the portal's own, to the actor of a request or socket. */
import type { Request } from 'express';
import type { Grant } from 'keycloak-connect';
import { CatalogueError } from '#domain/errors';
import type { Actor } from '#domain/identity/identity.schema';
import type { Accounts } from './accounts.ts';
import type { Actors, TokenFacts } from './actors.ts';
import type { ApiTokenDoor } from './api-token.door.ts';
import '../http/request.types.ts';

export interface SignedIn {
  /** Throws SIGN_IN_NEEDED without a grant that names account and subject, ACCOUNT_INACTIVE, API_TOKEN_REFUSED. */
  actorOf(request: Request): Promise<Actor>;
  actorOfGrant(grant: Grant): Promise<Actor>;
  /** At sign-in: the person's id; somebody new is added to the directory. Throws ACCOUNT_NAME_TAKEN. */
  welcome(request: Request): Promise<string>;
}

function factsOf(grant: Grant | undefined): TokenFacts {
  const content = grant?.access_token?.content;
  const username = content?.preferred_username;
  const subject = content?.sub ?? grant?.id_token?.content.sub;
  if (!content || !username || !subject) throw new CatalogueError('SIGN_IN_NEEDED');
  return { subject, username, name: content.name ?? username, email: content.email ?? '', locale: content.locale ?? 'en', roles: content.realm_access?.roles ?? [], issuedAt: content.iat ?? 0 };
}

export function createSignedIn({ actors, accounts, door }: { actors: Actors; accounts: Pick<Accounts, 'note'>; door: Pick<ApiTokenDoor, 'actorOf'> }): SignedIn {
  const noted = async (facts: TokenFacts, actor: Actor): Promise<Actor> => {
    await accounts.note(actor.person, facts);
    return actor;
  };
  const actorOfGrant = async (grant: Grant | undefined): Promise<Actor> => {
    const facts = factsOf(grant);
    return noted(facts, await actors.of(facts));
  };
  return {
    actorOf: (request) => (request.apiToken ? door.actorOf(request.apiToken) : actorOfGrant(request.kauth?.grant)),
    actorOfGrant,
    async welcome(request) {
      const facts = factsOf(request.kauth?.grant);
      return (await noted(facts, await actors.welcome(facts))).person;
    },
  };
}
