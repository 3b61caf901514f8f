/** A worker process of runs for a test that kills it in the middle of what it does. Says "ready". */
import { NativeConnection } from '@temporalio/worker';
import { openConnection } from '#store/core/connection';
import { wireRuns } from '#worker/wiring';
import { startWorkers } from '#worker/workers';

interface Given { address: string; namespace: string; mongoUri: string; codePath: string; dataKey: string; allowedLoopback: string[] }
const given = JSON.parse(process.argv[2]!) as Given;

const database = openConnection(given.mongoUri, { appName: 'run-worker', selectionTimeoutMs: 1_500 });
await database.whenConnected;
const connection = await NativeConnection.connect({ address: given.address });
const wired = wireRuns({ connection: database.connection, dataKey: given.dataKey, addresses: { allowedLoopback: given.allowedLoopback } });
await startWorkers({ connection, namespace: given.namespace, codePath: given.codePath, flow: wired.flow, io: wired.io, probes: wired.probes, renders: wired.renders });
process.stdout.write('ready\n');
