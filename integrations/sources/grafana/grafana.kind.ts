/** Grafana's alerting webhook: the unified alerting of Grafana 8 and later, and the one alert a post of the alerting before it. */
import type { Alarm } from '#domain/alarm/alarm.schema';
import { isSecretGiven } from '../authorization.ts';
import { expected, fingerprintOf, isFields, isReason, notAnObject, oneOf, readEach, readOne, severityIn, textIn, type Fields } from '../payload.ts';
import { plainEntries, plainText, webLink } from '../plain-text.ts';
import { alertIn, alertsIn, leftOut } from '../prometheus-alert.ts';
import type { AlarmSourceKind, Normalised, SourceFinding } from '../source.kind.ts';

export const grafana: AlarmSourceKind = {
  kind: 'grafana',
  title: { en: 'Grafana', zh: 'Grafana', ar: 'Grafana' },
  about: { en: 'Takes the webhook of Grafana alerting.', zh: '接收 Grafana 告警的 webhook。', ar: 'يستقبل \u2068webhook\u2069 من إنذارات \u2068Grafana\u2069.' },
  form: { schema: { type: 'object', properties: {}, additionalProperties: false }, ui: {} },
  proof: 'header',
  verify: (headers, _rawBody, secret) => isSecretGiven(headers, secret),
  payloadOf: (entries) => ({ alerts: entries }),
  // A rule as Grafana's provisioning knows it.
  posted: ({ title, labels, annotations, folderUID, ...more }, { name, at }) => (Array.isArray(more['alerts']) ? { ...more } : {
    receiver: 'signalbox', version: '1', status: 'firing', alerts: [{
      status: 'firing', labels: { alertname: title ?? name, ...(folderUID === undefined ? {} : { grafana_folder: folderUID }), ...(isFields(labels) ? labels : {}) }, annotations: isFields(annotations) ? annotations : {}, startsAt: at, endsAt: '0001-01-01T00:00:00Z',
    }],
  }),
  normalise,
};

type Context = { source: string; receivedAt: string };

function normalise(payload: unknown, context: Context): Normalised {
  if (!isFields(payload)) return notAnObject;
  const findings: SourceFinding[] = [];
  if (payload['alerts'] === undefined && payload['ruleId'] !== undefined) return legacy(payload, context, findings);
  const alerts = alertsIn(payload['alerts']);
  if (isReason(alerts)) return { isUnderstood: false, reason: alerts };
  const normal = readEach(alerts, 'alerts', findings, (entry, at) => {
    const alarm = alertIn(entry, at, context, findings, ['generatorURL', 'dashboardURL', 'panelURL']);
    return isReason(alarm) || !isFields(entry) ? alarm : asTold(alarm, entry);
  });
  leftOut(payload['truncatedAlerts'], findings);
  return normal;
}

/** Labels and annotations in double underscores are Grafana's own notes. What was measured belongs to what is told; a rule without data is named by the rule. */
function asTold(alarm: Alarm, entry: Fields): Alarm {
  const told = (record: Record<string, string>): Record<string, string> => Object.fromEntries(Object.entries(record).filter(([name]) => !/^__.*__$/.test(name)));
  const values = textIn(entry, 'valueString');
  const rule = /^Datasource(NoData|Error)$/.test(alarm.name) ? alarm.labels['rulename'] : undefined;
  return {
    ...alarm, name: rule === undefined || rule === '' ? alarm.name : plainText(rule, 300), labels: told(alarm.labels),
    annotations: { ...told(alarm.annotations), ...(values === null || Object.hasOwn(alarm.annotations, 'values') ? {} : { values: plainText(values) }) },
  };
}

const legacyStates: Readonly<Record<string, Alarm['state'] | null>> = { alerting: 'firing', no_data: 'firing', ok: 'resolved', paused: null, pending: null };

function legacy(payload: Fields, { source, receivedAt }: Context, findings: SourceFinding[]): Normalised {
  const word = textIn(payload, 'state') ?? '';
  const state = Object.hasOwn(legacyStates, word) ? legacyStates[word] : undefined;
  if (state === undefined) return { isUnderstood: false, reason: expected('state', oneOf(...Object.keys(legacyStates)), payload['state']) };
  if (state === null) {
    findings.push({ code: 'state-untold', at: 'state', detail: word });
    return { isUnderstood: true, alarms: [], findings, rejected: [] };
  }
  const name = plainText(textIn(payload, 'ruleName') ?? textIn(payload, 'title') ?? 'unnamed', 300);
  const tags = plainEntries(payload['tags'] ?? {}, 'tags', findings);
  const link = webLink(payload['ruleUrl']);
  const message = textIn(payload, 'message');
  return readOne({
    source, fingerprint: fingerprintOf(['grafana', textIn(payload, 'orgId'), textIn(payload, 'ruleId')]), name, severity: severityIn(tags['severity'] ?? null, 'tags.severity', findings), state,
    startsAt: receivedAt, endsAt: state === 'firing' ? null : receivedAt, labels: { ...tags, alertname: name }, annotations: message === null ? {} : { summary: plainText(message) }, links: link === null ? [] : [link],
  }, findings);
}
