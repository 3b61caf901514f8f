/** The executors flows can use: one line each. */
import type { ExecutorCatalog } from '#domain/flow/executor.ports';
import { createHttpExecutor } from './http/http.executor.ts';
import type { AddressPolicy } from './address.ts';

/** Executors by kind, without probes (integrations/probes/index.ts). */
export const createExecutors = (policy: AddressPolicy): ExecutorCatalog => ({ http: createHttpExecutor(policy) });
export type { AddressPolicy };
