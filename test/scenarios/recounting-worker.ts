/** A worker process of its own that only recounts, in small steps, so that it can be killed in the middle. Says each step. */
import { openEngineConnection } from '#integrations/engine/connection';
import { createRunInspector } from '#integrations/engine/inspector';
import { openConnection } from '#store/core/connection';
import { startRecounts } from '#worker/sla.wiring';

const given = JSON.parse(process.argv[2]!) as { address: string; namespace: string; mongoUri: string; batch: number };
const database = openConnection(given.mongoUri, { appName: 'recounting-worker', selectionTimeoutMs: 1_500 });
await database.whenConnected;
const inspector = createRunInspector(openEngineConnection({ address: given.address, namespace: given.namespace, timeoutMs: 10_000 }));
let told = 0;
const poke: typeof inspector.poke = async (runId, what) => {
  await inspector.poke(runId, what);
  process.stdout.write(`told ${++told}\n`);
};
const silent = { info: () => undefined, warn: () => undefined };
startRecounts({ connection: database.connection, inspector: { poke }, log: silent, everyMs: 50, batch: given.batch });
process.stdout.write('ready\n');
