/** Composition root of the worker: waits for Temporal and MongoDB, runs every task queue and the reconciler in one process, ends gracefully. */
import { delimiter } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { NativeConnection, Runtime } from '@temporalio/worker';
import pino from 'pino';
import { seedOnce } from '#activities/demo/seed-once';
import { openCrashPoints, withCrashPoints } from '#activities/core/crash-points';
import { fileLimitsOf } from '#domain/file/file.schema';
import { usualPace } from '#domain/notify/delivery';
import { parseSettings, type Settings } from '#domain/settings';
import { openEngineConnection } from '#integrations/engine/connection';
import { createAlarmEngine } from '#integrations/engine/alarm-engine';
import { createFlowEngine } from '#integrations/engine/engine';
import { createNoticeEngine } from '#integrations/engine/notice-engine';
import { createReportEngine } from '#integrations/engine/report-engine';
import { createWebhookEngine } from '#integrations/engine/webhook-engine';
import { createRunInspector } from '#integrations/engine/inspector';
import { createPdfRenderer, findBrowser } from '#integrations/renderers/index';
import { createAbsentTicket } from '#server/document/absent-ticket';
import { createAbsentLevels } from '#server/report/absent-levels';
import { openConnection } from '#store/core/connection';
import { prepareCollections } from '#store/core/prepare-collections';
import { createRunRepo } from '#store/flow/run.repo';
import { createRunWriter } from '#store/flow/run.writer';
import { createSecretRepo } from '#store/secret/secret.repo';
import { wireAlarms } from './alarm.wiring.ts';
import { buildWorkflowBundle } from './bundle.ts';
import { startConfirmer } from './confirmer.ts';
import { wireDocuments } from './document.wiring.ts';
import { channelOf, mailSettingsOf, wireNotices } from './notify.wiring.ts';
import { startReconciler } from './reconciler.ts';
import { startReports, wireWeeklyReports } from './report.wiring.ts';
import { wireLocks } from './lock.wiring.ts';
import { wireMessages } from './message.wiring.ts';
import { wireSteps } from './step.wiring.ts';
import { wireRuns } from './wiring.ts';
import { startFeeds, startRecounts } from './sla.wiring.ts';
import { wireWebhooks } from './webhook.wiring.ts';
import { startSchedules } from './schedule-keeper.ts';
import { startWorkers } from './workers.ts';

type Log = pino.Logger;

