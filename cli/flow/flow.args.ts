/** Reads the arguments of `signalbox flow`. Whether the files are there is found out when they are read. */
import { parseArgs } from 'node:util';
import { dryRunSteps } from '#domain/flow/dry-run/dry-run';

export type FlowArgs =
  | { mode: 'help'; verb: FlowVerb | null }
  | { mode: 'wrong'; why: string; verb: FlowVerb }
  | { mode: 'check'; paths: string[]; isJson: boolean }
  | { mode: 'import'; paths: string[]; isJson: boolean; out: string }
  | { mode: 'export'; paths: string[]; isJson: boolean; out: string }
  | { mode: 'run'; paths: string[]; isJson: boolean; isAuto: boolean; start: string | null; script: string | null; outputs: string | null; maxSteps: number };

const verbs = ['check', 'run', 'import', 'export'] as const;
export type FlowVerb = (typeof verbs)[number];
const ofRun = ['start', 'script', 'auto', 'outputs', 'max-steps'] as const;
const mostSteps = 1_000_000;

/** Arguments after `signalbox flow`. */
export function parseFlowArgs(argv: readonly string[]): FlowArgs {
  const known = verbs.find((verb) => verb === argv[0]) ?? null;
  const wrong = (why: string): FlowArgs => ({ mode: 'wrong', why, verb: known ?? 'check' });
  let read: ReturnType<typeof readArgs>;
  try {
    read = readArgs(argv);
  } catch (thrown) {
    return wrong(thrown instanceof Error ? thrown.message : String(thrown));
  }
  const { values, positionals: [verb, ...paths] } = read;
  if (values.help || verb === 'help') return { mode: 'help', verb: known };
  if (known === null) return wrong(verb === undefined ? `say what to do: ${verbs.join(', ')}` : `there is no "${verb}", only ${verbs.join(', ')}`);
  if (paths.length === 0) return wrong('name at least one file or folder');
  const isJson = values.json ?? false;
  const other = (known === 'run' ? [] : ofRun).find((name) => values[name] !== undefined);
  if (other !== undefined) return wrong(`--${other} goes with run`);
  if (known === 'import') return values.out === undefined || values.out === '' ? wrong('say with --out which folder the flows go to') : { mode: 'import', paths, isJson, out: values.out };
  if (values.format !== undefined && known !== 'export') return wrong('--format goes with export');
  if (known === 'export') {
    if (values.format !== 'bpmn') return wrong('say the format: --format bpmn');
    return values.out === undefined || values.out === '' ? wrong('say with --out which file the model goes to') : { mode: 'export', paths, isJson, out: values.out };
  }
  if (values.out !== undefined) return wrong('--out goes with import and export');
  if (known === 'check') return { mode: 'check', paths, isJson };
  const maxSteps = values['max-steps'] === undefined ? dryRunSteps : /^\d{1,7}$/.test(values['max-steps']) ? Number(values['max-steps']) : 0;
  if (maxSteps < 1 || maxSteps > mostSteps) return wrong(`--max-steps takes a number from 1 to ${mostSteps}`);
  return { mode: 'run', paths, isJson, isAuto: values.auto ?? false, start: values.start ?? null, script: values.script ?? null, outputs: values.outputs ?? null, maxSteps };
}

const readArgs = (argv: readonly string[]) => parseArgs({
  args: [...argv], allowPositionals: true,
  options: { json: { type: 'boolean' }, auto: { type: 'boolean' }, start: { type: 'string' }, script: { type: 'string' }, outputs: { type: 'string' }, out: { type: 'string' }, format: { type: 'string' }, 'max-steps': { type: 'string' }, help: { type: 'boolean', short: 'h' } },
});
