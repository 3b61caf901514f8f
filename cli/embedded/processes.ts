/** Signalbox's own processes: how worker, portal and demo device are started and when each counts as ready. */
import { Connection } from '@temporalio/client';
import type { ChildSpec } from './child.ts';
import type { Ports } from './ports.ts';
import { expectOk, reachableTcp } from './readiness.ts';

/** TASK_QUEUE_TYPE_WORKFLOW of temporal.api.enums.v1. */
const workflowQueue = 1;

export const entryOf = { worker: 'worker/main.ts', portal: 'portal/server/main.ts', device: 'cli/demo/device.ts' } as const;

const nodeChild = (projectFolder: string, name: 'worker' | 'portal' | 'device'): Omit<ChildSpec, 'becomeReady'> => ({
  name, command: process.execPath, args: ['--enable-source-maps', '--import', 'tsx', entryOf[name]], cwd: projectFolder,
  env: {}, readyWithinMs: 90_000, stopSignal: 'SIGTERM', stopWithinMs: 10_000,
});

/** Ready when it sends 'ready' to its parent, or when Temporal sees it polling the task queue `flow` (worker identities start with the pid). */
export function workerChild(projectFolder: string, env: Readonly<Record<string, string>>): ChildSpec {
  return {
    ...nodeChild(projectFolder, 'worker'), stopWithinMs: 15_000,
    async becomeReady({ pid, hasSaidReady }) {
      if (hasSaidReady) return;
      const connection = await Connection.connect({ address: env['TEMPORAL_ADDRESS'] ?? '', connectTimeout: '2s' });
      try {
        const { pollers } = await connection.workflowService.describeTaskQueue({
          namespace: env['TEMPORAL_NAMESPACE'] ?? 'default', taskQueue: { name: 'flow' }, taskQueueType: workflowQueue,
        });
        if (!pollers?.some(({ identity }) => identity?.startsWith(`${pid}@`))) throw new Error('it does not poll the task queue flow');
      } finally {
        await connection.close();
      }
    },
  };
}

/** Ready when GET /healthz answers 200. */
export const portalChild = (projectFolder: string, ports: Ports): ChildSpec => ({
  ...nodeChild(projectFolder, 'portal'),
  becomeReady: () => expectOk(`http://127.0.0.1:${ports.portal}/healthz`),
});

/** Ready when its HTTP interface takes connections. */
export const deviceChild = (projectFolder: string, ports: Ports): ChildSpec => ({
  ...nodeChild(projectFolder, 'device'),
  async becomeReady() {
    if (!await reachableTcp('127.0.0.1', ports.deviceHttp, 1_000)) throw new Error(`nothing listens on port ${ports.deviceHttp}`);
  },
});
