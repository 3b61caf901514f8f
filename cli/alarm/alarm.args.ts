/** Reads the arguments of `signalbox alarm`. Whether the files are there is found out when they are read. */
import { parseArgs } from 'node:util';
import { instantSchema, type Instant } from '#domain/values';
import { alarmSourceKind, alarmSourceKinds } from '#integrations/sources/index';
import type { AlarmSourceKind } from '#integrations/sources/source.kind';

export type AlarmArgs =
  | { mode: 'help' }
  | { mode: 'wrong'; why: string }
  | { mode: 'normalise'; kind: AlarmSourceKind; path: string; isText: boolean; receivedAt: Instant | null };

/** What a source is called elsewhere. */
const otherNames: Readonly<Record<string, string>> = { prometheus: 'alertmanager', sns: 'cloudwatch', libre_nms: 'librenms' };
const wrong = (why: string): AlarmArgs => ({ mode: 'wrong', why });

/** Arguments after `signalbox alarm`. */
export function parseAlarmArgs(argv: readonly string[]): AlarmArgs {
  let read: ReturnType<typeof readArgs>;
  try {
    read = readArgs(argv);
  } catch (thrown) {
    return wrong(thrown instanceof Error ? thrown.message : String(thrown));
  }
  const { values, positionals: [verb, source, path, extra] } = read;
  if (values.help || verb === 'help') return { mode: 'help' };
  if (verb !== 'normalise') return wrong(verb === undefined ? 'say what to do: normalise' : `there is no "${verb}", only "normalise"`);
  if (source === undefined || path === undefined) return wrong('name the source and the file: normalise SOURCE FILE|DIR');
  if (extra !== undefined) return wrong(`one FILE or DIR, not "${extra}" as well`);
  if (values.json && values.text) return wrong('--json and --text contradict each other');
  const kind = alarmSourceKind(Object.hasOwn(otherNames, source) ? otherNames[source]! : source);
  if (kind === null) return wrong(`there is no source "${source}". Sources: ${kinds.join(', ')}`);
  const receivedAt = values['received-at'];
  if (receivedAt === undefined) return { mode: 'normalise', kind, path, isText: values.text ?? false, receivedAt: null };
  const at = Date.parse(receivedAt);
  const instant = Number.isNaN(at) ? null : new Date(at).toISOString();
  return instant !== null && instantSchema.safeParse(instant).success ? { mode: 'normalise', kind, path, isText: values.text ?? false, receivedAt: instant } : wrong('--received-at takes an instant such as 2026-11-20T10:00:00Z');
}

const kinds = alarmSourceKinds.map(({ kind }) => kind);

const readArgs = (argv: readonly string[]) => parseArgs({
  args: [...argv], allowPositionals: true,
  options: { json: { type: 'boolean' }, text: { type: 'boolean' }, 'received-at': { type: 'string' }, help: { type: 'boolean', short: 'h' } },
});
