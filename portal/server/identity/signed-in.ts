/** From a validated grant to the actor of a request or socket. */
import type { Request } from 'express';
import type { Grant } from 'keycloak-connect';
import { CatalogueError } from '#domain/errors';
import type { Actor } from '#domain/identity/identity.schema';
import type { Grants } from '../http/sign-in/grants.ts';
import type { Actors, TokenFacts } from './actors.ts';
import '../http/request.types.ts';

export interface SignedIn {
  /** Throws SIGN_IN_NEEDED without a grant that names account and subject, ACCOUNT_INACTIVE. */
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
  return { subject, username, name: content.name ?? username, email: content.email ?? '', locale: content.locale ?? 'en', roles: content.realm_access?.roles ?? [] };
}

export const createSignedIn = ({ actors }: { actors: Actors; grants: Grants }): SignedIn => ({
  actorOf: (request) => actors.of(factsOf(request.kauth?.grant)),
  actorOfGrant: (grant) => actors.of(factsOf(grant)),
  welcome: async (request) => (await actors.welcome(factsOf(request.kauth?.grant))).person,
});
