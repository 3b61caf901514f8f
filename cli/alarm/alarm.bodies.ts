/** The bodies in a recorded file, each taken as the portal would take it. A file of templates makes one for every combination. What is wrong is a finding, never thrown. */
import type { Alarm } from '#domain/alarm/alarm.schema';
import { countOf, payloadsOf, templateLimit, templatesIn } from '#domain/alarm/alarm.template';
import { sayParam } from '#domain/message';
import { isNestedDeeper, jsonLevels, type Instant } from '#domain/values';
import type { AlarmSourceKind } from '#integrations/sources/source.kind';
import type { FileContent } from '../input-files.ts';
import { alarmFinding, type AlarmFinding } from './alarm.findings.ts';

/** As much as the portal takes of one body. */
export const bodyLimitBytes = 4 * 1024 * 1024;

export interface NormalisedBody { alarms: Alarm[]; findings: AlarmFinding[] }

const faulty = (...given: Parameters<typeof alarmFinding>): NormalisedBody[] => [{ alarms: [], findings: [alarmFinding(...given)] }];

/** At least one for every file. `source`: id the alarms are given. */
export function* bodiesOf({ bytes, isCut }: FileContent, kind: AlarmSourceKind, context: { source: string; receivedAt: Instant }): Generator<NormalisedBody> {
  if (isCut) { yield* faulty('body-too-large', '', `more than ${bodyLimitBytes / 1024 / 1024} MB`); return; }
  const { text, remarks } = textOf(bytes);
  let payload: unknown;
  try {
    payload = JSON.parse(text);
  } catch (thrown) {
    yield* faulty('body-not-json', '', thrown instanceof Error ? thrown.message.slice(0, 200) : '');
    return;
  }
  const templates = templatesIn(payload);
  if (templates === null) { yield withRemarks(remarks, normalised(payload, kind, context)); return; }
  if (isNestedDeeper(payload, jsonLevels)) { yield* faulty('body-too-deep', '', `more than ${jsonLevels} levels`); return; }
  const count = templates.reduce((sum, [, template]) => sum + countOf(template), 0);
  if (count > templateLimit) { yield* faulty('templates-too-many', '', `${count}, at most ${templateLimit}`); return; }
  for (const [name, template] of templates) {
    for (const one of payloadsOf(template)) yield withRemarks(remarks, normalised(kind.posted?.(one, { name, at: context.receivedAt }) ?? one, kind, context));
  }
}

/** The portal reads bytes that are no UTF-8 as U+FFFD, and so does this; a byte order mark is left out. */
function textOf(bytes: Uint8Array): { text: string; remarks: AlarmFinding[] } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), remarks: [] };
  } catch {
    return { text: new TextDecoder().decode(bytes), remarks: [alarmFinding('bytes-replaced')] };
  }
}

const withRemarks = (remarks: readonly AlarmFinding[], { alarms, findings }: NormalisedBody): NormalisedBody => ({ alarms, findings: [...remarks, ...findings] });

function normalised(payload: unknown, kind: AlarmSourceKind, context: { source: string; receivedAt: Instant }): NormalisedBody {
  try {
    const normal = kind.normalise(payload, context);
    if (!normal.isUnderstood) return { alarms: [], findings: [alarmFinding('body-not-understood', '', sayParam(normal.reason))] };
    return { alarms: normal.alarms, findings: [...normal.rejected.map(({ at, reason }) => alarmFinding('entry-not-understood', at, sayParam(reason))), ...normal.findings.map(({ code, at, detail }) => alarmFinding(code, at, detail))] };
  } catch (thrown) {
    return { alarms: [], findings: [alarmFinding('source-failed', '', thrown instanceof Error ? thrown.message.slice(0, 200) : String(thrown))] };
  }
}
