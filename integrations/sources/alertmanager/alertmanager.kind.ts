/** Prometheus Alertmanager's webhook, payload version 4 (Alertmanager 0.6 and later; others send the same shape). */
import { isSecretGiven } from '../authorization.ts';
import { expected, isFields, isReason, notAnObject, readEach } from '../payload.ts';
import { alertIn, alertsIn, leftOut } from '../prometheus-alert.ts';
import type { AlarmSourceKind, Normalised, SourceFinding } from '../source.kind.ts';

export const alertmanager: AlarmSourceKind = {
  kind: 'alertmanager',
  title: { en: 'Prometheus Alertmanager', zh: 'Prometheus Alertmanager', ar: 'Prometheus Alertmanager' },
  about: { en: 'Takes the webhook of Alertmanager, and of others that send the same shape.', zh: '接收 Alertmanager 的 webhook，以及格式相同的其他系统。', ar: 'يستقبل \u2068webhook\u2069 من \u2068Alertmanager\u2069 ومن أنظمة أخرى ترسل الشكل نفسه.' },
  form: { schema: { type: 'object', properties: {}, additionalProperties: false }, ui: {} },
  proof: 'header',
  verify: (headers, _rawBody, secret) => isSecretGiven(headers, secret),
  payloadOf: (entries) => ({ version: '4', alerts: entries }),
  posted: ({ labels, annotations, summary }, { name, at }) => ({
    version: '4', receiver: 'signalbox', status: 'firing', alerts: [{
      status: 'firing', labels: { alertname: name, ...(isFields(labels) ? labels : {}) }, annotations: { ...(isFields(annotations) ? annotations : {}), ...(summary === undefined ? {} : { summary }) }, startsAt: at, endsAt: '0001-01-01T00:00:00Z',
    }],
  }),
  normalise,
};

function normalise(payload: unknown, context: { source: string; receivedAt: string }): Normalised {
  if (!isFields(payload)) return notAnObject;
  const { version, truncatedAlerts } = payload;
  if (version !== '4') return { isUnderstood: false, reason: expected('version', '"4"', version) };
  const alerts = alertsIn(payload['alerts']);
  if (isReason(alerts)) return { isUnderstood: false, reason: alerts };
  const findings: SourceFinding[] = [];
  const normal = readEach(alerts, 'alerts', findings, (entry, at) => alertIn(entry, at, context, findings));
  leftOut(truncatedAlerts, findings);
  return normal;
}
