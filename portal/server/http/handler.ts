/** What a route handler is given and gives back. Rights on the route's action are checked before; rows and fields are the handler's own duty (filterFor). */
import type { z } from 'zod';
import type { Actor } from '#domain/identity/identity.schema';
import type { ResponseOf, RouteName, routes } from '#api/routes';

type Spec<N extends RouteName> = (typeof routes)[N];
/** `length`: bytes as said, null where nothing was said. `type`: the content type as said, "" for none. */
export interface FileBody { length: number | null; type: string; pieces(): AsyncIterable<Uint8Array> }

export interface RequestContext<N extends RouteName> {
  params: z.output<Spec<N>['params']>;
  query: z.output<Spec<N>['query']>;
  body: z.output<Spec<N>['body']>;
  /** Absent rights are already refused. For `public` routes this is the anonymous actor (person ""). */
  actor: Actor;
  /** Made for this request by the server, never the caller's: what a write makes may be named after it. */
  requestId: string;
  locale: 'en' | 'zh' | 'ar';
  headers: Record<string, string | string[] | undefined>;
  /** Reads the body as it came, once, when the handler wants it: whoever is turned away before has sent it for nothing. Null unless the route keeps it. Throws REQUEST_TOO_LARGE. */
  rawBody: (() => Promise<Uint8Array>) | null;
  /** The body of a route that takes a file, as it comes: piece by piece, with what was said of it. Null on other routes. Rejects when the sender hangs up or falls silent. */
  fileBody: FileBody | null;
  /** The Idempotency-Key of a write, unique per person: the router repeats answers by it; a handler may derive ids from it so that a repeat after a crash is the same thing. */
  idempotencyKey: string | null;
  /** The browser session behind the request; null for machines with a bearer token and for nobody. */
  session: { csrfToken: string } | null;
  /** Whether the caller has hung up meanwhile: long work nobody waits for may stop. */
  isGone: () => boolean;
}
/** Throws CatalogueError for every expected refusal. */
export type Handler<N extends RouteName> = (context: RequestContext<N>) => Promise<z.input<Spec<N>['response']>>;
/** A feature's routes: `create<Feature>Routes(deps): Handlers`. Joined in portal/server/main.ts. */
export type Handlers = { [N in RouteName]?: Handler<N> };
export type { ResponseOf };
