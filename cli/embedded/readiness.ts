/** Probes that say whether something answers. How long to wait is the caller's. */
import { connect } from 'node:net';

/** Whether a TCP connection opens within the time. */
export function reachableTcp(host: string, port: number, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (isReachable: boolean) => {
      socket.destroy();
      resolve(isReachable);
    };
    socket.setTimeout(timeoutMs, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

/** Resolves when the address answers 200; throws otherwise. Answers within 2 s or counts as not ready. */
export async function expectOk(url: string): Promise<void> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'manual' });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}`);
}
