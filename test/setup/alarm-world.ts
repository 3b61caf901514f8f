/** The world of runs with alarms in it: webhook on a port, groups on real Temporal, the shipped Incident flow published, the shipped objects and ticket type. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { NativeConnection } from '@temporalio/worker';
import express from 'express';
import type { AlarmEngine, GroupSettings } from '#domain/alarm/alarm.ports';
import type { AlarmSource } from '#domain/alarm/alarm.schema';
import { flowFileSchema } from '#domain/flow/flow.schema';
import type { Actor } from '#domain/identity/identity.schema';
import { managedObjectSchema } from '#domain/object/object.schema';
import { ticketTypeSchema } from '#domain/ticket/ticket.schema';
import { createAlarmEngine } from '#integrations/engine/alarm-engine';
import { openEngineConnection, type EngineConnection } from '#integrations/engine/connection';
import { createFlowEngine } from '#integrations/engine/engine';
import type { CertificateFetch } from '#integrations/sources/certificate.fetch';
import { createAlarmFeature } from '#server/alarm/alarm.feature';
import { rawRouter } from '#server/http/api-router';
import { errorHandler } from '#server/http/error-answer';
import type { Handlers } from '#server/http/handler';
import { createLog } from '#server/http/log';
import { requestStart } from '#server/http/request-start';
import { alarmModels, ensureAlarmIndexes, type GroupRow } from '#store/alarm/alarm.models';
import { createAlarmSourceRepo } from '#store/alarm/source.repo';
import { openConnection } from '#store/core/connection';
import { createObjectRepo } from '#store/object/object.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { projectFolder } from '#embedded/project';
import { wireAlarms } from '#worker/alarm.wiring';
import type { AlarmSweeper, SweeperOptions } from '#worker/sweeper';
import { wireRuns } from '#worker/wiring';
import { startWorkers, type RunningWorkers } from '#worker/workers';
import { aSource } from '../builders/alarm.builder.ts';
import { dataKey, flowWorldOn, type FlowWorld } from './flow-world.ts';

export const alarmSecret = 'a secret of the tests';
const seed = (path: string): unknown => JSON.parse(readFileSync(`${projectFolder}/seed/${path}`, 'utf8'));

export interface Webhook {
  /** http://127.0.0.1:port/api/alarms/am */
  url: string;
  handlers: Handlers;
  /** Answers the status and body of a post. */
  post(body: unknown, options?: { secret?: string; source?: string }): Promise<{ status: number; body: { accepted?: number; changes?: number; error?: { code: string; message: string } } }>;
  stop(): Promise<void>;
}

export interface AlarmWorld extends FlowWorld {
  engineConnection: EngineConnection; alarmEngine: AlarmEngine; sweeper: AlarmSweeper;
  models: ReturnType<typeof alarmModels>;
  saveSource(over?: Partial<AlarmSource>): Promise<void>;
  openWebhook(options?: { bells?: Pick<AlarmEngine, 'ring'>; bellSpacingMs?: number; mongoUri?: string; certificate?: CertificateFetch }): Promise<Webhook>;
  group(title: string): Promise<GroupRow | null>;
  historyLength(group: string): Promise<number>;
  startAlarmWorkers(): Promise<void>;
  stopAlarmWorkers(): Promise<void>;
}

/** Somebody who may do everything with alarms, everywhere. */
export const administrator: Actor = { person: 'ana', name: 'Ana Silva', roles: [{ key: 'administrator', scope: { teams: [], ticketTypes: [], services: [], deviceGroups: [] } }], teams: [] };
const silent = { warn: () => undefined, info: () => undefined };

export interface AlarmWorldOf { groupSettings?: GroupSettings; sweeper?: SweeperOptions; source?: Partial<AlarmSource> }

