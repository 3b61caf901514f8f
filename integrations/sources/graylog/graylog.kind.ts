/** Graylog's HTTP notification of an event (Graylog 3.1 and later). Graylog tells that something happened and never that it is over. */
import type { Alarm, Severity } from '#domain/alarm/alarm.schema';
import { phrase, type Phrase } from '#domain/message';
import { isSecretGiven } from '../authorization.ts';
import { aText, anObject, expected, fingerprintOf, isFields, notAnObject, readOne, shown, startIn, textIn, type Fields } from '../payload.ts';
import { plainEntries, plainText } from '../plain-text.ts';
import type { AlarmSourceKind, Normalised, SourceFinding } from '../source.kind.ts';

export const graylog: AlarmSourceKind = {
  kind: 'graylog',
  title: { en: 'Graylog', zh: 'Graylog', ar: 'Graylog' },
  about: { en: 'Takes the HTTP notification of Graylog events.', zh: '接收 Graylog 事件的 HTTP 通知。', ar: 'يستقبل إشعار \u2068HTTP\u2069 لأحداث \u2068Graylog\u2069.' },
  form: { schema: { type: 'object', properties: {}, additionalProperties: false }, ui: {} },
  proof: 'header',
  verify: (headers, _rawBody, secret) => isSecretGiven(headers, secret),
  payloadOf: ([entry]) => entry ?? null,
  normalise,
};

/** Low, medium, high, critical. */
const severities: readonly (Severity | undefined)[] = [undefined, 'warning', 'minor', 'major', 'critical'];
const backlogShown = 3;

function normalise(payload: unknown, { source, receivedAt }: { source: string; receivedAt: string }): Normalised {
  if (!isFields(payload)) return notAnObject;
  if (payload['check_result'] !== undefined) return { isUnderstood: false, reason: phrase('alarm.graylog-old') };
  const { event } = payload;
  if (!isFields(event)) return { isUnderstood: false, reason: expected('event', anObject, event) };
  const findings: SourceFinding[] = [];
  return readOne(alarmOf(payload, event, source, receivedAt, findings), findings);
}

function alarmOf(payload: Fields, event: Fields, source: string, receivedAt: string, findings: SourceFinding[]): Alarm | Phrase {
  const definition = textIn(payload, 'event_definition_id') ?? textIn(event, 'event_definition_id');
  if (definition === null) return expected('event_definition_id', aText, payload['event_definition_id']);
  const [title, message] = [textIn(payload, 'event_definition_title'), textIn(event, 'message')];
  if (title === null) findings.push({ code: 'name-missing', at: 'event_definition_title', detail: message === null ? 'unnamed' : 'its message is used' });
  const name = plainText(title ?? message ?? 'unnamed', 300);
  const description = textIn(payload, 'event_definition_description');
  const keys = plainEntries(event['group_by_fields'] ?? {}, 'event.group_by_fields', findings);
  const origin = textIn(event, 'source');
  const backlog = (Array.isArray(payload['backlog']) ? payload['backlog'] as unknown[] : []).filter(isFields).slice(0, backlogShown).flatMap((one) => textIn(one, 'message') ?? []);
  return {
    // One definition has an alarm for each key its events are grouped by; the event's own id differs every time.
    source, fingerprint: fingerprintOf(['graylog', definition, textIn(event, 'key') ?? '', Object.entries(keys)]), name, severity: severityOf(event['priority'], findings), state: 'firing',
    startsAt: startIn(event['timestamp'], receivedAt, 'event.timestamp', findings), endsAt: null,
    labels: { ...plainEntries(event['fields'] ?? {}, 'event.fields', findings), ...keys, ...(origin === null ? {} : { host: plainText(origin) }), alertname: name },
    annotations: plainEntries({ summary: message, description: description === '.' ? null : description, messages: backlog.length === 0 ? null : backlog.join('\n') }, '', findings), links: [],
  };
}

function severityOf(priority: unknown, findings: SourceFinding[]): Severity {
  const severity = typeof priority === 'number' ? severities[priority] : undefined;
  if (severity === undefined) findings.push({ code: priority === undefined || priority === null ? 'severity-missing' : 'severity-unknown', at: 'event.priority', detail: `${shown(priority)}: taken as warning` });
  return severity ?? 'warning';
}
