/** What a route is: method, path, shapes, the right it takes. Server, browser client, rights test and OpenAPI all read the same table. */
import { z } from 'zod';
import type { ErrorCode } from '#domain/errors';
import type { Action } from '#domain/identity/identity.schema';
import type { Json } from '#domain/values';

/** `public`: needs nobody. `signedIn`: anybody who is known, machines too. `session`: a person in a browser, never a bearer token. */
export type Access = Action | 'public' | 'signedIn' | 'session';
export interface RouteSpec<P extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Express path: "/api/tickets/:key". */
  path: string;
  summary: string;
  /** The right it takes; rows a person may not see are filtered or answered 404. */
  access: Access;
  /** Codes of refusals beside those every route of its kind can answer (openapi/codes.ts). Default none. */
  errors?: readonly ErrorCode[];
  /** For the reader of the API: values that have the shape. */
  example?: { params?: Readonly<Record<string, Json>>; query?: Readonly<Record<string, Json>>; body?: Json };
  params: P; query: Q; body: B; response: R;
  /** Writes take an Idempotency-Key header; the answer of the first is repeated for 24 h. */
  isWrite: boolean;
  /** Media types of an answer that is a file (`streamedSchema`). Default: any. */
  media?: readonly string[];
  /** Shapes of files, by media type. Default: bytes. */
  fileShapes?: Readonly<Record<string, z.ZodType>>;
  /** Status of a good answer. Default 200. */
  status?: number;
  /** The handler reads `rawBody` itself: the server checks the size only (413) and neither parses nor validates `body`; no CSRF check, no idempotency key. Default false. */
  isRawBody?: boolean;
  /** The body is a file of any size: the server parses nothing, the handler reads `fileBody` and keeps to its own limits. The idempotency key is the handler's to heed. Default false. */
  isFileBody?: boolean;
  /** The answer holds what is shown once: it is not kept for repeats, and an idempotency key is not looked at. Default false. */
  isShownOnce?: boolean;
  /** Largest body of a write. Default 1 MB. */
  bodyBytes?: number;
}
const none = z.object({});
type Loose<P, Q, B, R> = Omit<RouteSpec, 'params' | 'query' | 'body' | 'response' | 'isWrite'> & { params?: P; query?: Q; body?: B; response: R };
/** Declares a route; params, query and body default to an empty object. */
export function route<R extends z.ZodType, P extends z.ZodType = typeof none, Q extends z.ZodType = typeof none, B extends z.ZodType = typeof none>(spec: Loose<P, Q, B, R>): RouteSpec<P, Q, B, R> {
  return { ...spec, params: (spec.params ?? none) as P, query: (spec.query ?? none) as Q, body: (spec.body ?? none) as B, isWrite: spec.method !== 'GET' };
}
/** An answer that is a file, sent as it is made: the server sends the pieces, and cuts the connection when making them fails, so that nobody takes half a file for a whole one. */
export interface Streamed {
  contentType: string; fileName: string; pieces: AsyncIterable<string | Uint8Array>;
  /** Default 200; 206 for a range, 304 and 416 without pieces. */
  status?: 200 | 206 | 304 | 416;
  /** Further headers, over those every answer has. */
  headers?: Readonly<Record<string, string>>;
  /** Opened in place instead of saved. Default false. */
  isInPlace?: boolean;
}
export const streamedSchema = z.custom<Streamed>((value) => typeof value === 'object' && value !== null && 'pieces' in value);
/** Cursor paging: pass `next` back as `cursor`; null is the end. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable(), total: z.number().int().nullable() });
export const pageQuery = { cursor: z.string().max(500).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) };
/** What any command to a run can be answered. */
export const engineFaults = ['RUN_UNKNOWN', 'RUN_OVER', 'INPUT_TOO_LARGE', 'RUN_STATE_TOO_LARGE', 'RUN_STATE_INVALID', 'RUN_LOST', 'RUN_SUSPENDED', 'INPUT_POISONED'] as const satisfies readonly ErrorCode[];
