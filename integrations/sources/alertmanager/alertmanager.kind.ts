/** Prometheus Alertmanager's webhook, payload version 4 (Alertmanager 0.6 and later; Grafana and others send the same shape). */
import { createHash } from 'node:crypto';
import type { Alarm, Severity } from '#domain/alarm/alarm.schema';
import { isSecretGiven } from '../authorization.ts';
import { plainEntries, plainText, webLink } from '../plain-text.ts';
import { rejectedReason } from '../rejected.ts';
import { severityOf } from '../severity-words.ts';
import type { AlarmSourceKind, Normalised, RejectedEntry, SourceFinding } from '../source.kind.ts';

/** Alertmanager has no upper bound of its own; a post larger than this is a mistake. */
const alertsLimit = 20_000;

export const alertmanager: AlarmSourceKind = {
  kind: 'alertmanager',
  title: { en: 'Prometheus Alertmanager', zh: 'Prometheus Alertmanager', ar: 'Prometheus Alertmanager' },
  form: { schema: { type: 'object', properties: {}, additionalProperties: false }, ui: {} },
  verify: (headers, _rawBody, secret) => isSecretGiven(headers, secret),
  normalise,
};

function normalise(payload: unknown, { source, receivedAt }: { source: string; receivedAt: string }): Normalised {
  if (!isRecord(payload)) return { isUnderstood: false, reason: 'expected an object' };
  const { version, alerts, truncatedAlerts } = payload;
  if (version !== '4') return { isUnderstood: false, reason: `version: expected "4", found ${shown(version)}` };
  if (!Array.isArray(alerts)) return { isUnderstood: false, reason: `alerts: expected a list, found ${shown(alerts)}` };
  if (alerts.length > alertsLimit) return { isUnderstood: false, reason: `alerts: ${alerts.length} entries, at most ${alertsLimit}` };
  const alarms: Alarm[] = [];
  const findings: SourceFinding[] = [];
  const rejected: RejectedEntry[] = [];
  for (const [index, entry] of alerts.entries()) {
    const at = `alerts[${index}]`;
    const alarm = alarmOf(entry, at, source, receivedAt, findings);
    if (typeof alarm === 'string') rejected.push({ at, reason: alarm, entry });
    else alarms.push(alarm);
  }
  if (alarms.length === 0 && rejected.length > 0) return { isUnderstood: false, reason: rejectedReason(rejected) };
  if (typeof truncatedAlerts === 'number' && truncatedAlerts > 0) findings.push({ code: 'cut-by-sender', at: 'truncatedAlerts', detail: `${truncatedAlerts} alarms were left out by max_alerts` });
  return { isUnderstood: true, alarms, findings, rejected };
}

/** The alarm, or why there is none. */
function alarmOf(entry: unknown, at: string, source: string, receivedAt: string, findings: SourceFinding[]): Alarm | string {
  if (!isRecord(entry)) return `${at}: expected an object, found ${shown(entry)}`;
  const { status, fingerprint, generatorURL } = entry;
  if (status !== 'firing' && status !== 'resolved') return `${at}.status: expected "firing" or "resolved", found ${shown(status)}`;
  if (!isRecord(entry['labels'])) return `${at}.labels: expected an object, found ${shown(entry['labels'])}`;
  if (entry['annotations'] !== undefined && entry['annotations'] !== null && !isRecord(entry['annotations'])) return `${at}.annotations: expected an object, found ${shown(entry['annotations'])}`;
  if (fingerprint !== undefined && (typeof fingerprint !== 'string' || !/^[\w.:-]{1,128}$/.test(fingerprint))) return `${at}.fingerprint: expected up to 128 letters and digits, found ${shown(fingerprint)}`;
  const labels = plainEntries(entry['labels'], `${at}.labels`, findings);
  if (Object.keys(labels).length === 0) return `${at}.labels: empty`;
  const annotations = plainEntries(entry['annotations'] ?? {}, `${at}.annotations`, findings);
  const link = webLink(generatorURL);
  if (link === null && typeof generatorURL === 'string' && generatorURL !== '') findings.push({ code: 'link-dropped', at: `${at}.generatorURL`, detail: 'not an http address' });
  const startsAt = instantOf(entry['startsAt']);
  if (startsAt === null) findings.push({ code: 'time-unreadable', at: `${at}.startsAt`, detail: shown(entry['startsAt']) });
  const name = own(labels, 'alertname') ?? own(annotations, 'summary');
  if (own(labels, 'alertname') === undefined) findings.push({ code: 'name-missing', at: `${at}.labels.alertname`, detail: name === undefined ? 'unnamed' : 'its summary is used' });
  return {
    source, fingerprint: fingerprint ?? fingerprintOf(labels), name: plainText(name ?? 'unnamed', 300), severity: severityIn(labels, at, findings), state: status,
    startsAt: startsAt ?? receivedAt,
    // Alertmanager's zero time stands for "not yet"; while it fires an end is a guess about the future.
    endsAt: status === 'firing' ? null : (instantOf(entry['endsAt']) ?? receivedAt),
    labels, annotations, links: link === null ? [] : [link],
  };
}

function severityIn(labels: Record<string, string>, at: string, findings: SourceFinding[]): Severity {
  const word = own(labels, 'severity');
  const severity = word === undefined ? null : severityOf(word);
  if (severity === null) findings.push({ code: word === undefined ? 'severity-missing' : 'severity-unknown', at: `${at}.labels.severity`, detail: word === undefined ? 'taken as warning' : `${plainText(word, 60)}: taken as warning` });
  return severity ?? 'warning';
}

/** Alertmanager before 0.19 sends none. */
const fingerprintOf = (labels: Record<string, string>): string => createHash('sha256').update(JSON.stringify(Object.entries(labels))).digest('hex');

/** RFC 3339 to the millisecond in UTC; null for the zero time, years before 1970 or beyond 9999, and what is no time. */
function instantOf(value: unknown): string | null {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value)) return null;
  const ms = Date.parse(value);
  return Number.isNaN(ms) || ms < 0 || ms > 253_402_300_799_999 ? null : new Date(ms).toISOString();
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const own = (record: Record<string, string>, name: string): string | undefined => (Object.hasOwn(record, name) && record[name] !== '' ? record[name] : undefined);
/** Short words for a reason; what is nested is not printed, it may be nested without end. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return typeof value === 'string' ? JSON.stringify(plainText(value, 60)) : String(value);
}
