/** What a kind of alarm source is: how its sender proves itself and how its payload becomes alarms in normal form. Pure; the webhook does the rest. */
import type { Alarm } from '#domain/alarm/alarm.schema';
import type { Json, Text } from '#domain/values';

/** Header names in lower case, as Node gives them. */
export type SourceHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Something odd that did not keep an alarm from being understood, such as a severity nobody knows. */
export interface SourceFinding { code: 'severity-unknown' | 'severity-missing' | 'name-missing' | 'time-unreadable' | 'text-cut' | 'too-many-entries' | 'label-dropped' | 'link-dropped' | 'cut-by-sender'; at: string; detail: string }

/** One entry of a payload that could not be understood, with the reason; the others go on. */
export interface RejectedEntry { at: string; reason: string; entry: unknown }

export type Normalised =
  | { isUnderstood: true; alarms: Alarm[]; findings: SourceFinding[]; rejected: RejectedEntry[] }
  | { isUnderstood: false; reason: string };

export interface AlarmSourceKind {
  kind: string;
  title: Text;
  /** JSON Schema of what is set for the kind beside the secret; drawn by the browser. */
  form: { schema: Record<string, Json>; ui: Record<string, Json> };
  /** Whether the sender knows the secret. Takes the same time for every wrong one; an empty secret lets nobody in. */
  verify(headers: SourceHeaders, rawBody: Uint8Array, secret: string): boolean;
  /** `payload` is parsed JSON of any shape; `receivedAt` an instant. Never throws. */
  normalise(payload: unknown, context: { source: string; receivedAt: string }): Normalised;
}