async function main(): Promise<void> {
  const settings = parseSettings(process.env);
  const log = pino({ level: settings.logLevel, base: { process: 'worker' } });
  const line = (level: string, message: string, meta?: object): void => { log[level === 'TRACE' ? 'trace' : level === 'DEBUG' ? 'debug' : level === 'WARN' ? 'warn' : level === 'ERROR' ? 'error' : 'info'](meta ?? {}, message); };
  Runtime.install({
    shutdownSignals: [],
    logger: { log: line, trace: (m, meta) => line('TRACE', m, meta), debug: (m, meta) => line('DEBUG', m, meta), info: (m, meta) => line('DEBUG', m, meta), warn: (m, meta) => line('WARN', m, meta), error: (m, meta) => line('ERROR', m, meta) },
  });
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve(), { once: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
  // Nothing is under way before it is ready, so there is nothing to wait for.
  let isReady = false;
  void stopped.then(() => { if (!isReady) process.exit(0); });

  const database = openConnection(settings.mongodbUri, { appName: 'signalbox-worker', selectionTimeoutMs: 1_500, onAway: () => log.warn('MongoDB does not answer yet') });
  const [{ codePath }, temporal] = await Promise.all([buildWorkflowBundle({ outFile: settings.workflowBundle }), connectTemporal(settings, stopping.signal, log), database.whenConnected]);
  await createSecretRepo(database.connection, settings.dataKey).sortByUse();

  const demoDevice = [settings.deviceHttpPort, settings.deviceSnmpPort].flatMap((port) => (port === undefined ? [] : [`127.0.0.1:${port}`]));
  const engine = openEngineConnection({ address: settings.temporalAddress, namespace: settings.temporalNamespace, run: { maxUpdates: settings.continueAfterUpdates, maxSignals: settings.continueAfterSignals } });
  const [flowEngine, alarmEngine, inspector] = [createFlowEngine(engine), createAlarmEngine(engine.client), createRunInspector(engine)];
  const messages = wireMessages({ connection: database.connection, engine: flowEngine, log });
  const locks = wireLocks({ connection: database.connection, engine: flowEngine, inspector, log });
  const alarms = wireAlarms({ connection: database.connection, engine: flowEngine, inspector, alarms: alarmEngine, log });
  const renderer = createPdfRenderer({ find: () => findBrowser({ named: settings.chromeBin, places: settings.chromePlaces.split(delimiter) }), log: { warn: (facts, message) => log.warn(facts, message) } });
  const documents = wireDocuments({ connection: database.connection, renderer });
  const secrets = createSecretRepo(database.connection, settings.dataKey);
  const [mail, noticeEngine] = [mailSettingsOf(settings, (name, address) => secrets.resolve(name, 'channel', address)), createNoticeEngine(engine.client)];
  const [limits, publicUrl] = [fileLimitsOf(settings), settings.publicUrl];
  const steps = wireSteps({
    connection: database.connection, engine: flowEngine, notices: noticeEngine, mail, channel: channelOf(mail, settings.noticeChannel),
    documents: { renderer, limits, publicUrl, paper: createAbsentTicket({ connection: database.connection, engine: flowEngine, limits, publicUrl, log }) },
  });
  const runs = wireRuns({ connection: database.connection, dataKey: settings.dataKey, log, post: messages.post, desk: steps.desk, addresses: { allowedLoopback: [...settings.allowedLoopback, ...demoDevice] } });
  const notices = wireNotices({
    connection: database.connection, engine: noticeEngine, mail, channel: settings.noticeChannel, publicUrl: settings.publicUrl, dataKey: settings.dataKey, log,
    pace: { ...usualPace, firstMs: settings.noticeRetrySeconds * 1_000 },
  });
  const webhooks = wireWebhooks({ connection: database.connection, engine: createWebhookEngine(engine.client), addresses: { allowedLoopback: settings.allowedLoopback }, publicUrl: settings.publicUrl, dataKey: settings.dataKey, log });
  const weekly = wireWeeklyReports({
    connection: database.connection, channel: channelOf(mail, settings.noticeChannel), notices: noticeEngine, engine: createReportEngine(engine.client), log,
    levels: createAbsentLevels({ connection: database.connection, publicUrl: settings.publicUrl, rolesFrom: settings.keycloakUrl ? 'token' : 'directory', log }),
  });
  const reach = openCrashPoints(process.env['SIGNALBOX_CRASH_POINTS']);
  await prepareCollections(Object.values(database.connection.models));
  const workers = await startWorkers({
    connection: temporal, namespace: settings.temporalNamespace, codePath,
    flow: withCrashPoints({ ...runs.flow, ...alarms.flow }, reach, { writeRun: 'run-written', writeParked: 'parked-written', writeGroup: 'group-written' }),
    io: withCrashPoints({ ...runs.io, ...alarms.io, ...documents.io, ...notices.io, ...webhooks.io, ...weekly.io }, reach, { performActivity: 'effect-performed', performEffect: 'effect-performed', openAlarmTicket: 'ticket-opened' }),
    probes: { ...runs.probes },
    renders: withCrashPoints({ ...runs.renders, ...documents.renders }, reach, { performActivity: 'effect-performed', performEffect: 'effect-performed' }),
  });
  const stored = createRunRepo(database.connection);
  const reconciler = startReconciler({ runs: stored, inspector, log });
  const confirmer = startConfirmer({ runs: stored, writer: createRunWriter(database.connection), inspector, log });
  const recounter = startRecounts({ connection: database.connection, inspector, log });
  const [messageKeeper, lockKeeper] = [messages.start(), locks.start()];
  const schedules = startSchedules({ connection: database.connection, engine: flowEngine, log });
  const feeds = startFeeds({ connection: database.connection, addresses: { allowedLoopback: settings.allowedLoopback }, log });
  const reports = startReports({ connection: database.connection, log });
  const weeklyKeeper = weekly.start();
  alarms.sweeper.start();
  notices.notifier.start();
  webhooks.notifier.start();
  isReady = true;
  log.info({ queues: ['flow', 'io', 'pdf', 'probe.local'] }, 'worker ready');
  process.send?.('ready');
  if (settings.hasDemoSeed && settings.hasDemoTickets) {
    void seedOnce({ everydayTickets: settings.demoEverydayTickets, connection: database.connection, engine: flowEngine, alarms: alarmEngine, inspector, nowMs: () => Date.now(), log, isStopping: () => stopping.signal.aborted }).catch((fault: unknown) => log.error({ fault: String(fault) }, 'the demonstration tickets were not made'));
  }

  await Promise.race([stopped, workers.done]);
  log.info('worker stopping');
  await Promise.all([reconciler.stop(), confirmer.stop(), recounter.stop(), feeds.stop(), messageKeeper.stop(), lockKeeper.stop(), schedules.stop(), alarms.sweeper.stop(), reports.stop(), weeklyKeeper.stop(), notices.notifier.stop(), webhooks.notifier.stop()]);
  await workers.stop();
  await renderer.close();
  notices.close();
  steps.close();
  await Promise.allSettled([engine.close(), temporal.close(), database.close()]);
}

/** Waits until the server takes connections and knows the namespace: at a cold start all come up at once. */
async function connectTemporal({ temporalAddress, temporalNamespace }: Settings, stopping: AbortSignal, log: Log): Promise<NativeConnection> {
  for (;;) {
    try {
      const connection = await NativeConnection.connect({ address: temporalAddress });
      await connection.workflowService.describeNamespace({ namespace: temporalNamespace });
      return connection;
    } catch (fault) {
      if (stopping.aborted) throw fault;
      log.warn({ address: temporalAddress }, 'Temporal does not answer yet');
      await pause(1_000, undefined, { signal: stopping });
    }
  }
}

main().then(() => process.exit(0), (fault: unknown) => {
  process.stderr.write(`${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
  process.exit(1);
});
