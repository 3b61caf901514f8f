/** Fetches a file of the API and gives it to the browser to save: by a link alone a refusal would be saved as the file. */
import type { ParamsOf, QueryOf, RouteName } from '#api/routes';
import { addressOf, localFault, readFault, routeOf } from './client.ts';

/** How long a browser may take to begin saving. */
const keptMs = 60_000;

/** Throws ApiFault: refused, not reached, or broken off in the middle. */
export async function download<N extends RouteName>(name: N, query: QueryOf<N>, params?: ParamsOf<N>): Promise<void> {
  const answer = await fetch(addressOf(routeOf(name).path, (params ?? {}) as Record<string, unknown>, query as Record<string, unknown>), { credentials: 'same-origin' }).catch(() => { throw localFault('OFFLINE', 0); });
  if (!answer.ok) throw await readFault(answer);
  const file = await answer.blob().catch(() => { throw localFault('OFFLINE', 0); });
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileNameOf(answer.headers.get('content-disposition')) ?? name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), keptMs);
}

/** The whole name where one is told, else the one in ASCII. */
export function fileNameOf(disposition: string | null): string | null {
  const whole = /filename\*=UTF-8''([^;\s]+)/.exec(disposition ?? '')?.[1];
  try {
    if (whole !== undefined && !/%2f|%5c/i.test(whole)) return decodeURIComponent(whole);
  } catch { /* the other one then */ }
  return /filename="([^"/\\]+)"/.exec(disposition ?? '')?.[1] ?? null;
}
