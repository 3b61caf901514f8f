/** Amazon CloudWatch, by way of a topic of Amazon SNS: the message inside the envelope is the alarm. What the envelope's signature is worth, is in sns.signature.ts. */
import type { Alarm } from '#domain/alarm/alarm.schema';
import { phrase, type Phrase } from '#domain/message';
import { isSecretGiven } from '../authorization.ts';
import { aText, expected, fingerprintOf, isFields, isReason, notAnObject, oneOf, readOne, severityIn, startIn, textIn, type Fields } from '../payload.ts';
import { plainEntries, plainText, webLink } from '../plain-text.ts';
import type { AlarmSourceKind, Normalised, SourceFinding } from '../source.kind.ts';
import { certificateOf, isSigned } from './sns.signature.ts';

export const cloudwatch: AlarmSourceKind = {
  kind: 'cloudwatch',
  title: { en: 'Amazon CloudWatch', zh: 'Amazon CloudWatch', ar: 'Amazon CloudWatch' },
  about: { en: 'Takes alarms of CloudWatch from an SNS topic, signed by Amazon.', zh: '从 SNS 主题接收带有 Amazon 签名的 CloudWatch 告警。', ar: 'يستقبل إنذارات \u2068CloudWatch\u2069 من موضوع \u2068SNS\u2069 موقَّعة من \u2068Amazon\u2069.' },
  form: { schema: { type: 'object', properties: {}, additionalProperties: false }, ui: {} },
  proof: 'header',
  verify: (headers, _rawBody, secret) => isSecretGiven(headers, secret),
  signature: { certificateOf, isSigned },
  payloadOf: ([entry]) => entry ?? null,
  posted: ({ Message: message, ...envelope }, { name, at }) => {
    const told = { AlarmName: name, NewStateValue: 'ALARM', StateChangeTime: at, ...(isFields(message) ? message : {}) };
    return { Type: 'Notification', MessageId: `template-${name}`, Timestamp: at, ...envelope, Message: typeof message === 'string' ? message : JSON.stringify(told) };
  },
  normalise,
};

/** What else than an alarm a topic sends. */
const others: Readonly<Record<string, Phrase>> = { SubscriptionConfirmation: phrase('alarm.topic-asks'), UnsubscribeConfirmation: phrase('alarm.topic-ended') };

function normalise(payload: unknown, context: { source: string; receivedAt: string }): Normalised {
  if (!isFields(payload)) return notAnObject;
  const type = textIn(payload, 'Type');
  if (type !== 'Notification') return { isUnderstood: false, reason: type !== null && Object.hasOwn(others, type) ? others[type]! : expected('Type', '"Notification"', payload['Type']) };
  const read = messageOf(payload['Message']);
  if (isReason(read)) return { isUnderstood: false, reason: read };
  const message = read.told;
  const findings: SourceFinding[] = [];
  const word = textIn(message, 'NewStateValue');
  if (word === 'INSUFFICIENT_DATA') {
    findings.push({ code: 'state-untold', at: 'Message.NewStateValue', detail: word });
    return { isUnderstood: true, alarms: [], findings, rejected: [] };
  }
  return readOne(alarmOf(message, payload, context, findings), findings);
}

/** The message as an object: topics post it as text. */
function messageOf(message: unknown): { told: Fields } | Phrase {
  if (isFields(message)) return { told: message };
  if (typeof message !== 'string') return expected('Message', aText, message);
  try {
    const read: unknown = JSON.parse(message);
    return isFields(read) ? { told: read } : expected('Message', phrase('alarm.value.alarm'), read);
  } catch {
    return expected('Message', phrase('alarm.value.alarm-json'), message);
  }
}

/** Fields with a place of their own; other plain ones, which senders of their own add, are labels. */
const known = new Set(['AlarmName', 'AlarmDescription', 'AlarmArn', 'AWSAccountId', 'AlarmConfigurationUpdatedTimestamp', 'NewStateValue', 'NewStateReason', 'StateChangeTime', 'Region', 'OldStateValue', 'Trigger', 'MetricName', 'Namespace', 'Threshold', 'ComparisonOperator', 'Priority', 'Severity', 'AlarmRule']);

