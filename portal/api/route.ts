/** What a route is: method, path, shapes, the right it takes. Server, browser client, rights test and OpenAPI all read the same table. */
import { z } from 'zod';
import type { Action } from '#domain/identity/identity.schema';

export type Access = Action | 'public' | 'signedIn';
export interface RouteSpec<P extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Express path: "/api/tickets/:key". */
  path: string;
  summary: string;
  /** The right it takes; rows a person may not see are filtered or answered 404. `public` needs no session. */
  access: Access;
  params: P; query: Q; body: B; response: R;
  /** Writes take an Idempotency-Key header; the answer of the first is repeated for 24 h. */
  isWrite: boolean;
  /** Status of a good answer. Default 200. */
  status?: number;
  /** The handler reads `rawBody` itself: the server checks the size only (413) and neither parses nor validates `body`; no CSRF check, no idempotency key. Default false. */
  isRawBody?: boolean;
  /** Largest body of a write. Default 1 MB. */
  bodyBytes?: number;
}
const none = z.object({});
type Loose<P, Q, B, R> = { method: RouteSpec['method']; path: string; summary: string; access: Access; params?: P; query?: Q; body?: B; response: R; status?: number; isRawBody?: boolean; bodyBytes?: number };
/** Declares a route; params, query and body default to an empty object. */
export function route<R extends z.ZodType, P extends z.ZodType = typeof none, Q extends z.ZodType = typeof none, B extends z.ZodType = typeof none>(spec: Loose<P, Q, B, R>): RouteSpec<P, Q, B, R> {
  return { ...spec, params: (spec.params ?? none) as P, query: (spec.query ?? none) as Q, body: (spec.body ?? none) as B, isWrite: spec.method !== 'GET' };
}
/** Cursor paging: pass `next` back as `cursor`; null is the end. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable(), total: z.number().int().nullable() });
export const pageQuery = { cursor: z.string().max(500).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) };
