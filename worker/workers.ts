/** The Temporal workers of one process, one for each task queue. What the activities do is wired elsewhere. */
import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import { flowQueue, ioQueue, pdfQueue, probeQueue } from '#domain/flow/executor.queues';
import { dataConverter } from '#integrations/engine/data-converter';

export interface WorkersOf {
  connection: NativeConnection;
  namespace: string;
  /** File of the built workflow code. */
  codePath: string;
  /** Activities of queue flow: local and ordinary ones of every workflow type. */
  flow: object;
  /** Activities of queue io, and of every probe queue. */
  io: object;
  probes: object;
  /** Activities of queue pdf. */
  renders: object;
  /** Locations this process probes from. Default ["local"]. */
  locations?: readonly string[];
  /** Milliseconds that running activities get to end. Default 8,000. */
  shutdownGraceMs?: number;
}

export interface RunningWorkers {
  /** Resolves when all have stopped; rejects with the first that failed. */
  done: Promise<void>;
  /** Takes no more tasks and ends those under way. Idempotent. */
  stop(): Promise<void>;
}

/** Figures of engine.md: found by measuring on two cores, with everything on one machine. */
const flowLimits = {
  maxConcurrentWorkflowTaskExecutions: 100, maxConcurrentLocalActivityExecutions: 200, maxConcurrentActivityTaskExecutions: 100,
  workflowTaskPollerBehavior: { type: 'simple-maximum', maximum: 10 }, reuseV8Context: true,
} satisfies Partial<WorkerOptions>;

/** A document takes a whole processor and much memory: few at once, and one poller asks for them. */
const pdfLimits = { maxConcurrentActivityTaskExecutions: 2, activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 1 } } satisfies Partial<WorkerOptions>;

/** Starts them all; throws when Temporal refuses one, and none is left running then. */
export async function startWorkers(given: WorkersOf): Promise<RunningWorkers> {
  const { connection, namespace, codePath, shutdownGraceMs = 8_000, locations = ['local'] } = given;
  const shared = { connection, namespace, dataConverter, shutdownGraceTime: shutdownGraceMs, shutdownForceTime: shutdownGraceMs + 2_000 };
  const workers = await Promise.all([
    Worker.create({ ...shared, ...flowLimits, taskQueue: flowQueue, workflowBundle: { codePath }, activities: given.flow }),
    Worker.create({ ...shared, taskQueue: ioQueue, activities: given.io, maxConcurrentActivityTaskExecutions: 100 }),
    Worker.create({ ...shared, ...pdfLimits, taskQueue: pdfQueue, activities: given.renders }),
    ...locations.map((location) => Worker.create({ ...shared, taskQueue: probeQueue(location), activities: given.probes, maxConcurrentActivityTaskExecutions: 100 })),
  ]);
  const runs = workers.map((worker) => worker.run());
  const shutDown = (): void => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  const done = Promise.all(runs.map((run) => run.catch((fault: unknown) => {
    shutDown();
    throw fault;
  }))).then(() => undefined);
  done.catch(() => undefined);
  return {
    done,
    async stop() {
      shutDown();
      await Promise.allSettled(runs);
    },
  };
}
