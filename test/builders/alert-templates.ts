/** Expands alert templates of the data folder: a payload, and parameters by dotted path whose values are combined. */
import type { PostedAlert } from '../setup/alertmanager.ts';

export interface AlertTemplate { payload: { summary?: string; labels?: Record<string, string> }; parameters?: Record<string, (string | number)[]> }

/** Every combination of the values, each as one choice per path. */
export function combinations(parameters: Record<string, (string | number)[]>): Record<string, string>[] {
  return Object.entries(parameters).reduce<Record<string, string>[]>((all, [path, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [path]: String(value) }))), [{}]);
}

/** Alerts for Alertmanager: the entry's name as alertname, its summary as annotation. */
export function alertsOf(templates: Record<string, AlertTemplate>): PostedAlert[] {
  return Object.entries(templates).flatMap(([alertname, { payload, parameters = {} }]) => combinations(parameters).map((chosen) => ({
    labels: { ...payload.labels, ...Object.fromEntries(Object.entries(chosen).map(([path, value]) => [path.replace(/^labels\./, ''), value])), alertname },
    annotations: (payload.summary === undefined ? {} : { summary: payload.summary }) as Record<string, string>,
  })));
}
