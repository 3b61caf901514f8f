/** A small company on real servers for scenarios, benches and recordings of runs: workers in this process, and people who act. */
import { randomUUID } from 'node:crypto';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { formatFlowFile } from '#domain/flow/file/flow.canonical';
import type { ExecutorCatalog } from '#domain/flow/executor.ports';
import type { CommandResult, FlowEngine } from '#domain/flow/engine.ports';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { TaskAction, TaskActionData, TaskActor, Vars } from '#domain/flow/kernel/kernel.types';
import { runIdOf, type RunInput, type RunTicket } from '#domain/flow/run.ports';
import { openEngineConnection } from '#integrations/engine/connection';
import { createFlowEngine } from '#integrations/engine/engine';
import { createRunInspector, type RunInspector } from '#integrations/engine/inspector';
import { openConnection, type OpenedConnection } from '#store/core/connection';
import { prepareCollections } from '#store/core/prepare-collections';
import { eventModel, type EventRow } from '#store/audit/event.model';
import { flowModels } from '#store/flow/flow-version.model';
import { createRunRepo, type RunRecord, type RunRepo } from '#store/flow/run.repo';
import { createRunWriter, type RunWriter } from '#store/flow/run.writer';
import { createTokenLogRepo, type TokenLogRepo } from '#store/flow/token-log.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createCalendarRepo } from '#store/sla/calendar.repo';
import { createSlaPolicyRepo } from '#store/sla/policy.repo';
import { createTaskRepo, type TaskRecord, type TaskRepo } from '#store/ticket/task.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { createTicketRepo, type TicketRepo } from '#store/ticket/ticket.repo';
import { buildWorkflowBundle } from '#worker/bundle';
import { startConfirmer, type Confirmer } from '#worker/confirmer';
import type { LockKeeper } from '#worker/lock-keeper';
import type { MessageKeeper } from '#worker/message-keeper';
import { wireLocks } from '#worker/lock.wiring';
import { wireMessages } from '#worker/message.wiring';
import { wireRuns } from '#worker/wiring';
import { startWorkers, type RunningWorkers } from '#worker/workers';
import { published, type Published } from '../builders/flow-file.builder.ts';
import { company } from '../builders/company.builder.ts';
import { patienceMs } from './eventually.ts';

const silent = { warn: () => undefined, error: () => undefined };
const quiet = { warn: () => undefined, info: () => undefined };
export const dataKey = '0'.repeat(64);

export interface FlowWorld {
  engine: FlowEngine; inspector: RunInspector;
  tickets: TicketRepo; tasks: TaskRepo; runs: RunRepo; log: TokenLogRepo;
  database: OpenedConnection; temporalAddress: string; namespace: string; mongoUri: string; codePath: string;
  publish(file: FlowFile, version?: number): Promise<Published>;
  /** Starts the next ticket on a flow; answers its run id. */
  open(flow: Published, given?: Partial<RunTicket> & { variables?: Vars; settings?: RunInput['settings'] }): Promise<string>;
  inputOf(flow: Published, given?: Partial<RunTicket> & { n?: number; variables?: Vars; settings?: RunInput['settings'] }): RunInput;
  /** The open tasks of a run, as the inbox has them. */
  tasksOf(runId: string): Promise<TaskRecord[]>;
  act(runId: string, task: { id: string; revision: number }, action: TaskAction, actor: TaskActor, data?: TaskActionData, commandId?: string): Promise<CommandResult>;
  /** Claims the run's first task and completes it; throws what it was refused with. */
  finish(runId: string, actor: TaskActor, outcome?: string): Promise<void>;
  events(runId: string): Promise<EventRow[]>;
  /** Tries until it holds; throws what it last said. */
  /** The run's row once everything it has written is confirmed. */
  confirmed(runId: string, withinMs?: number): Promise<RunRecord>;
  eventually<T>(look: () => Promise<T | null | undefined | false>, withinMs?: number): Promise<T>;
  startWorkers(mongoUri?: string): Promise<RunningWorkers>;
  stopWorkers(): Promise<void>;
  close(): Promise<void>;
}

