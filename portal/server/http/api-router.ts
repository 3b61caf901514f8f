/** Mounts every route of the table: rights, shapes, idempotency, one error shape. What a route does is its handler's. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { json, raw, Router, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { notAllowed } from '#domain/identity/not-allowed';
import { can, anonymous } from '#domain/identity/rights';
import { CatalogueError, errorDetail, type ErrorShape } from '#domain/errors';
import { problemOf } from '#domain/issue';
import { instantOf, isNestedDeeper, jsonLevels } from '#domain/values';
import type { Actor } from '#domain/identity/identity.schema';
import type { IdempotencyRepo } from '#store/core/idempotency.repo';
import { streamedSchema, type RouteSpec, type Streamed } from '#api/route';
import { isRepeatable, takesKey } from '#api/openapi/codes';
import { routes, type RouteName } from '#api/routes';
import type { Handlers, RequestContext } from './handler.ts';
import { sendFault } from './error-answer.ts';
import { attachmentOf } from './disposition.ts';
import { fileBodyOf } from './file-body.ts';
import { checkKey, idempotently } from './idempotent.ts';
import { checkCsrf } from './origin.ts';

export interface ApiDeps {
  handlers: Handlers;
  publicUrl: string;
  /** Lets a request with a good grant or API token pass, answers 401 otherwise (keycloak.protect). */
  protect: RequestHandler;
  /** The actor of a request that passed `protect`. Throws ACCOUNT_INACTIVE. */
  actorOf: (request: Request) => Promise<Actor>;
  idempotency: IdempotencyRepo;
}

/** Largest bodies in bytes, unless the route says otherwise. */
const apiLimit = 1024 * 1024;
const rawLimit = 4 * 1024 * 1024;

/** Routes of the table without a handler. */
export const missingRoutes = (handlers: Handlers): RouteName[] => (Object.keys(routes) as RouteName[]).filter((name) => !handlers[name]);

/** Routes whose handlers read their body themselves and know no session (webhooks): mounted before sessions. */
export const rawRouter = (deps: ApiDeps): Router => mount(deps, (spec) => spec.isRawBody === true);
/** Everything else; expects session and grant on the request. */
export const apiRouter = (deps: ApiDeps): Router => mount(deps, (spec) => spec.isRawBody !== true);

function mount(deps: ApiDeps, belongs: (spec: RouteSpec) => boolean): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const [name, spec] of Object.entries(routes) as [RouteName, RouteSpec][]) {
    const handler = deps.handlers[name] as ((context: RequestContext<RouteName>) => Promise<unknown>) | undefined;
    if (!handler || !belongs(spec)) continue;
    const method = spec.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete';
    const guards: RequestHandler[] = spec.access === 'public' ? [] : [deps.protect];
    const body: RequestHandler[] = spec.isWrite && !spec.isRawBody && !spec.isFileBody ? [json({ limit: spec.bodyBytes ?? apiLimit, strict: false })] : [];
    router[method](spec.path, ...guards, allow(deps, spec), ...body, (request, response) => answer(deps, spec, handler, request, response));
  }
  return router;
}

const actors = new WeakMap<Request, Actor>();

/** Rights and origin, before a byte of the body is read. */
const allow = (deps: ApiDeps, spec: RouteSpec): RequestHandler => async (request, _response, next) => {
  if (spec.access === 'public') return next();
  const actor = await deps.actorOf(request);
  actors.set(request, actor);
  if (spec.access === 'session' && isBearer(request)) throw new CatalogueError('SESSION_NEEDED');
  if (spec.access !== 'signedIn' && spec.access !== 'session' && !can(actor, spec.access)) throw notAllowed(spec.access);
  if (spec.isWrite && !isBearer(request)) checkCsrf(request, deps.publicUrl, request.get('x-csrf-token'));
  next();
};

