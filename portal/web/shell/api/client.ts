/** Calls the API by route name, typed by portal/api. Decides headers and what a failed call is; retries and caching are read.ts. */
import type { ErrorShape } from '#domain/errors';
import type { BodyOf, ParamsOf, QueryOf, ResponseOf, RouteName } from '#api/routes';
import { routeTable } from '#api/route-table';

export type CallInput<N extends RouteName> = { params?: ParamsOf<N>; query?: QueryOf<N>; body?: BodyOf<N>; idempotencyKey?: string; signal?: AbortSignal };

/** A refused or failed call, in the one error shape. `status` 0: the portal was not reached (code OFFLINE). */
export class ApiFault extends Error {
  readonly shape: ErrorShape;
  readonly status: number;
  constructor(shape: ErrorShape, status: number) {
    super(shape.code);
    this.name = 'ApiFault';
    this.shape = shape;
    this.status = status;
  }
}

export interface ClientDeps {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  csrfToken: () => string;
  newKey: () => string;
  /** Told of every 401, so that the page can ask to sign in again. */
  onSignedOut: () => void;
}
export type Call = <N extends RouteName>(name: N, input?: CallInput<N>) => Promise<ResponseOf<N>>;

export const localFault = (code: 'OFFLINE' | 'ANSWER_UNREADABLE', status: number, requestId?: string): ApiFault =>
  new ApiFault({ code, family: 'unavailable', message: code, hint: '', ...(requestId ? { requestId } : {}) }, status);

/** The path with parameters in place (each encoded) and the query behind it. Undefined and empty query values are left out. */
export function addressOf(path: string, params: Readonly<Record<string, unknown>>, query: Readonly<Record<string, unknown>>): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  const text = search.toString();
  return text ? `${filled}?${text}` : filled;
}

const isErrorShape = (value: unknown): value is ErrorShape => typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string' && 'message' in value;

/** What a refused call was answered with. */
export async function readFault(answer: Response): Promise<ApiFault> {
  const body: unknown = await answer.json().catch(() => null);
  const shape = typeof body === 'object' && body !== null && 'error' in body ? body.error : body;
  return isErrorShape(shape) ? new ApiFault(shape, answer.status) : localFault('ANSWER_UNREADABLE', answer.status, answer.headers.get('x-request-id') ?? undefined);
}

/** Verb and path of a route: "/api/tickets/:key". */
export function routeOf(name: RouteName): { method: string; path: string } {
  const [method = '', path = ''] = routeTable[name].split(' ');
  return { method, path };
}

/** Characters of a body that is sent to its end also when its page closes: browsers hold 64 kB of such, for all pages together. */
const outlivingLength = 4_000;

export function createCall(deps: ClientDeps): Call {
  return async (name, input = {}) => {
    const { method, path } = routeOf(name);
    const headers: Record<string, string> = { accept: 'application/json' };
    const init: RequestInit = { method, headers, credentials: 'same-origin', ...(input.signal ? { signal: input.signal } : {}) };
    if (method !== 'GET') {
      headers['x-csrf-token'] = deps.csrfToken();
      headers['idempotency-key'] = input.idempotencyKey ?? deps.newKey();
      headers['content-type'] = 'application/json';
      init.body = JSON.stringify(input.body ?? {});
      init.keepalive = init.body.length <= outlivingLength;
    }
    let answer: Response;
    try {
      answer = await deps.fetch(addressOf(path, (input.params ?? {}) as Record<string, unknown>, (input.query ?? {}) as Record<string, unknown>), init);
    } catch (thrown) {
      if (input.signal?.aborted) throw thrown;
      throw localFault('OFFLINE', 0);
    }
    if (!answer.ok) {
      const fault = await readFault(answer);
      if (answer.status === 401) deps.onSignedOut();
      throw fault;
    }
    return (await answer.json().catch(() => { throw localFault('ANSWER_UNREADABLE', answer.status, answer.headers.get('x-request-id') ?? undefined); })) as ResponseOf<typeof name>;
  };
}

/** A random key, also where crypto.randomUUID is missing (plain http on another host). */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const asFault = (thrown: unknown): ApiFault => (thrown instanceof ApiFault ? thrown : localFault('ANSWER_UNREADABLE', 0));
