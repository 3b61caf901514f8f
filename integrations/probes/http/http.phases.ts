/** The clock of one check: what each phase took, when it is over, and what is closed then. */
import { performance } from 'node:perf_hooks';
import type { Socket } from 'node:net';
import { CatalogueError } from '#domain/errors';
import type { CertificateFacts, Phase, Reason, Timings } from './http.result.ts';

/** Found to be down before there was an answer to judge. */
export class Down extends Error {
  readonly reason: Reason;
  readonly seen: { certificate?: CertificateFacts | null; ip?: string };
  constructor(code: Reason['code'], detail: string, seen: Down['seen'] = {}, at: string | null = null) {
    super(code);
    this.reason = { code, at, detail: detail.slice(0, 200) };
    this.seen = seen;
  }
}

export interface ProbeClock {
  timings: Timings;
  nowMs(): number;
  /** Throws Down timed-out with the phase, or HTTP_UNREACHABLE when the run cancelled. */
  phase<T>(phase: Phase, work: () => Promise<T>): Promise<T>;
  /** Closes the socket when the time is up, the check is over or cancelled; in place of `below`, which it closes itself. (Closing what lies below a TLS socket first ends the process on Node 20.) */
  closing<S extends Socket>(socket: S, below?: Socket): S;
  totalMs(): number;
  stop(): void;
}

const rounded = (ms: number): number => Math.round(ms * 10) / 10;

/** `onCancel` as in ExecutorCall. */
export function startClock({ timeoutMs, onCancel, host }: { timeoutMs: number; onCancel: (listener: () => void) => () => void; host: string }): ProbeClock {
  const startedAt = performance.now();
  const timings: Timings = { resolve: 0, connect: 0, tls: 0, processing: 0, transfer: 0 };
  const sockets = new Set<Socket>();
  const over = new AbortController();
  const end = (why: 'timed-out' | 'cancelled' | 'done') => {
    if (!over.signal.aborted) over.abort(why);
    for (const socket of sockets) socket.destroy();
  };
  const timer = setTimeout(() => end('timed-out'), timeoutMs);
  const stopListening = onCancel(() => end('cancelled'));
  /** Settles when the check is over. Node's own work cannot be called off everywhere (a name that is looked up): it is left to end by itself. */
  const ended = new Promise<null>((resolve) => { over.signal.addEventListener('abort', () => resolve(null), { once: true }); });
  const refusal = (phase: Phase) => (over.signal.reason === 'timed-out' ? new Down('timed-out', phase) : new CatalogueError('HTTP_UNREACHABLE', { host, fault: 'cancelled' }));
  return {
    timings, nowMs: () => Date.now(),
    async phase(phase, work) {
      const from = performance.now();
      try {
        const outcome = await Promise.race([work().then((value) => ({ value })), ended]);
        if (outcome === null) throw refusal(phase);
        return outcome.value;
      } catch (fault) {
        // A socket that was closed because the time is up fails too, in words of its own.
        throw over.signal.aborted ? refusal(phase) : fault;
      } finally { timings[phase] = rounded(timings[phase] + performance.now() - from); }
    },
    closing(socket, below) {
      if (over.signal.aborted) socket.destroy();
      if (below) sockets.delete(below);
      sockets.add(socket);
      return socket;
    },
    totalMs: () => rounded(performance.now() - startedAt),
    stop() {
      clearTimeout(timer);
      stopListening();
      end('done');
    },
  };
}
