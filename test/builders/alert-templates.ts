/**
 * Alerts for a real Alertmanager from the alert templates of the data folder. A path is one into the payload, with or without the word "payload" before it.
 */
import { combinations, withValue } from '#domain/alarm/alarm.template';
import type { PostedAlert } from '../setup/alertmanager.ts';

/** Values may be of any kind: an alert is text. */
export interface AlertTemplate { payload?: Record<string, unknown>; parameters?: Record<string, unknown> }

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' ? value : value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value));
/** Alertmanager (before 0.27) refuses other names; this is how Prometheus makes names of foreign ones. */
const nameOf = (given: string): string => given.replace(/[^a-zA-Z0-9_]/g, '_').replace(/^(?=\d)/, '_');
/** It knows no empty label or annotation. */
const texts = (record: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(isRecord(record) ? record : {}).flatMap(([name, value]) => (text(value) === '' ? [] : [[nameOf(name), text(value)]])));

function alertOf(alertname: string, { labels, annotations, summary }: Record<string, unknown>): PostedAlert {
  return { labels: { ...texts(labels), alertname }, annotations: texts({ ...(isRecord(annotations) ? annotations : {}), ...(summary === undefined ? {} : { summary }) }) };
}

/** Alerts for Alertmanager: the entry's name as alertname, its summary as annotation. To Alertmanager the labels are the alert: of those with the same the last stays. */
export function alertsOf(templates: Record<string, AlertTemplate>): PostedAlert[] {
  const alerts = Object.entries(templates).flatMap(([alertname, { payload = {}, parameters = {} }]) =>
    combinations(parameters).map((chosen) => alertOf(alertname, Object.entries(chosen).reduce((built, [path, value]) => withValue(built, path.replace(/^payload\./, ''), value), payload))));
  return [...new Map(alerts.map((alert) => [JSON.stringify(Object.entries(alert.labels).sort(([one], [other]) => (one < other ? -1 : 1))), alert])).values()];
}
