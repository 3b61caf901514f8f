/** What a flow does to the world, through the catalogue of executors and probes. Secrets are resolved here and nowhere else. */
import { Context } from '@temporalio/activity';
import { CatalogueError } from '#domain/errors';
import type { ExecutorCatalog } from '#domain/flow/executor.ports';
import type { RunIoActivities } from '#domain/flow/run.ports';
import { instantOf, type Json } from '#domain/values';
import { masked } from './masking.ts';
import { withCodes } from '../core/failures.ts';

export interface RunIoDeps {
  executors: ExecutorCatalog;
  /** Value of a secret that a flow may send to "host:port". Throws SECRET_MISSING, SECRET_USE_REFUSED, SECRET_HOST_REFUSED. */
  secret(name: string, address: string): Promise<string>;
  nowMs(): number;
}

/** How often a running activity asks whether it was cancelled. */
const heartbeatMs = 2_000;

/** What an executor failed with may quote what it sent. */
function withoutSecrets(thrown: unknown, used: ReadonlySet<string>): unknown {
  if (thrown instanceof CatalogueError) return new CatalogueError(thrown.code, masked(thrown.params as Json, used) as typeof thrown.params, thrown.details);
  return thrown instanceof Error ? new Error(String(masked(`${thrown.name}: ${thrown.message}`, used))) : thrown;
}

/** For queues io, pdf and probe.<location>. */
export function createRunIoActivities({ executors, secret, nowMs }: RunIoDeps): RunIoActivities {
  const perform: RunIoActivities['performActivity'] = async ({ idempotencyKey, request }) => {
    const executor = Object.hasOwn(executors, request.activity) ? executors[request.activity] : undefined;
    if (executor === undefined) throw new CatalogueError('ACTIVITY_KIND_UNKNOWN', { kind: request.activity, known: Object.keys(executors).sort().join(', ') });
    const context = Context.current();
    const used = new Set<string>();
    const beat = setInterval(() => context.heartbeat(), heartbeatMs);
    try {
      const result = await executor.perform({
        config: request.config, idempotencyKey, secret: async (name, address) => { const value = await secret(name, address); used.add(value); return value; }, timeoutMs: request.timeoutSeconds * 1000,
        onCancel(listener) {
          context.cancellationSignal.addEventListener('abort', listener, { once: true });
          return () => context.cancellationSignal.removeEventListener('abort', listener);
        },
      });
      return masked(result, used);
    } catch (thrown) {
      throw withoutSecrets(thrown, used);
    } finally {
      clearInterval(beat);
    }
  };
  return withCodes({
    performActivity: perform,
    performEffect: async (call) => ({ result: await perform(call), at: instantOf(nowMs()) }),
  } satisfies RunIoActivities);
}
