/** Signalbox's own processes: how worker, portal and demo device are started and when each counts as ready. What they run is built before (builds.ts). */
import { join } from 'node:path';
import type { ServerCode } from '../start/server-code.mjs';
import type { ChildSpec } from './child.ts';
import type { Ports } from './ports.ts';
import { expectOk, reachableTcp } from './readiness.ts';

const nodeChild = (projectFolder: string, code: ServerCode, name: 'worker' | 'portal' | 'device'): Omit<ChildSpec, 'becomeReady'> => ({
  name, command: process.execPath, args: [code[name]], cwd: projectFolder,
  // Node 22 and later keep what they compiled there; older ones do not look at it.
  env: { NODE_COMPILE_CACHE: join(projectFolder, '.build/compiled') }, readyWithinMs: 180_000, stopSignal: 'SIGTERM', stopWithinMs: 10_000,
});

/** The same process with a file loaded before anything else, in its threads too. */
const withFirst = <C extends Pick<ChildSpec, 'args'>>(file: string, child: C): C => ({ ...child, args: ['--import', `./${file}`, ...child.args] });

/** Ready when it sends 'ready' to its parent: only the worker knows when all its queues are polled, and asking Temporal again and again costs more than the answer. */
export const workerChild = (projectFolder: string, code: ServerCode): ChildSpec => ({
  ...withFirst('worker/workflow-thread.mjs', nodeChild(projectFolder, code, 'worker')), stopWithinMs: 15_000,
  async becomeReady({ hasSaidReady }) {
    if (!hasSaidReady) throw new Error('it has not said that it polls its task queues');
  },
});

/** Ready when GET /healthz answers 200. */
export const portalChild = (projectFolder: string, code: ServerCode, ports: Ports): ChildSpec => ({
  ...nodeChild(projectFolder, code, 'portal'),
  becomeReady: () => expectOk(`http://127.0.0.1:${ports.portal}/healthz`),
});

/** Ready when its HTTP interface takes connections. */
export const deviceChild = (projectFolder: string, code: ServerCode, ports: Ports): ChildSpec => ({
  ...nodeChild(projectFolder, code, 'device'),
  async becomeReady() {
    if (!await reachableTcp('127.0.0.1', ports.deviceHttp, 1_000)) throw new Error(`nothing listens on port ${ports.deviceHttp}`);
  },
});
