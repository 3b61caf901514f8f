/** Holds the place of the embedded identity provider until it can be made: its key lies in the database. The provider itself is handed in. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { CatalogueError } from '#domain/errors';

export interface IdpHost {
  mountPath: string;
  handle: RequestHandler;
  /** Called once the database is there; again after a failure. */
  make(): Promise<void>;
}

export function createIdpHost(mountPath: string, makeIdp: () => Promise<{ handle(request: IncomingMessage, response: ServerResponse): void }>): IdpHost {
  let made: Awaited<ReturnType<typeof makeIdp>> | null = null;
  return {
    mountPath,
    make: async () => { made ??= await makeIdp(); },
    handle: (request, response, next) => (made ? made.handle(request, response) : next(new CatalogueError('SERVICE_UNAVAILABLE', { service: 'sign-in' }))),
  };
}
