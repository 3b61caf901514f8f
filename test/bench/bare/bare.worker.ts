/** The worker of the bare workflow, a process of its own as the real one is. */
import { NativeConnection, Worker } from '@temporalio/worker';

const { address, codePath } = JSON.parse(process.argv[2]!) as { address: string; codePath: string };
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address }), taskQueue: 'bare', workflowBundle: { codePath }, activities: { nothing: () => Promise.resolve() },
  maxConcurrentWorkflowTaskExecutions: 100, maxConcurrentLocalActivityExecutions: 200, workflowTaskPollerBehavior: { type: 'simple-maximum', maximum: 10 }, reuseV8Context: true,
});
const run = worker.run();
process.stdout.write('ready\n');
await run;
