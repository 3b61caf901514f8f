/** What a kind of alarm source is: how its sender proves itself and how its payload becomes alarms in normal form. Pure; the webhook does the rest. */
import type { Alarm } from '#domain/alarm/alarm.schema';
import type { Phrase } from '#domain/message';
import type { Json, Text } from '#domain/values';

/** Header names in lower case, as Node gives them. */
export type SourceHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Something odd that did not keep an alarm from being understood, such as a severity nobody knows. */
export interface SourceFinding { code: 'severity-unknown' | 'severity-missing' | 'name-missing' | 'time-unreadable' | 'text-cut' | 'too-many-entries' | 'label-dropped' | 'link-dropped' | 'cut-by-sender' | 'state-untold'; at: string; detail: string }

/** One entry of a payload that could not be understood, with the reason (`expected` in payload.ts); the others go on. */
export interface RejectedEntry { at: string; reason: Phrase; entry: unknown }

export type Normalised =
  | { isUnderstood: true; alarms: Alarm[]; findings: SourceFinding[]; rejected: RejectedEntry[] }
  | { isUnderstood: false; reason: Phrase };

export interface AlarmSourceKind {
  kind: string;
  title: Text;
  /** One sentence below the choice in the settings. */
  about: Text;
  /** JSON Schema of what is set for the kind beside the secret; drawn by the browser. */
  form: { schema: Record<string, Json>; ui: Record<string, Json> };
  /** What the secret proves: with `header` nothing of the body is read before it was shown, with `body` it signs the body. */
  proof: 'header' | 'body';
  /** Whether the sender knows the secret; `rawBody` is empty where the proof is in the header. Takes the same time for every wrong one; an empty secret lets nobody in. */
  verify(headers: SourceHeaders, rawBody: Uint8Array, secret: string): boolean;
  /**
   * For bodies that are signed by a certificate they name: where it lies, null for an address the kind does not trust; and whether the certificate (PEM), which
   * must hold at `atMs`, made the signature. Asked after the secret; what is not signed is refused.
   */
  signature?: { certificateOf(payload: unknown): string | null; isSigned(payload: unknown, certificate: string, atMs: number): boolean };
  /** A payload with these entries only, as `normalise` reads it: entries that were rejected once are read again. */
  payloadOf(entries: readonly unknown[]): unknown;
  /**
   * The body its system would post for a template of the shared alarm templates, whose payload lacks what only a running system adds (state, times, the
   * envelope). `name`: what the template is called; `at`: an instant. Absent: such a payload is a body as it is.
   */
  posted?(template: Readonly<Record<string, unknown>>, about: { name: string; at: string }): unknown;
  /** `payload` is parsed JSON of any shape; `receivedAt` an instant; `config` what the source's form was filled in with. Never throws. */
  normalise(payload: unknown, context: { source: string; receivedAt: string; config?: Readonly<Record<string, Json>> }): Normalised;
}
