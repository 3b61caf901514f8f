/** What a flow's activity node can have done in the world: one executor per kind ("http", "snmp"), chosen by ActivityRequest.activity. */
import type { Json } from '../values.ts';
import type { Vars } from './kernel/kernel.types.ts';

export interface ExecutorCall {
  /** Evaluated config of the node; secrets are still references {"secret": name}. */
  config: Vars;
  /** The value of a secret kept for flows, to be sent to `address` ("host:port") and nowhere else. Throws SECRET_MISSING, SECRET_USE_REFUSED, SECRET_HOST_REFUSED. Never log what it returns. */
  secret(name: string, address: string): Promise<string>;
  /** Stable over retries and restarts: `<run>/<effect>`. Handed to the other side where it can take one. */
  idempotencyKey: string;
  timeoutMs: number;
  /** Calls the listener when the run cancels the activity; returns how to stop listening. */
  onCancel(listener: () => void): () => void;
}

/**
 * Does one thing. Throws CatalogueError: family `unavailable` is retried, `invalid` is not.
 * An answer the asker should decide on ("the interface is down") is a result, never an error.
 */
export interface Executor {
  kind: string;
  perform(call: ExecutorCall): Promise<Json>;
}
export type ExecutorCatalog = Readonly<Record<string, Executor>>;
