/** A portal of its own for a test file: its processes on the shared Temporal and MongoDB, with a namespace, a database and a data folder nobody else uses. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll } from 'vitest';
import { buildWeb } from '#embedded/builds';
import { silentLog, type Log } from '#embedded/located';
import { projectFolder } from '#embedded/project';
import { startStack, type Stack } from '#embedded/stack';
import { freshFolder, freshMongoUri, freshNamespace, temporalAddress } from './fresh.ts';
import { startAlertSender, type AlertSender } from './alertmanager.ts';
import { testDevice, type TestDevice } from './device.ts';

/** Seconds of the alarm source `alertmanager`, as an operator sets them: short, so that an alarm's whole life fits a test. */
export interface AlarmTiming { groupWaitSeconds: number; groupIntervalSeconds: number; quietSeconds: number }
const quick: AlarmTiming = { groupWaitSeconds: 0.2, groupIntervalSeconds: 1, quietSeconds: 5 };

export interface PortalOptions {
  env?: Readonly<Record<string, string>>; alarmTiming?: AlarmTiming;
  /** Whether the demonstration company comes with its two weeks of tickets. Default no: half of the time a start takes. */
  hasTickets?: boolean;
}
export interface TestPortal {
  address(): string;
  stack(): Stack;
  device(): TestDevice;
  /** A real Alertmanager that posts to the portal's source `alertmanager`; stopped with the portal. */
  alertmanager(): Promise<AlertSender>;
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
  beforeAll(async () => {
    stack = await startStack({
      dataDir: folder, log: warningsOnly,
      env: { SIGNALBOX_WEB_FOLDER: await ownWeb(folder), MONGODB_URI: freshMongoUri('e2e'), TEMPORAL_ADDRESS: temporalAddress(), TEMPORAL_NAMESPACE: await freshNamespace('e2e'), SIGNALBOX_DEMO_TICKETS: String(options.hasTickets ?? false), ...options.env },
    });
    await setAlarmTiming(stack.mongoUri, options.alarmTiming ?? quick);
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
    alertmanager: () => sender ??= startAlertSender({ webhookUrl: `${running().address}/api/alarms/alertmanager`, secret: webhookSecret, groupBy: ['alertname', 'instance'] }),
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

/** Sources have no page to change them on yet; the row is what such a page would write. */
async function setAlarmTiming(mongoUri: string, timing: AlarmTiming): Promise<void> {
  const connection = await mongoose.createConnection(mongoUri).asPromise();
  try {
    const { matchedCount } = await connection.collection<{ _id: string }>('alarmSources').updateOne({ _id: 'alertmanager' }, { $set: timing });
    if (matchedCount !== 1) throw new Error('the seed has no alarm source "alertmanager"');
  } finally {
    await connection.close();
  }
}
