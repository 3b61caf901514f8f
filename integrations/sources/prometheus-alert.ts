/** One alert in the shape Prometheus' world shares: labels, annotations, status, times, a fingerprint. Alertmanager and Grafana post lists of them. */
import type { Alarm } from '#domain/alarm/alarm.schema';
import { phrase, type Phrase } from '#domain/message';
import { aList, anObject, empty, expected, fingerprintOf, instantIn, isFields, oneOf, severityIn, startIn, tooMany } from './payload.ts';
import { plainEntries, plainText, webLink } from './plain-text.ts';
import type { SourceFinding } from './source.kind.ts';

/** No sender has an upper bound of its own; a post larger than this is a mistake. */
export const alertsLimit = 20_000;

const own = (record: Record<string, string>, name: string): string | undefined => (Object.hasOwn(record, name) && record[name] !== '' ? record[name] : undefined);

/** The alarm, or why there is none. `links`: fields with addresses, the first one first. */
export function alertIn(entry: unknown, at: string, { source, receivedAt }: { source: string; receivedAt: string }, findings: SourceFinding[], links: readonly string[] = ['generatorURL']): Alarm | Phrase {
  if (!isFields(entry)) return expected(at, anObject, entry);
  const { status, fingerprint } = entry;
  if (status !== 'firing' && status !== 'resolved') return expected(`${at}.status`, oneOf('"firing"', '"resolved"'), status);
  if (!isFields(entry['labels'])) return expected(`${at}.labels`, anObject, entry['labels']);
  if (entry['annotations'] !== undefined && entry['annotations'] !== null && !isFields(entry['annotations'])) return expected(`${at}.annotations`, anObject, entry['annotations']);
  if (fingerprint !== undefined && (typeof fingerprint !== 'string' || !/^[\w.:-]{1,128}$/.test(fingerprint))) return expected(`${at}.fingerprint`, phrase('alarm.value.letters', { limit: 128 }), fingerprint);
  const labels = plainEntries(entry['labels'], `${at}.labels`, findings);
  if (Object.keys(labels).length === 0) return empty(`${at}.labels`);
  const annotations = plainEntries(entry['annotations'] ?? {}, `${at}.annotations`, findings);
  const found = links.flatMap((name) => {
    const link = webLink(entry[name]);
    if (link === null && typeof entry[name] === 'string' && entry[name] !== '') findings.push({ code: 'link-dropped', at: `${at}.${name}`, detail: 'not an http address' });
    return link === null ? [] : [link];
  });
  const startsAt = startIn(entry['startsAt'], receivedAt, `${at}.startsAt`, findings);
  const name = own(labels, 'alertname') ?? own(annotations, 'summary');
  if (own(labels, 'alertname') === undefined) findings.push({ code: 'name-missing', at: `${at}.labels.alertname`, detail: name === undefined ? 'unnamed' : 'its summary is used' });
  return {
    // Alertmanager before 0.19 sends no fingerprint.
    source, fingerprint: fingerprint ?? fingerprintOf(Object.entries(labels)), name: plainText(name ?? 'unnamed', 300), severity: severityIn(own(labels, 'severity') ?? null, `${at}.labels.severity`, findings), state: status,
    startsAt,
    // The zero time stands for "not yet"; while it fires an end is a guess about the future.
    endsAt: status === 'firing' ? null : (instantIn(entry['endsAt']) ?? receivedAt),
    labels, annotations, links: found,
  };
}

/** Alarms the sender left out of the post, as it says. */
export function leftOut(count: unknown, findings: SourceFinding[]): void {
  if (typeof count === 'number' && count > 0) findings.push({ code: 'cut-by-sender', at: 'truncatedAlerts', detail: `${count} alarms were left out by max_alerts` });
}

/** The list of alerts, or why there is none. */
export function alertsIn(alerts: unknown): unknown[] | Phrase {
  if (!Array.isArray(alerts)) return expected('alerts', aList, alerts);
  return alerts.length > alertsLimit ? tooMany('alerts', alerts.length, alertsLimit) : alerts as unknown[];
}
