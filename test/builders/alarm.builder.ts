/** Alarms and sources for tests, with everything said that a test does not care about. */
import type { Alarm, AlarmSource } from '#domain/alarm/alarm.schema';

export const anAlarm = (over: Partial<Alarm> = {}): Alarm => ({
  source: 'am', fingerprint: 'f1', name: 'LinkDown', severity: 'critical', state: 'firing', startsAt: '2026-03-02T08:00:00.000Z', endsAt: null,
  labels: { alertname: 'LinkDown', instance: 'edge-1', severity: 'critical' }, annotations: { summary: 'The uplink is down' }, links: [], ...over,
});

export const aSource = (over: Partial<AlarmSource> = {}): AlarmSource => ({
  id: 'am', kind: 'alertmanager', name: 'Alertmanager', secret: { secret: 'alarm-source/am' }, isEnabled: true, groupBy: ['alertname'], groupWaitSeconds: 30, groupIntervalSeconds: 300,
  repeatIntervalSeconds: 14_400, quietSeconds: 600, reopenHours: 24, ticketType: 'incident', team: 'network', config: {}, formerSecretUntil: null, revision: 1, changedAt: null, changedBy: null, removedAt: null, ...over,
});
