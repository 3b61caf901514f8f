/** Prepares a Temporal namespace for Signalbox: it exists, keeps closed runs for 30 days, and knows the search attributes. Also for servers we did not start. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

/** Registered as Keyword: what runs are looked up by in Temporal's own tools. Few on purpose. */
export const searchAttributes = ['SbFlow', 'SbVersion', 'SbTicket', 'SbState', 'SbPriority'] as const;
/** A closed run's id stays taken and its history readable this long. The dev server's own is 24 h. */
export const retentionSeconds = 30 * 86_400;

/** INDEXED_VALUE_TYPE_KEYWORD of temporal.api.enums.v1; the package of the enum offers no ES module export. */
const keyword = 2;
const notFound = 5;
const alreadyExists = 6;

const grpcCode = (thrown: unknown): number | null =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'number' ? thrown.code : null;

/** Idempotent. Throws while the server does not answer (within about 3 s) or refuses. */
export async function prepareNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: '3s' });
  try {
    await connection.withDeadline(Date.now() + 20_000, async () => {
      await ensureNamespace(connection, namespace);
      await ensureSearchAttributes(connection, namespace);
    });
  } finally {
    await connection.close();
  }
}

async function ensureNamespace({ workflowService }: Connection, namespace: string): Promise<void> {
  try {
    const { config } = await workflowService.describeNamespace({ namespace });
    if (Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) >= retentionSeconds) return;
    await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl: msToTs(retentionSeconds * 1000) } });
  } catch (thrown) {
    if (grpcCode(thrown) !== notFound) throw thrown;
    await workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs(retentionSeconds * 1000) }).catch((refused: unknown) => {
      if (grpcCode(refused) !== alreadyExists) throw refused;
    });
  }
}

async function ensureSearchAttributes({ operatorService }: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await onceKnown(() => operatorService.listSearchAttributes({ namespace }));
  const missing = searchAttributes.filter((name) => !(name in (customAttributes ?? {})));
  if (missing.length === 0) return;
  await operatorService.addSearchAttributes(asKeywords(namespace, missing)).catch((refused: unknown) => {
    if (grpcCode(refused) !== alreadyExists) throw refused;
  });
}

/** The request that registers them. */
export const asKeywords = (namespace: string, names: readonly string[]) => ({ namespace, searchAttributes: Object.fromEntries(names.map((name) => [name, keyword])) });

/** A namespace just registered is unknown to most of the server until its cache refreshes, some seconds later. */
async function onceKnown<T>(ask: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + 15_000;
  for (;;) {
    try {
      return await ask();
    } catch (thrown) {
      if (grpcCode(thrown) !== notFound || Date.now() > giveUpAt) throw thrown;
      await sleep(100);
    }
  }
}
