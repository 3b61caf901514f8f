/** A worker process of its own that freezes itself (SIGSTOP) once at its write when a file appears: just before it, or between the write and the end of the workflow task. */
import { existsSync, unlinkSync } from 'node:fs';
import { NativeConnection } from '@temporalio/worker';
import { openConnection } from '#store/core/connection';
import type { RunWriter } from '#store/flow/run.writer';
import { wireRuns } from '#worker/wiring';
import { startWorkers } from '#worker/workers';

interface Given { address: string; namespace: string; mongoUri: string; codePath: string; before: string; after: string }
const given = JSON.parse(process.argv[2]!) as Given;

/** The timer brings the loop round once, so that what was printed gets out before the process stands still. */
async function freezeIf(file: string): Promise<void> {
  if (!existsSync(file)) return;
  unlinkSync(file);
  process.stdout.write('frozen\n');
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.kill(process.pid, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 20));
}

const around = (writer: RunWriter): RunWriter => ({
  ...writer,
  async write(write, clocks, timeoutMs) {
    await freezeIf(given.before);
    await writer.write(write, clocks, timeoutMs).catch((fault: { code?: string }) => {
      process.stdout.write(`refused ${fault.code}\n`);
      throw fault;
    });
    await freezeIf(given.after);
  },
});

const database = openConnection(given.mongoUri, { appName: 'stalling-worker', selectionTimeoutMs: 1_500 });
await database.whenConnected;
const connection = await NativeConnection.connect({ address: given.address });
const wired = wireRuns({ connection: database.connection, dataKey: '0'.repeat(64), addresses: { allowedLoopback: [] }, around });
await startWorkers({ connection, namespace: given.namespace, codePath: given.codePath, flow: wired.flow, io: wired.io, probes: wired.probes, renders: wired.renders });
process.stdout.write('ready\n');
