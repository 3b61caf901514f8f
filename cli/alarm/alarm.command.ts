/** `signalbox alarm normalise`: what the portal would make of recorded alarms, before a sender is pointed at it. Reads and prints; what a body means is the source's. */
import type { Instant } from '#domain/values';
import { alarmSourceKinds } from '#integrations/sources/index';
import type { FileContent, InputFiles } from '../input-files.ts';
import { readerOf, type Sink } from '../sink.ts';
import { parseAlarmArgs } from './alarm.args.ts';
import { bodiesOf, bodyLimitBytes, type NormalisedBody } from './alarm.bodies.ts';
import { alarmFinding } from './alarm.findings.ts';

export interface AlarmIo {
  stdout: Sink;
  stderr: Sink;
  files: InputFiles;
  now(): Instant;
}

export const alarmHelp = `Usage: signalbox alarm normalise SOURCE FILE|DIR [--text] [--received-at T]

Says what the portal would make of alarms as they were posted. Nothing is sent and nothing is kept; the portal need not run.

  SOURCE           ${alarmSourceKinds.map(({ kind }) => kind).join(', ')}
  FILE             one recorded body (JSON, at most ${bodyLimitBytes / 1024 / 1024} MB), or templates: {"name": {"payload": {...}, "parameters": {"labels.host": ["a", "b"]}}},
                   which make one body for every combination of their values
  DIR              every *.json in it and in its folders

  --json           one JSON object a posted body and line (the default): {file, alarms, findings}
                   an alarm: {source, fingerprint, name, severity, state, startsAt, endsAt, labels, annotations, links}
                   a finding: {code, severity: error|warning|info, at, message, fix}
  --text           lines for people instead
  --received-at T  when the bodies came, for alarms that say no time. Default: now
  --help           this text

Exit code 0: everything was understood. 1: a finding of severity error. 2: wrong usage.

Examples
  signalbox alarm normalise alertmanager docs/examples/alertmanager-uplink-down.json
  signalbox alarm normalise alertmanager recorded/ | jq -r '.findings[] | select(.severity == "error") | .message'
`;

/** Runs `signalbox alarm ...argv`. Returns the exit code. */
export async function runAlarm(argv: readonly string[], io: AlarmIo): Promise<number> {
  const args = parseAlarmArgs(argv);
  if (args.mode === 'help') {
    io.stdout.write(alarmHelp);
    return 0;
  }
  if (args.mode === 'wrong') {
    io.stderr.write(`signalbox alarm: ${args.why}\nTry: signalbox alarm normalise --help\n`);
    return 2;
  }
  const files = await io.files.list(args.path, '.json').catch((): string[] => [args.path]);
  if (files.length === 0) {
    io.stderr.write(`signalbox alarm: there is no *.json in ${args.path}\nTry: signalbox alarm normalise --help\n`);
    return 2;
  }
  const context = { source: args.kind.kind, receivedAt: args.receivedAt ?? io.now() };
  const reader = readerOf(io.stdout);
  let hasFailed = false;
  for (const file of files) {
    const content = await contentOf(file, io.files);
    const bodies = 'bytes' in content ? bodiesOf(content, args.kind, context) : [content];
    for (const body of bodies) {
      if (body.findings.some(({ severity }) => severity === 'error')) hasFailed = true;
      await reader.write(args.isText ? readable(file, body) : `${JSON.stringify({ file, ...body })}\n`);
      if (reader.isGone()) return hasFailed ? 1 : 0;
    }
  }
  return hasFailed ? 1 : 0;
}

async function contentOf(file: string, files: InputFiles): Promise<FileContent | NormalisedBody> {
  try {
    return await files.read(file, bodyLimitBytes);
  } catch (thrown) {
    return { alarms: [], findings: [alarmFinding('file-unreadable', '', thrown instanceof Error ? thrown.message : String(thrown))] };
  }
}

function readable(file: string, { alarms, findings }: NormalisedBody): string {
  return [
    ...alarms.map(({ state, severity, name, fingerprint, labels }) => `${file}: ${state} ${severity} ${inOneLine(name)}  ${fingerprint.slice(0, 16)}  ${Object.entries(labels).map(([label, value]) => `${label}=${inOneLine(value)}`).join(' ')}`),
    ...findings.map(({ severity, at, message, fix }) => `${file}: ${severity}: ${at === '' ? '' : `${at}: `}${inOneLine(message)} ${fix}`),
    ...(alarms.length + findings.length === 0 ? [`${file}: no alarms`] : []),
  ].map((line) => `${line}\n`).join('');
}

/** What a stranger wrote moves no cursor of a terminal. */
const inOneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 200);