try {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
} catch {
  // Another file of this process installed it.
}

export interface WorldOf {
  /** host:port, a namespace that is ready, an empty database. */
  temporalAddress: string; namespace: string; mongoUri: string;
  /** Activities of queue io beside those of runs. Default none. */
  also?: (connection: OpenedConnection['connection']) => object;
  /** What flows have done in the portal itself. Default none. */
  desk?: (connection: OpenedConnection['connection']) => ExecutorCatalog;
  /** Stands around the writer of the runs' activities, not of the confirmer. */
  around?: (writer: RunWriter) => RunWriter;
  hasWorkers?: boolean; allowedLoopback?: string[]; timeoutMs?: number;
}

export async function flowWorldOn({ temporalAddress, namespace, mongoUri, also = () => ({}), desk = () => ({}), around, hasWorkers = true, allowedLoopback = [], timeoutMs = 60_000 }: WorldOf): Promise<FlowWorld> {
  const database = openConnection(mongoUri, { appName: 'scenario', selectionTimeoutMs: 1_500 });
  await database.whenConnected;
  const { connection } = database;
  const engineConnection = openEngineConnection({ address: temporalAddress, namespace, timeoutMs });
  const engine = createFlowEngine(engineConnection);
  const { codePath } = await buildWorkflowBundle();
  const runs = createRunRepo(connection);
  const tickets = createTicketRepo(connection);
  const tasks = createTaskRepo(connection);
  await Promise.all([runs.ensureIndexes(), tickets.ensureIndexes()]);
  await prepareCollections([eventModel(connection)]);
  await seedCompany(connection);
  let temporal: NativeConnection | null = null;
  let workers: RunningWorkers | null = null;
  let confirmer: Confirmer | null = null;
  let keeper: MessageKeeper | null = null;
  let lockKeeper: LockKeeper | null = null;
  const extra: OpenedConnection[] = [];
  let opened = 0;
  /** A write that a busy machine cannot do within two seconds is parked, and done after the answer. */
  const isWritten = (runId: string): Promise<unknown> => world.eventually(async () => { const held = await world.inspector.snapshot(runId); return held?.book?.isDirty === false && !held.shell.isParked; });

  const world: FlowWorld = {
    engine, inspector: createRunInspector(engineConnection), tickets, tasks, runs, log: createTokenLogRepo(connection), database, temporalAddress, namespace, mongoUri, codePath,
    async publish(file, version = 1) {
      const flow = published(file, version);
      await flowModels(connection).versions.create({ _id: `${file.key}@${version}`, key: file.key, version, sha256: flow.ref.sha256, text: formatFlowFile(file), publishedAt: new Date(), publishedBy: { kind: 'person', id: 'paul' }, note: '', verdict: 'sound' });
      return flow;
    },
    inputOf(flow, { n = 1, variables = {}, settings, ...given } = {}) {
      opened += 1;
      const id = given.id ?? `t-${randomUUID()}`;
      return {
        ticket: {
          id, key: `INC-${opened}`, type: 'incident', title: 'Switch down', description: '', priority: 'P2', team: 'network', requester: 'rita', object: null, fields: {},
          openedBy: { kind: 'person', id: 'rita' }, openedAt: new Date().toISOString(), alarm: null, isDemo: false, ...given,
        },
        n, definition: flow.ref, start: { at: null, variables }, ...(settings === undefined ? {} : { settings }),
      };
    },
    async open(flow, given = {}) {
      const input = world.inputOf(flow, given);
      const runId = runIdOf(input.ticket.id, input.n);
      const { answer, shown } = await engine.startRun(input);
      if (!answer.accepted) throw new Error(`not started: ${JSON.stringify(answer)}`);
      if (!shown) await isWritten(runId);
      return runId;
    },
    async tasksOf(runId) {
      const [, ticketId = ''] = runId.split('/');
      return (await tasks.ofTicket(ticketId)).filter((task) => task.run === runId);
    },
    act: (runId, task, action, actor, data = {}, commandId = randomUUID()) => engine.actOnTask(runId, { taskId: task.id, taskRevision: task.revision, action, commandId, actor, data }),
    async finish(runId, actor, outcome = 'done') {
      for (const action of ['claim', 'complete'] as const) {
        const [task] = await world.tasksOf(runId);
        const { answer, shown } = await world.act(runId, task!.task, action, actor, action === 'complete' ? { outcome } : {});
        if (!answer.accepted) throw new Error(`${action} was refused: ${JSON.stringify(answer)}`);
        if (!shown) await isWritten(runId);
      }
    },
    events: async (runId) => eventModel(connection).find({ origin: runId }).sort({ seq: 1 }).lean<EventRow[]>().exec(),
    confirmed: (runId, withinMs) => world.eventually(async () => {
      const run = await runs.read(runId);
      return run !== null && !run.isTentative && run.confirmedSeq === run.seq && run.confirmedEvent === run.lastEvent ? run : null;
    }, withinMs),
    async eventually(look, withinMs = patienceMs) {
      const deadline = Date.now() + withinMs;
      for (let last: unknown = 'nothing yet'; ;) {
        try {
          const found = await look();
          if (found !== null && found !== undefined && found !== false) return found;
          last = `still ${String(found)}`;
        } catch (fault) {
          last = fault;
        }
        if (Date.now() > deadline) throw last instanceof Error ? last : new Error(`not within ${withinMs} ms: ${String(last)}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async startWorkers(uri = mongoUri) {
      temporal ??= await NativeConnection.connect({ address: temporalAddress });
      const own = openConnection(uri, { appName: 'scenario-worker', selectionTimeoutMs: 1_500 });
      extra.push(own);
      await own.whenConnected;
      const messages = wireMessages({ connection: own.connection, engine, log: quiet, everyMs: 100 });
      const wired = wireRuns({ connection: own.connection, post: messages.post, desk: desk(own.connection), dataKey, addresses: { allowedLoopback }, ...(around === undefined ? {} : { around }) });
      const io = { ...wired.io, ...also(own.connection) };
      await prepareCollections(Object.values(own.connection.models));
      workers = await startWorkers({ connection: temporal, namespace, codePath, flow: wired.flow, io, probes: wired.probes, renders: wired.renders, shutdownGraceMs: 1_000 });
      confirmer = startConfirmer({ runs: createRunRepo(own.connection), writer: createRunWriter(own.connection), inspector: world.inspector, log: silent, everyMs: 100, settledMs: 100 });
      keeper = messages.start();
      lockKeeper = wireLocks({ connection: own.connection, engine, inspector: world.inspector, log: quiet, everyMs: 100 }).start();
      return workers;
    },
    async stopWorkers() {
      await keeper?.stop();
      await lockKeeper?.stop();
      await confirmer?.stop();
      await workers?.stop();
      workers = confirmer = keeper = lockKeeper = null;
    },
    async close() {
      await world.stopWorkers();
      await temporal?.close();
      await engineConnection.close();
      await connection.dropDatabase().catch(() => undefined);
      await Promise.all([database, ...extra].map((one) => one.close()));
    },
  };
  if (hasWorkers) await world.startWorkers();
  return world;
}

async function seedCompany(connection: OpenedConnection['connection']): Promise<void> {
  const { people, teams, ticketType, calendars, policies } = company;
  await Promise.all([
    ...people.map((person) => createPersonRepo(connection).addMissing({ ...person, isDemoAccount: false } as never)), ...teams.map((team) => createTeamRepo(connection).addMissing(team)),
    createTicketTypeRepo(connection).save(ticketType), ...calendars.map((calendar) => createCalendarRepo(connection).save(calendar)), ...policies.map((policy) => createSlaPolicyRepo(connection).save(policy)),
  ]);
}
