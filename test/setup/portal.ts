/** A portal of its own for a test file: its processes on the shared Temporal and MongoDB, with a namespace, a database and a data folder nobody else uses. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll } from 'vitest';
import { buildWeb } from '#embedded/builds';
import { silentLog, type Log } from '#embedded/located';
import { projectFolder } from '#embedded/project';
import { startStack, type Stack } from '#embedded/stack';
import { editOf } from '#domain/alarm/source.schema';
import { createInstallationRepo } from '#store/core/installation.repo';
import { portalClient } from '../builders/portal-client.ts';
import { eventually } from './eventually.ts';
import { freshFolder, freshMongoUri, freshNamespace, temporalAddress } from './fresh.ts';
import { startAlertSender, type AlertSender } from './alertmanager.ts';
import { testDevice, type TestDevice } from './device.ts';

/** Seconds of the alarm source `alertmanager`, as an operator sets them: short, so that an alarm's whole life fits a test. */
export interface AlarmTiming { groupWaitSeconds: number; groupIntervalSeconds: number; quietSeconds: number }
const quick: AlarmTiming = { groupWaitSeconds: 0.2, groupIntervalSeconds: 1, quietSeconds: 5 };

export interface PortalOptions {
  env?: Readonly<Record<string, string>>; alarmTiming?: AlarmTiming;
  /** Whether the demonstration company comes with its six weeks of tickets, or with some of them; all are there when the tests begin. Default no: half of the time a start takes. */
  hasTickets?: 'all' | 'some';
}
export interface TestPortal {
  address(): string;
  stack(): Stack;
  device(): TestDevice;
  /** A real Alertmanager that posts to the portal's source `alertmanager`; stopped with the portal. */
  alertmanager(): Promise<AlertSender>;
  /** Posts a body as it is to the same source, with its secret. Answers the status. */
  postWebhook(body: string): Promise<number>;
}

/** The secret the demonstration company's Alertmanager source is seeded with. */
const webhookSecret = 'demo-alertmanager';

/** Registers the portal with the test file that calls it. */
export function testPortal(options: PortalOptions = {}): TestPortal {
  let stack: Stack | null = null;
  let sender: Promise<AlertSender> | null = null;
  const folder = freshFolder('signalbox-e2e');
  const running = (): Stack => {
    if (!stack) throw new Error('the portal is not up yet');
    return stack;
  };
  const webhookUrl = (): string => `${running().address}/api/alarms/alertmanager`;
  beforeAll(async () => {
    stack = await startStack({
      dataDir: folder, log: warningsOnly,
      env: { SIGNALBOX_WEB_FOLDER: await ownWeb(folder), MONGODB_URI: freshMongoUri('e2e'), TEMPORAL_ADDRESS: temporalAddress(), TEMPORAL_NAMESPACE: await freshNamespace('e2e'), SIGNALBOX_DEMO_TICKETS: String(options.hasTickets !== undefined), ...(options.hasTickets === 'some' ? { SIGNALBOX_DEMO_EVERYDAY: '80' } : {}), ...options.env },
    });
    if (options.hasTickets !== undefined) await allTicketsAreThere(stack.mongoUri);
    // Accounts of a Keycloak sign in there; who tests with one has no alarms.
    if (options.env?.['KEYCLOAK_URL'] === undefined) await setAlarmTiming(stack.address, options.alarmTiming ?? quick);
  });
  afterAll(async () => {
    await (await sender)?.stop();
    await stack?.stop();
    if (!process.env['SIGNALBOX_KEEP']) rmSync(folder, { recursive: true, force: true });
  });
  return {
    address: () => running().address,
    stack: running,
    device: () => testDevice(running()),
    alertmanager: () => sender ??= startAlertSender({ webhookUrl: webhookUrl(), secret: webhookSecret, groupBy: ['alertname', 'instance'], resolveTimeout: '1h' }),
    postWebhook: async (body) => (await fetch(webhookUrl(), { method: 'POST', body, headers: { 'authorization': `Bearer ${webhookSecret}`, 'content-type': 'application/json' } })).status,
  };
}

const warningsOnly: Log = { ...silentLog, warn: (line) => console.error(line) };

/** The browser half as it is now: a build made while the tests run would take its files away under open pages. */
async function ownWeb(folder: string): Promise<string> {
  await buildWeb(warningsOnly);
  const own = join(folder, 'web');
  cpSync(join(projectFolder, '.build/web'), own, { recursive: true });
  return own;
}

/** People can sign in while the tickets are still being written down; a list would grow while it is looked at. */
async function allTicketsAreThere(mongoUri: string): Promise<void> {
  const connection = await mongoose.createConnection(mongoUri).asPromise();
  try {
    const installation = createInstallationRepo(connection);
    await eventually(() => installation.isDone('tickets'), { withinMs: 300_000, what: 'the demonstration tickets are there' });
  } finally {
    await connection.close();
  }
}

/** As an administrator does it on the page of the source. */
async function setAlarmTiming(address: string, timing: AlarmTiming): Promise<void> {
  const admin = portalClient(address);
  await admin.signIn('admin');
  const params = { id: 'alertmanager' };
  const { body: source } = await admin.call('alarmSources.read', { params });
  const { status, error } = await admin.call('alarmSources.save', { params, body: { ...editOf(source), ...timing, revision: source.revision } });
  if (status !== 200) throw new Error(`the timing of "alertmanager" was not set: ${status} ${JSON.stringify(error)}`);
}
