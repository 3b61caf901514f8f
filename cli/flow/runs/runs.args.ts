/** Reads the arguments of `signalbox flow runs`. Whether the portal knows what they name, the portal says. */
import { parseArgs } from 'node:util';
import { durationMs } from '#domain/flow/kernel/kernel.duration';
import { mostMended, runPhases } from '#domain/flow/run.phase';
import type { RunOperation } from '#domain/flow/change/change.schema';
import type { Json } from '#domain/values';
import { operationsOf } from './runs.change.ts';

export const runVerbs = ['list', 'show', 'state', 'incidents', 'retry', 'skip', 'error', 'cancel', 'suspend', 'resume', 'change'] as const;
export type RunVerb = (typeof runVerbs)[number];
export interface IncidentRef { run: string; incident: string }
interface Shared { url: string | null; isJson: boolean }
export type RunsArgs =
  | { mode: 'help' }
  | { mode: 'wrong'; why: string }
  | (Shared & { mode: 'list' | 'incidents'; query: Record<string, string>; limit: number })
  | (Shared & { mode: 'show' | 'resume'; run: string })
  | (Shared & { mode: 'state'; run: string; seq: number | null })
  | (Shared & { mode: 'cancel' | 'suspend'; run: string; reason: string })
  | (Shared & { mode: 'change'; run: string; operations: RunOperation[]; reason: string; isPreview: boolean; isUnproven: boolean })
  | (Shared & { mode: 'retry' | 'skip' | 'error'; incidents: IncidentRef[]; code: string | null; edits: Record<string, Json> | null });

const options = {
  flow: { type: 'string' }, version: { type: 'string' }, step: { type: 'string' }, state: { type: 'string' }, age: { type: 'string' }, text: { type: 'string' }, sort: { type: 'string' }, limit: { type: 'string' },
  seq: { type: 'string' }, set: { type: 'string', multiple: true }, code: { type: 'string' }, reason: { type: 'string' },
  insert: { type: 'string' }, on: { type: 'string' }, before: { type: 'string' }, name: { type: 'string' }, ask: { type: 'string', multiple: true }, prompt: { type: 'string' }, rejected: { type: 'string' },
  skip: { type: 'string' }, move: { type: 'string' }, to: { type: 'string' }, outcome: { type: 'string' }, token: { type: 'string' }, operations: { type: 'string' }, preview: { type: 'boolean' }, unproven: { type: 'boolean' },
  url: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' },
} as const;
type Name = keyof typeof options;
const everywhere: readonly Name[] = ['url', 'json', 'help'];
const narrowing: readonly Name[] = ['flow', 'version', 'step', 'age', 'text', 'limit'];
const own: Record<RunVerb, readonly Name[]> = {
  list: [...narrowing, 'state', 'sort'], incidents: [...narrowing, 'code'], show: [], state: ['seq'], retry: ['set'], skip: [], error: ['code'], cancel: ['reason'], suspend: ['reason'], resume: [],
  change: ['insert', 'on', 'before', 'name', 'ask', 'prompt', 'rejected', 'skip', 'move', 'to', 'outcome', 'token', 'operations', 'preview', 'unproven', 'reason'],
};
const runPattern = /^[A-Z]{2,5}-\d{1,9}(\.\d{1,6})?$/;

/** Arguments after `signalbox flow runs`. */
export function parseRunsArgs(argv: readonly string[]): RunsArgs {
  let read: ReturnType<typeof readArgs>;
  try {
    read = readArgs(argv);
  } catch (thrown) {
    return wrong(thrown instanceof Error ? thrown.message : String(thrown));
  }
  const { values, positionals: [word, ...rest] } = read;
  if (values.help || word === 'help') return { mode: 'help' };
  const verb = runVerbs.find((known) => known === word);
  if (verb === undefined) return wrong(word === undefined ? `say what to do: ${runVerbs.join(', ')}` : `there is no "${word}", only ${runVerbs.join(', ')}`);
  const stray = (Object.keys(values) as Name[]).find((name) => !everywhere.includes(name) && !own[verb].includes(name));
  if (stray !== undefined) return wrong(`--${stray} does not go with ${verb}`);
  if (values.url !== undefined && !isAddress(values.url)) return wrong('--url takes an address such as https://portal.example');
  const shared: Shared = { url: values.url ?? null, isJson: values.json ?? false };
  switch (verb) {
    case 'list': case 'incidents': return rest.length > 0 ? wrong(`${verb} takes no names: ${rest.join(' ')}`) : listOf(verb, values, shared);
    case 'retry': case 'skip': case 'error': return mendOf(verb, rest, values, shared);
    default: return oneOf(verb, rest, values, shared);
  }
}

