/** A real Alertmanager with one webhook receiver, on a free loopback port, its data in a folder that is removed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseStarterSettings } from '#domain/settings';
import { locateAlertmanager, startAlertmanager } from '#embedded/alertmanager';
import { silentLog } from '#embedded/located';
import { freePort } from '#embedded/ports';

export interface AlertSenderOptions {
  webhookUrl: string;
  /** Sent as bearer token. */
  secret: string;
  groupBy?: string[];
  /** Go durations. Defaults "1s", "2s", "4h", "5m". */
  groupWait?: string; groupInterval?: string; repeatInterval?: string; resolveTimeout?: string;
}

/** An alert of Alertmanager's API v2. Without `endsAt` it fires until resolve_timeout. */
export interface PostedAlert { labels: Record<string, string>; annotations?: Record<string, string>; startsAt?: string; endsAt?: string; generatorURL?: string }

export interface AlertSender {
  post(alerts: readonly PostedAlert[]): Promise<void>;
  /** Sends the alerts again with an end that has passed. */
  resolve(alerts: readonly PostedAlert[]): Promise<void>;
  alerts(): Promise<{ fingerprint: string; labels: Record<string, string> }[]>;
  stop(): Promise<void>;
}

/** Throws COMPONENT_MISSING: a missing Alertmanager fails the tests that need it. */
export async function startAlertSender(options: AlertSenderOptions): Promise<AlertSender> {
  const located = await locateAlertmanager(parseStarterSettings(process.env), silentLog);
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-alertmanager-'));
  // JSON is YAML.
  const config = JSON.stringify({
    global: { resolve_timeout: options.resolveTimeout ?? '5m' },
    route: { receiver: 'signalbox', group_by: options.groupBy ?? ['alertname'], group_wait: options.groupWait ?? '1s', group_interval: options.groupInterval ?? '2s', repeat_interval: options.repeatInterval ?? '4h' },
    receivers: [{ name: 'signalbox', webhook_configs: [{ url: options.webhookUrl, send_resolved: true, http_config: { authorization: { type: 'Bearer', credentials: options.secret } } }] }],
  });
  const running = await startAlertmanager(located, { folder, port: await freePort(), config, externalUrl: 'http://alertmanager.example:9093' });
  const call = async (init?: RequestInit): Promise<Response> => {
    const response = await fetch(`${running.address}/api/v2/alerts`, init);
    if (!response.ok) throw new Error(`Alertmanager answered ${response.status}: ${await response.text()}`);
    return response;
  };
  const post = async (alerts: readonly PostedAlert[]) => { await call({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(alerts) }); };
  return {
    post,
    resolve: (alerts) => post(alerts.map((alert) => ({ ...alert, endsAt: new Date(Date.now() - 1_000).toISOString() }))),
    alerts: async () => (await call()).json() as Promise<{ fingerprint: string; labels: Record<string, string> }[]>,
    async stop() {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
