/** Reads the arguments of `signalbox secret`. Whether the secret is there, and whose it is, is asked later. */
import { parseArgs } from 'node:util';
import { secretHostPattern as host, secretUses, type SecretUse } from '#domain/identity/secret.schema';

export type SecretArgs =
  | { mode: 'help' }
  | { mode: 'wrong'; why: string }
  | { mode: 'list'; isJson: boolean }
  | { mode: 'remove'; name: string; isJson: boolean }
  /** `use` and `hosts` null: as it was stored before. No hosts: anywhere. */
  | { mode: 'set'; name: string; use: SecretUse | null; hosts: string[] | null; isJson: boolean };

const verbs = ['set', 'list', 'remove'];
const wrong = (why: string): SecretArgs => ({ mode: 'wrong', why });

/** Arguments after `signalbox secret`. */
export function parseSecretArgs(argv: readonly string[]): SecretArgs {
  let read: ReturnType<typeof readArgs>;
  try {
    read = readArgs(argv);
  } catch (thrown) {
    return wrong(thrown instanceof Error ? thrown.message : String(thrown));
  }
  const { values, positionals: [verb, name, extra] } = read;
  if (values.help || verb === 'help') return { mode: 'help' };
  if (verb === undefined || !verbs.includes(verb)) return wrong(verb === undefined ? `say what to do: ${verbs.join(', ')}` : `there is no "${verb}", only ${verbs.join(', ')}`);
  const isSet = verb === 'set';
  const isJson = values.json ?? false;
  if (!isSet && (values.use !== undefined || values.host !== undefined || values['any-host'])) return wrong('--use, --host and --any-host go with set');
  if (verb === 'list') return name === undefined ? { mode: 'list', isJson } : wrong('list takes no name');
  if (name === undefined) return wrong('name the secret');
  if (extra !== undefined) return wrong(isSet ? 'the value is read from the standard input or asked for, because arguments can be read by everybody on this machine' : 'name one secret');
  return isSet ? setArgs(name, values) : { mode: 'remove', name, isJson };
}

const readArgs = (argv: readonly string[]) => parseArgs({
  args: [...argv], allowPositionals: true,
  options: { use: { type: 'string' }, host: { type: 'string', multiple: true }, 'any-host': { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
});

function setArgs(name: string, { use, host: given, 'any-host': isAny, json: isJson = false }: ReturnType<typeof readArgs>['values']): SecretArgs {
  const known = secretUses.find((one) => one === use) ?? null;
  if (use !== undefined && (known === null || known === 'system')) return wrong('--use is flow, source or channel');
  const hosts = given?.map((one) => one.toLowerCase()) ?? null;
  const unfit = hosts?.find((one) => !host.test(one));
  if (unfit !== undefined) return wrong(`"${unfit}" is no host; write it as in 10.0.0.5, device.example:8443 or [fd00::5]:8443`);
  if (hosts !== null && isAny) return wrong('--host and --any-host contradict each other');
  if (known === 'source' && hosts !== null) return wrong('--host goes with a secret of flows; that of a source is sent nowhere');
  return { mode: 'set', name, use: known, hosts: isAny ? [] : hosts, isJson };
}