type Values = ReturnType<typeof readArgs>['values'];
const wrong = (why: string): RunsArgs => ({ mode: 'wrong', why });
const readArgs = (argv: readonly string[]) => parseArgs({ args: [...argv], allowPositionals: true, options });
function isAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && ['http:', 'https:'].includes(url.protocol);
}
const numberOf = (text: string, least: number, most: number): number | null => (/^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : null);

function listOf(mode: 'list' | 'incidents', values: Values, shared: Shared): RunsArgs {
  const limit = values.limit === undefined ? 100 : numberOf(values.limit, 1, 10_000);
  if (limit === null) return wrong('--limit takes a number from 1 to 10000');
  if (values.version !== undefined && numberOf(values.version, 1, 1_000_000) === null) return wrong('--version takes the number of a version');
  if (values.age !== undefined && durationMs(values.age) === null) return wrong('--age takes a duration such as PT4H or P7D');
  const strange = values.state?.split(',').find((state) => !runPhases.some((phase) => phase === state));
  if (strange !== undefined) return wrong(`--state knows ${runPhases.join(', ')}, not ${strange}`);
  if (values.sort !== undefined && !['updated', 'started', 'oldest'].includes(values.sort)) return wrong('--sort knows updated, started and oldest');
  const asked = { flow: values.flow, version: values.version, step: values.step, phase: values.state, age: values.age, q: values.text, sort: values.sort, code: values.code };
  return { mode, ...shared, limit, query: Object.fromEntries(Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined)) };
}

function oneOf(mode: 'show' | 'state' | 'cancel' | 'suspend' | 'resume' | 'change', names: readonly string[], values: Values, shared: Shared): RunsArgs {
  const [run] = names;
  if (run === undefined || names.length > 1) return wrong('name one run, such as INC-1042.1');
  if (!runPattern.test(run)) return wrong(`${run} is no run: INC-1042.1, or INC-1042 for the latest`);
  if (mode === 'state') {
    const seq = values.seq === undefined ? null : numberOf(values.seq, 0, 10_000_000);
    return values.seq !== undefined && seq === null ? wrong('--seq takes the number of a line') : { mode, ...shared, run, seq };
  }
  if (mode === 'show' || mode === 'resume') return { mode, ...shared, run };
  const reason = values.reason?.trim() ?? '';
  if (mode === 'change') return changeOf(run, reason, values, shared);
  return reason === '' ? wrong('say why: --reason "..."') : { mode, ...shared, run, reason };
}

function changeOf(run: string, reason: string, { preview: isPreview = false, unproven: isUnproven = false, insert, on, before, name, ask, prompt, rejected, skip, move, to, outcome, token, operations }: Values, shared: Shared): RunsArgs {
  const asked = operationsOf({ insert, on, before, name, ask, prompt, rejected, skip, move, to, outcome, token, operations });
  if (typeof asked === 'string') return wrong(asked);
  if (reason === '' && !isPreview) return wrong('say why: --reason "...", or only look: --preview');
  return { mode: 'change', ...shared, run, operations: asked, reason, isPreview, isUnproven };
}

function mendOf(mode: 'retry' | 'skip' | 'error', names: readonly string[], values: Values, shared: Shared): RunsArgs {
  if (names.length === 0) return wrong('name at least one incident, such as INC-1042.1/i3');
  if (names.length > mostMended * 100) return wrong(`at most ${mostMended * 100} incidents at a time`);
  const incidents: IncidentRef[] = [];
  for (const name of names) {
    const [run = '', incident = '', ...more] = name.split('/');
    if (!runPattern.test(run) || incident === '' || more.length > 0) return wrong(`${name} is no incident: INC-1042.1/i3`);
    incidents.push({ run, incident });
  }
  if (mode === 'error' && !values.code) return wrong('say which error: --code C');
  const edits = values.set === undefined ? null : editsOf(values.set);
  if (typeof edits === 'string') return wrong(edits);
  if (edits !== null && incidents.length > 1) return wrong('--set goes with one incident at a time');
  return { mode, ...shared, incidents, code: values.code ?? null, edits };
}

/** Or why they are none. */
function editsOf(given: readonly string[]): Record<string, Json> | string {
  const edits: Record<string, Json> = {};
  for (const one of given) {
    const at = one.indexOf('=');
    const name = one.slice(0, Math.max(0, at));
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,79}$/.test(name)) return `--set takes NAME=JSON, not ${one}`;
    try {
      edits[name] = JSON.parse(one.slice(at + 1)) as Json;
    } catch {
      return `the value of --set ${name} is no JSON: texts stand in double quotes`;
    }
  }
  return edits;
}