async function answer(deps: ApiDeps, spec: RouteSpec, handler: (context: RequestContext<RouteName>) => Promise<unknown>, request: Request, response: Response): Promise<void> {
  const actor = actors.get(request) ?? anonymous;
  const hasJson = spec.isWrite && !spec.isRawBody && !spec.isFileBody;
  if (hasJson && request.body === undefined && Number(request.get('content-length') ?? 0) > 0) throw new CatalogueError('REQUEST_NOT_JSON');
  if (hasJson && isNestedDeeper(request.body, jsonLevels)) throw new CatalogueError('REQUEST_TOO_DEEP', { limit: jsonLevels });
  const { 'idempotency-key': givenKey, cookie: _cookie, ...headers } = request.headers;
  const givenTo = takesKey(spec) && typeof givenKey === 'string' ? givenKey : null;
  const key = isRepeatable(spec) ? givenTo : null;
  const faults: NonNullable<ErrorShape['details']> = [];
  const context = {
    params: parse(spec.params, request.params, 'params', faults), query: parse(spec.query, request.query, 'query', faults),
    body: spec.isRawBody || spec.isFileBody ? undefined : spec.isWrite ? parse(spec.body, request.body ?? {}, 'body', faults) : {},
    actor, requestId: request.id, locale: (request.acceptsLanguages(['en', 'zh', 'ar']) || 'en') as 'en', headers, idempotencyKey: givenTo,
    rawBody: spec.isRawBody ? () => rawBodyOf(request, response) : null,
    fileBody: spec.isFileBody ? fileBodyOf(request) : null,
    session: !isBearer(request) && request.session?.csrf ? { csrfToken: request.session.csrf } : null,
    isGone: () => response.closed,
  } as RequestContext<RouteName>;
  if (faults.length > 0) throw new CatalogueError('REQUEST_INVALID', {}, faults);
  if (givenTo !== null) checkKey(givenTo);
  if (spec.response === streamedSchema) return stream(response, await handler(context) as Streamed);
  const work = async () => ({ status: spec.status ?? 200, body: JSON.stringify(conform(spec, await handler(context), request)) });
  response.set('cache-control', 'no-store');
  if (key === null) return send(response, await work());
  try {
    const kept = await idempotently(deps.idempotency, { person: actor.person, key, method: spec.method, path: request.originalUrl, body: request.body ?? null }, work);
    if (kept.isRepeat) response.set('idempotency-replayed', 'true');
    send(response, kept.isRepeat && kept.status >= 400 ? { ...kept, body: calledAgain(kept.body, request) } : kept);
  } catch (fault) {
    sendFault(request, response, fault);
  }
}

const readRaw = raw({ limit: rawLimit, type: () => true });
const rawBodyOf = (request: Request, response: Response): Promise<Uint8Array> => new Promise((resolve, reject) => {
  readRaw(request, response, (fault?: unknown) => (fault === undefined ? resolve(new Uint8Array(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0))) : reject(fault)));
});

const send = (response: Response, { status, body }: { status: number; body: string }): void => { response.status(status).type('application/json').send(body); };

type Piece = string | Uint8Array;
/** The first piece is made before the answer begins: what cannot be made at all is answered as any fault. */
async function stream(response: Response, { contentType, fileName, pieces, status = 200, headers = {}, isInPlace = false }: Streamed): Promise<void> {
  const rest = pieces[Symbol.asyncIterator]();
  const first = await rest.next();
  response.status(status).set({ 'cache-control': 'no-store', 'content-disposition': attachmentOf(fileName, isInPlace), ...headers }).type(contentType);
  try {
    await pipeline(Readable.from(inTurn(first, rest)), response);
  } catch (fault) {
    // Whoever hung up has it as they wanted.
    if (!response.destroyed || !isHungUp(fault)) throw fault;
  }
}
async function* inTurn(first: IteratorResult<Piece>, rest: AsyncIterator<Piece>): AsyncGenerator<Piece> {
  if (!first.done) yield first.value;
  yield* { [Symbol.asyncIterator]: () => rest };
}
const isHungUp = (fault: unknown): boolean => typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === 'ERR_STREAM_PREMATURE_CLOSE';
/** A refusal repeated to a later request is called by the name of that one. */
const calledAgain = (body: string, request: Request): string => JSON.stringify({ error: { ...(JSON.parse(body) as { error: ErrorShape }).error, requestId: request.calledId } });

export const isBearer = (request: Request): boolean => /^bearer /i.test(request.get('authorization') ?? '');

/** Parses one part of the request; faults name the place ("body.title"). */
function parse(schema: z.ZodType, value: unknown, part: string, faults: NonNullable<ErrorShape['details']>): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues.slice(0, 50)) faults.push(errorDetail('FIELD_INVALID', [part, ...issue.path.map(String)].join('.'), { problem: problemOf(issue) }));
  return undefined;
}

/** The answer as the table promises it: what it does not name does not leave the house, what it lacks is our fault. */
function conform(spec: RouteSpec, value: unknown, request: Request): unknown {
  const result = spec.response.safeParse(value);
  if (result.success) return result.data;
  request.log.error({ issues: result.error.issues.slice(0, 10).map((issue) => ({ path: issue.path.map(String).join('.'), code: issue.code, message: issue.message })), at: instantOf(Date.now()) }, 'answer does not have its shape');
  throw new CatalogueError('INTERNAL');
}
