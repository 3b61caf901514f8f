/** What may be found wrong with a posted body: how bad it is, in words, and what to do. Codes of sources come with their detail. */
import type { SourceFinding } from '#integrations/sources/source.kind';

type BodyFault = 'file-unreadable' | 'body-too-large' | 'body-not-json' | 'body-too-deep' | 'body-not-understood' | 'entry-not-understood' | 'templates-too-many' | 'bytes-replaced' | 'source-failed';
export type AlarmFindingCode = BodyFault | SourceFinding['code'];

/** `at`: where in the body, such as "alerts[1].severity"; empty for the whole of it. */
export interface AlarmFinding { code: AlarmFindingCode; severity: 'error' | 'warning' | 'info'; at: string; message: string; fix: string }

/** Severity, sentence before the detail, what to do. */
const texts: Readonly<Record<AlarmFindingCode, readonly [AlarmFinding['severity'], string, string]>> = {
  'file-unreadable': ['error', 'The file cannot be read', 'Check its name and its rights.'],
  'body-too-large': ['error', 'The body is larger than the portal takes', 'Have the sender post fewer alarms at once.'],
  'body-not-json': ['error', 'The body is not JSON', 'Record it as it was posted, without headers.'],
  'body-too-deep': ['error', 'The body is nested too deeply', 'Take the level away that holds itself.'],
  'body-not-understood': ['error', 'The body is not what this source sends', 'Check that the source is the right one; the portal keeps such a body as a dead letter.'],
  'entry-not-understood': ['error', 'One alarm was not understood', 'The others are taken; the portal keeps this one as a dead letter.'],
  'templates-too-many': ['error', 'The templates make too many bodies', 'Give the parameters fewer values.'],
  'source-failed': ['error', 'The source stumbled over the body', 'This is a fault of Signalbox: report it with the body.'],
  'bytes-replaced': ['warning', 'Some bytes are no UTF-8 and were replaced', 'Have the sender post UTF-8.'],
  'severity-unknown': ['warning', 'The severity is unknown', 'Map it to critical, major, minor, warning or info at the sender.'],
  'severity-missing': ['warning', 'No severity is given', 'Add one at the sender.'],
  'name-missing': ['warning', 'The alarm has no name of its own', 'Name the rule at the sender.'],
  'time-unreadable': ['warning', 'A time cannot be read; the time of receipt is used', 'Send ISO 8601 with a zone.'],
  'text-cut': ['warning', 'A text was cut', 'Send shorter texts.'],
  'too-many-entries': ['warning', 'There are too many labels or annotations; the rest was left out', 'Send fewer.'],
  'label-dropped': ['warning', 'A label or annotation was left out', 'Send it as a text under another name.'],
  'link-dropped': ['warning', 'A link was left out', 'Send an address with http or https.'],
  'state-untold': ['info', 'The state says neither firing nor resolved; nothing changes', 'Nothing to do.'],
  'cut-by-sender': ['warning', 'The sender left alarms out', 'Raise the limit at the sender.'],
};

export function alarmFinding(code: AlarmFindingCode, at = '', detail = ''): AlarmFinding {
  const [severity, sentence, fix] = texts[code];
  return { code, severity, at, message: detail === '' ? `${sentence}.` : `${sentence}: ${detail}`, fix };
}
