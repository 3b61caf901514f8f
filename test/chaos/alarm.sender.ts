/** A sender of alarms that behaves like Alertmanager: posts version 4, sends the same body again until it is answered 2xx, never two posts of a group at once. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger } from './ledger.ts';

export interface SentAlarm { fingerprint: string; labels: Record<string, string>; state: 'firing' | 'resolved'; startsAt: string }
/** False when time was up before anybody answered. */
export type SendAlarms = (alarms: readonly SentAlarm[]) => Promise<boolean>;

const tryMs = 20_000;

export function alarmSender({ address, secret, ledger, deadline }: { address: string; secret: string; ledger: Ledger; deadline: number }): SendAlarms {
  return async (alarms) => {
    const mark = randomUUID();
    const entry: Ledger['posts'][number] = { mark, answer: 'unknown', tries: 0, alarms: alarms.map(({ fingerprint, state }) => ({ fingerprint, state })) };
    ledger.posts.push(entry);
    const body = JSON.stringify({
      receiver: 'signalbox', status: alarms.some(({ state }) => state === 'firing') ? 'firing' : 'resolved', version: '4', groupKey: '{}', truncatedAlerts: 0, groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: 'http://alertmanager.example:9093',
      alerts: alarms.map(({ fingerprint, labels, state, startsAt }) => ({
        status: state, labels, annotations: { summary: `${labels['alertname']} on ${labels['instance']}`, mark }, startsAt, endsAt: state === 'resolved' ? new Date().toISOString() : '0001-01-01T00:00:00Z',
        generatorURL: 'http://prometheus.example:9090/graph', fingerprint,
      })),
    });
    for (;;) {
      if (Date.now() > deadline) return false;
      entry.tries += 1;
      try {
        const response = await fetch(`${address}/api/alarms/alertmanager`, { method: 'POST', body, headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` }, signal: AbortSignal.timeout(tryMs) });
        await response.arrayBuffer();
        if (response.status === 202) { entry.answer = 'accepted'; return true; }
        if (response.status < 500) { ledger.complaints.push(`an alarm post was answered ${response.status}`); return false; }
      } catch {
        // Whether it was heard is unknown: the same body again.
      }
      await sleep(Math.min(2_000, 200 * entry.tries));
    }
  };
}
