/** LibreNMS' API transport with its alert as flat JSON: one alert a post, by device and rule. */
import type { Alarm, Severity } from '#domain/alarm/alarm.schema';
import { phrase, type Phrase } from '#domain/message';
import { isSecretGiven } from '../authorization.ts';
import { aText, expected, fingerprintOf, instantIn, isFields, notAnObject, readOne, severityIn, shown, textIn, type Fields } from '../payload.ts';
import { plainEntries, plainText } from '../plain-text.ts';
import type { AlarmSourceKind, Normalised, SourceFinding } from '../source.kind.ts';

export const librenms: AlarmSourceKind = {
  kind: 'librenms',
  title: { en: 'LibreNMS', zh: 'LibreNMS', ar: 'LibreNMS' },
  about: { en: 'Takes alerts of LibreNMS from its API transport.', zh: '通过 LibreNMS 的 API 传输接收告警。', ar: 'يستقبل إنذارات \u2068LibreNMS\u2069 عبر ناقل \u2068API\u2069 فيه.' },
  form: { schema: { type: 'object', properties: {}, additionalProperties: false }, ui: {} },
  proof: 'header',
  verify: (headers, _rawBody, secret) => isSecretGiven(headers, secret),
  payloadOf: ([entry]) => entry ?? null,
  normalise,
};

/** Recovered; active, acknowledged there, worse, better, changed. */
const states: Readonly<Record<string, Alarm['state']>> = { 0: 'resolved', 1: 'firing', 2: 'firing', 3: 'firing', 4: 'firing', 5: 'firing' };

function normalise(payload: unknown, { source, receivedAt }: { source: string; receivedAt: string }): Normalised {
  if (!isFields(payload)) return notAnObject;
  const findings: SourceFinding[] = [];
  return readOne(alarmOf(payload, source, receivedAt, findings), findings);
}

function alarmOf(payload: Fields, source: string, receivedAt: string, findings: SourceFinding[]): Alarm | Phrase {
  const word = textIn(payload, 'state') ?? '';
  const state = Object.hasOwn(states, word) ? states[word]! : null;
  if (state === null) return expected('state', phrase('alarm.value.span', { least: 0, most: 5 }), payload['state']);
  const [device, rule, title] = [textIn(payload, 'hostname') ?? textIn(payload, 'device_id'), textIn(payload, 'rule_id') ?? textIn(payload, 'name'), textIn(payload, 'title')];
  if (device === null) return expected('hostname', aText, payload['hostname']);
  if (rule === null) return expected('rule_id', aText, payload['rule_id']);
  if (textIn(payload, 'name') === null) findings.push({ code: 'name-missing', at: 'name', detail: title === null ? 'unnamed' : 'its title is used' });
  const name = plainText(textIn(payload, 'name') ?? title ?? 'unnamed', 300);
  const at = localInstant(payload['timestamp']);
  if (at === null) findings.push({ code: 'time-unreadable', at: 'timestamp', detail: shown(payload['timestamp']) });
  return {
    source, fingerprint: fingerprintOf(['librenms', device, rule]), name, severity: severityOf(payload, state, findings), state,
    startsAt: at ?? receivedAt, endsAt: state === 'firing' ? null : (at ?? receivedAt),
    labels: plainEntries({ ...some(payload, ['device_id', 'sysName', 'os', 'type', 'location', 'ip', 'rule_id']), instance: device, alertname: name }, '', findings),
    annotations: plainEntries({ ...some(payload, ['hardware', 'notes', 'proc']), summary: title, description: textIn(payload, 'msg'), faults: textIn(payload, 'faults') }, '', findings), links: [],
  };
}

/** What is empty is not told. */
const some = (payload: Fields, names: readonly string[]): Record<string, string> => Object.fromEntries(names.flatMap((name) => { const text = textIn(payload, name); return text === null ? [] : [[name, text]]; }));

/** An alert that is over has no severity any more: "ok". */
function severityOf(payload: Fields, state: Alarm['state'], findings: SourceFinding[]): Severity {
  const word = textIn(payload, 'severity');
  return state === 'resolved' && word?.trim().toLowerCase() === 'ok' ? 'info' : severityIn(word, 'severity', findings);
}

/** "2026-11-20 10:00:00" without a zone is read as UTC; with one it is what it says. */
const localInstant = (value: unknown): string | null =>
  (typeof value === 'string' ? instantIn(value.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/, '$1T$2Z')) : null);