function alarmOf(message: Fields, envelope: Fields, { source, receivedAt }: { source: string; receivedAt: string }, findings: SourceFinding[]): Alarm | Phrase {
  const [name, word] = [textIn(message, 'AlarmName'), textIn(message, 'NewStateValue')];
  if (name === null) return expected('Message.AlarmName', aText, message['AlarmName']);
  if (word !== 'ALARM' && word !== 'OK') return expected('Message.NewStateValue', oneOf('ALARM', 'OK', 'INSUFFICIENT_DATA'), message['NewStateValue']);
  const state = word === 'ALARM' ? 'firing' : 'resolved';
  const arn = /^arn:aws[\w-]*:cloudwatch:([a-z0-9-]+):(\d*):alarm:/.exec(textIn(message, 'AlarmArn') ?? '');
  const [region, account] = [arn?.[1] ?? textIn(message, 'Region'), arn?.[2] ?? textIn(message, 'AWSAccountId')];
  const trigger = isFields(message['Trigger']) ? message['Trigger'] : message;
  const changedAt = startIn(message['StateChangeTime'] ?? envelope['Timestamp'], receivedAt, 'Message.StateChangeTime', findings);
  const described = { description: message['AlarmDescription'] ?? null, reason: message['NewStateReason'] ?? null, threshold: trigger['Threshold'] ?? null, comparison: trigger['ComparisonOperator'] ?? null };
  const link = region !== null && /^[a-z]{2}-[a-z-]+-\d+$/.test(region) ? webLink(`https://${region}.console.${region.startsWith('cn-') ? 'amazonaws.cn' : 'aws.amazon.com'}/cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeURIComponent(plainText(name, 300))}`) : null;
  return {
    source, fingerprint: fingerprintOf(['cloudwatch', account, region, name]), name: plainText(name, 300), severity: severityIn(severityWord(message, envelope), 'Message.Severity', findings), state,
    // Of an alarm that is over only the end is told.
    startsAt: changedAt, endsAt: state === 'firing' ? null : changedAt,
    labels: plainEntries({
      ...Object.fromEntries(Object.entries(message).filter(([key, value]) => !known.has(key) && (value === null || typeof value !== 'object'))), ...dimensionsOf(trigger['Dimensions']),
      namespace: trigger['Namespace'] ?? null, metric: trigger['MetricName'] ?? null, region, account, alertname: name,
    }, 'Message', findings),
    annotations: plainEntries({ ...described, summary: textIn(message, 'AlarmDescription') ?? textIn(envelope, 'Subject') }, 'Message', findings), links: link === null ? [] : [link],
  };
}

/** CloudWatch knows no severity: senders put one into the message, or into the attributes of the topic's message. */
function severityWord(message: Fields, envelope: Fields): string | null {
  const attributes = isFields(envelope['MessageAttributes']) ? envelope['MessageAttributes'] : {};
  const attribute = ['severity', 'Severity', 'priority'].map((name) => (Object.hasOwn(attributes, name) ? attributes[name] : undefined)).find(isFields);
  return textIn(message, 'Severity') ?? textIn(message, 'Priority') ?? (attribute ? textIn(attribute, 'Value') : null);
}

/** Both spellings of the console and of the interface. */
function dimensionsOf(dimensions: unknown): Record<string, string> {
  if (!Array.isArray(dimensions)) return {};
  return Object.fromEntries((dimensions as unknown[]).slice(0, 30).filter(isFields).flatMap((one) => {
    const [name, value] = [textIn(one, 'name') ?? textIn(one, 'Name'), textIn(one, 'value') ?? textIn(one, 'Value')];
    return name === null || value === null ? [] : [[name, value]];
  }));
}
