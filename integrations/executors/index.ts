/** The executors flows can use, by folder: one line each. */
import type { ExecutorCatalog } from '#domain/flow/executor.ports';
import type { AddressPolicy } from './address.ts';
import { executorsOf, type ExecutorKinds } from './executor.kind.ts';
import { httpExecutor } from './http/http.executor.ts';

export const executorKinds = {
  http: httpExecutor,
} satisfies ExecutorKinds;

/** Executors by the name flows call them by, without probes (integrations/probes/index.ts). */
export const createExecutors = (policy: AddressPolicy): ExecutorCatalog => executorsOf(executorKinds, policy);
export type { AddressPolicy };
