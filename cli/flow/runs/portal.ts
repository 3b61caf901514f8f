/** A portal as a program asks it: with a token, by the table of its routes. Whatever keeps it from answering is a PortalFault. */
import { errorShape, type ErrorShape } from '#domain/errors';
import { routeTable } from '#api/route-table';
import type { RouteName } from '#api/routes';

export class PortalFault extends Error {
  readonly shape: Pick<ErrorShape, 'code' | 'message' | 'hint'>;
  constructor(shape: Pick<ErrorShape, 'code' | 'message' | 'hint'>) {
    super(shape.code);
    this.shape = shape;
  }
}
export interface PortalCall { params?: Record<string, string>; query?: Record<string, string>; body?: object }
export interface Portal { /** Throws PortalFault. */ call<T>(name: RouteName, call: PortalCall): Promise<T> }

/** A portal answers within seconds, or says that it cannot. */
const timeoutMs = 60_000;

export function portalOf({ url, token, fetch, newKey }: { url: string; token: string; fetch: typeof globalThis.fetch; newKey: () => string }): Portal {
  return {
    async call<T>(name: RouteName, { params = {}, query = {}, body }: PortalCall): Promise<T> {
      const [method = 'GET', pattern = ''] = routeTable[name].split(' ');
      const path = pattern.replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(params[part] ?? '-'));
      const address = URL.parse(`.${path}`, url.endsWith('/') ? url : `${url}/`);
      if (address === null) throw new PortalFault({ code: 'SETTING_INVALID', message: `${url} is no address of a portal.`, hint: 'Give --url or SIGNALBOX_URL as http:// or https:// with a host.' });
      address.search = new URLSearchParams(query).toString();
      let response: Response;
      try {
        response = await fetch(address, {
          method, redirect: 'error', signal: AbortSignal.timeout(timeoutMs), headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...(method === 'GET' ? {} : { 'content-type': 'application/json', 'idempotency-key': newKey() }) },
          ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
        });
      } catch {
        throw new PortalFault(errorShape('SERVICE_UNAVAILABLE', { service: address.origin }));
      }
      const text = await response.text().catch(() => '');
      const answer = jsonOf(text);
      if (response.ok && answer !== null) return answer as T;
      throw new PortalFault(faultIn(answer) ?? { code: 'INTERNAL', message: `${address.origin} answered ${response.status}, and not as a portal does.`, hint: 'Check the address with --url.' });
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function faultIn(answer: unknown): ErrorShape | null {
  const error = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : null;
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error && 'hint' in error ? error as ErrorShape : null;
}
