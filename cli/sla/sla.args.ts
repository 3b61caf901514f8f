/** Reads the arguments of `signalbox sla`. Times and durations in them are checked where they are counted. */
export interface ExplainArgs { mode: 'explain'; question: Record<string, unknown>; isJson: boolean; calendars: string | null }
export type SlaArgs =
  | { mode: 'help' }
  | { mode: 'wrong'; why: string }
  | { mode: 'batch'; calendar: string | null; calendars: string | null }
  | ExplainArgs;

/** Options that take a value, and the key of the question they fill; null: not part of the question. */
const valued = {
  '--calendar': 'calendar', '--start': 'start', '--target': 'target', '--warn': 'warn', '--escalate': 'escalate', '--now': 'now', '--id': 'id', '--kind': 'kind',
  '--calendars': null, '--pause': null, '--stop': null, '--between': null, '--day-target': null, '--past-breach': null, '--on-reopen': null, '--event': null,
} as const;
type Valued = keyof typeof valued;
const flags = ['--json', '--batch', '--help', '-h'] as const;

const isValued = (name: string): name is Valued => Object.hasOwn(valued, name);
const wrong = (why: string): SlaArgs => ({ mode: 'wrong', why });

/** Arguments after `signalbox sla`. Every option may be written `--name value` or `--name=value`; only --pause and --event may repeat. */
export function parseSlaArgs(argv: readonly string[]): SlaArgs {
  const [verb, ...rest] = argv;
  if (verb === undefined || verb === '--help' || verb === '-h' || verb === 'help') return verb === undefined ? wrong('say what to do: explain') : { mode: 'help' };
  if (verb !== 'explain') return wrong(`there is no "${verb}", only "explain"`);
  const given = new Map<string, string[]>();
  for (let i = 0; i < rest.length; i++) {
    const { name, attached } = split(rest[i]!);
    if ((flags as readonly string[]).includes(name) && attached === null) { given.set(name, ['']); continue; }
    if (!isValued(name)) return wrong(`unknown option ${rest[i]!}`);
    const value = attached ?? rest[++i];
    if (value === undefined || (attached === null && /^--\w/.test(value))) return wrong(`${name} needs a value`);
    const before = given.get(name) ?? [];
    if (before.length > 0 && name !== '--pause' && name !== '--event') return wrong(`${name} is given twice`);
    given.set(name, [...before, value]);
  }
  if (given.has('--help') || given.has('-h')) return { mode: 'help' };
  const calendars = given.get('--calendars')?.[0] ?? null;
  if (given.has('--batch')) return batchArgs(given, calendars);
  return explainArgs(given, calendars);
}

function split(argument: string): { name: string; attached: string | null } {
  const at = argument.indexOf('=');
  return argument.startsWith('--') && at > 0 ? { name: argument.slice(0, at), attached: argument.slice(at + 1) } : { name: argument, attached: null };
}

function batchArgs(given: Map<string, string[]>, calendars: string | null): SlaArgs {
  const other = [...given.keys()].find((name) => !['--batch', '--json', '--calendar', '--calendars'].includes(name));
  if (other !== undefined) return wrong(`${other} does not go with --batch: each line brings its own`);
  return { mode: 'batch', calendar: given.get('--calendar')?.[0] ?? null, calendars };
}

const policyOptions = { '--day-target': 'dayTarget', '--past-breach': 'pastBreach', '--on-reopen': 'onReopen' } as const;

function explainArgs(given: Map<string, string[]>, calendars: string | null): SlaArgs {
  const needed = given.has('--between') ? ['--calendar'] : ['--calendar', '--start', '--target'];
  const missing = needed.filter((name) => !given.has(name));
  if (missing.length > 0) return wrong(`${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing`);
  const question: Record<string, unknown> = {};
  for (const [name, key] of Object.entries(valued)) if (key !== null && given.has(name)) question[key] = given.get(name)![0];
  const policy = Object.fromEntries(Object.entries(policyOptions).flatMap(([name, key]) => (given.has(name) ? [[key, given.get(name)![0]]] : [])));
  if (Object.keys(policy).length > 0) question['policy'] = policy;
  const stop = given.get('--stop')?.[0];
  if (stop !== undefined) question['stops'] = given.get('--kind')?.[0] === 'response' ? { response: stop } : { resolution: stop };

  const pauses = (given.get('--pause') ?? []).map(pauseOf);
  if (pauses.includes(null)) return wrong('--pause is written FROM/TO, FROM/ (still held) or FROM/TO/REASON');
  if (pauses.length > 0) question['pauses'] = pauses;
  const between = given.get('--between')?.[0]?.split('/');
  if (between !== undefined && (between.length !== 2 || between.includes(''))) return wrong('--between is written FROM/TO');
  if (between !== undefined) question['between'] = between;
  const events = (given.get('--event') ?? []).map(eventOf);
  if (events.includes(null)) return wrong('--event is written AT/TYPE, or AT/target/DURATION for a new target');
  if (events.length > 0) question['events'] = events;
  return { mode: 'explain', question, isJson: given.has('--json'), calendars };
}

function pauseOf(text: string): { from: string; to: string | null; reason?: string } | null {
  const [from, to, ...reason] = text.split('/');
  if (from === undefined || from === '' || to === undefined) return null;
  return { from, to: to === '' ? null : to, ...(reason.length === 0 ? {} : { reason: reason.join('/') }) };
}

function eventOf(text: string): { at: string; type: string; target?: string } | null {
  const [at, type, target, ...more] = text.split('/');
  if (at === undefined || at === '' || type === undefined || type === '' || more.length > 0) return null;
  return { at, type, ...(target === undefined ? {} : { target }) };
}