/** `temporalAddress` is host:port; the namespace must be ready, the database empty. */
export async function alarmWorldOn({ temporalAddress, namespace, mongoUri, ...options }: AlarmWorldOf & { temporalAddress: string; namespace: string; mongoUri: string }): Promise<AlarmWorld> {
  const flows = await flowWorldOn({ temporalAddress, namespace, mongoUri, hasWorkers: false });
  const { connection } = flows.database;
  await ensureAlarmIndexes(connection);
  const sources = createAlarmSourceRepo(connection);
  const saveSource = (over: Partial<AlarmSource> = {}) => sources.save(aSource({ groupWaitSeconds: 0.3, groupIntervalSeconds: 0.6, quietSeconds: 1, ...options.source, ...over }));
  await saveSource();
  for (const type of (seed('ticket-types.json') as { ticketTypes: unknown[] }).ticketTypes) await createTicketTypeRepo(connection).save(ticketTypeSchema.parse(type));
  for (const object of (seed('objects.json') as { objects: unknown[] }).objects) await createObjectRepo(connection).save(managedObjectSchema.parse(object));
  await flows.publish(flowFileSchema.parse(seed('flows/incident.flow.json')));
  const engineConnection = openEngineConnection({ address: temporalAddress, namespace });
  const alarmEngine = createAlarmEngine(engineConnection.client, options.groupSettings ? { groupSettings: options.groupSettings } : {});
  const engine = createFlowEngine(engineConnection);
  const temporal = await NativeConnection.connect({ address: temporalAddress });
  const own = openConnection(mongoUri, { appName: 'alarm-worker', selectionTimeoutMs: 1_500 });
  await own.whenConnected;
  const wired = wireAlarms({ connection: own.connection, engine, inspector: flows.inspector, alarms: alarmEngine, log: silent, ...(options.sweeper ? { sweeper: options.sweeper } : {}) });
  const runs = wireRuns({ connection: own.connection, dataKey, addresses: { allowedLoopback: [] } });
  const webhooks = new Set<Webhook>();
  let workers: RunningWorkers | null = null;
  const world: AlarmWorld = {
    ...flows, engineConnection, alarmEngine, sweeper: wired.sweeper, models: alarmModels(connection), saveSource,
    group: (title) => alarmModels(connection).groups.findOne({ title }).lean<GroupRow>().exec(),
    async historyLength(group) {
      const { historyLength } = await engineConnection.client.workflow.getHandle(`alarm-group/${group}`).describe();
      return historyLength;
    },
    async openWebhook({ bells = alarmEngine, bellSpacingMs = 100, mongoUri: given = mongoUri, certificate } = {}) {
      const database = openConnection(given, { appName: 'alarm-portal', selectionTimeoutMs: 1_500 });
      if (given === mongoUri) await database.whenConnected;
      const feature = createAlarmFeature({ connection: database.connection, engine: { ...alarmEngine, ...bells }, secrets: { resolve: async () => alarmSecret, store: async () => undefined, remove: async () => undefined }, log: silent, publicUrl: 'http://127.0.0.1', nowMs: () => Date.now(), bellSpacingMs, ...(certificate ? { certificate } : {}) });
      const app = express();
      app.use(requestStart(createLog('silent')));
      app.use(rawRouter({ handlers: feature.handlers, publicUrl: 'http://127.0.0.1', protect: (_request, _response, next) => next(), actorOf: async () => administrator, idempotency: null as never }));
      app.use(errorHandler);
      const server = await listening(app);
      const address = server.address();
      const base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/api/alarms`;
      const webhook: Webhook = {
        url: `${base}/am`, handlers: feature.handlers,
        async post(body, { secret = alarmSecret, source = 'am' } = {}) {
          const response = await fetch(`${base}/${source}`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` }, body: typeof body === 'string' ? body : JSON.stringify(body) });
          return { status: response.status, body: await response.json() as never };
        },
        async stop() {
          webhooks.delete(webhook);
          await new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
          await feature.stop();
          await database.close();
        },
      };
      webhooks.add(webhook);
      return webhook;
    },
    async startAlarmWorkers() {
      workers ??= await startWorkers({ connection: temporal, namespace: flows.namespace, codePath: flows.codePath, flow: { ...runs.flow, ...wired.flow }, io: { ...runs.io, ...wired.io }, probes: runs.probes, renders: runs.renders, shutdownGraceMs: 1_000 });
    },
    async stopAlarmWorkers() {
      await workers?.stop();
      workers = null;
    },
    async close() {
      await Promise.all([...webhooks].map((webhook) => webhook.stop()));
      await wired.sweeper.stop();
      await world.stopAlarmWorkers();
      await Promise.all([engineConnection.close(), temporal.close(), own.close()]);
      await flows.close();
    },
  };
  await world.startAlarmWorkers();
  return world;
}

const listening = (app: express.Express): Promise<Server> => new Promise((resolve) => {
  const server = createServer(app).listen(0, '127.0.0.1', () => resolve(server));
});

/** A v4 body as Alertmanager posts it. */
export const webhookBody = (alerts: readonly { status?: 'firing' | 'resolved'; labels: Record<string, string>; fingerprint: string; annotations?: Record<string, string>; startsAt?: string }[]) => ({
  version: '4', groupKey: '{}', truncatedAlerts: 0, status: 'firing', receiver: 'signalbox', groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: 'http://alertmanager.example:9093',
  alerts: alerts.map((alert) => ({ status: 'firing', annotations: {}, startsAt: new Date().toISOString(), endsAt: '0001-01-01T00:00:00Z', generatorURL: '', ...alert })),
});
