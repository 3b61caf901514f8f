/** `signalbox secret`: stores, lists and removes what flows show to the world and what proves senders of alarms. The portal's own are made by itself. */
import { CatalogueError, errorShape } from '#domain/errors';
import { secretFactsSchema, useByName, type SecretFacts } from '#domain/identity/secret.schema';
import type { SecretRepo } from '#store/secret/secret.repo';
import { parseSecretArgs, type SecretArgs } from './secret.args.ts';

type Secrets = Pick<SecretRepo, 'list' | 'store' | 'remove'>;

export interface SecretIo {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  /** The value, from a pipe or a prompt; empty where there is none. */
  readValue(prompt: string): Promise<string>;
  /** The secrets of this installation. Throws INSTALLATION_MISSING, SETTING_INVALID, DATABASE_AWAY. */
  open(): Promise<{ secrets: Secrets; close(): Promise<void> }>;
}

export const secretHelp = `Usage: signalbox secret set NAME [--use flow|source|channel] [--host HOST[:PORT]]... [--any-host] [--json]
       signalbox secret list [--json]
       signalbox secret remove NAME [--json]

Keeps secrets of an installation that has been started: those its flows send to devices, and those that prove senders of alarms.
They are encrypted at rest and never shown again. The value is read from the standard input, or asked for where a person sits there.

  --use       flow: steps may send it. source: it proves a sender. channel: a mail server asks for it. Default: as before, else source where the name begins with "source.", else flow
  --host      where steps may send it; may repeat. Default: as before, else anywhere
  --any-host  lets it go anywhere again
  --json      one JSON object a call: {"stored": S}, {"secrets": [S]}, {"removed": NAME} or {"error": {code, message, hint}}; S = {name, use, hosts}
  --help      this text

list tells names, uses and hosts, no values. Which installation: SIGNALBOX_DATA (default .signalbox), or MONGODB_URI and SIGNALBOX_DATA_KEY.
Exit code 0: done. 1: could not be done. 2: wrong usage.

Examples
  signalbox secret set switch-token --host 10.0.0.5:8443 < token.txt
  signalbox secret list --json | jq -r '.secrets[] | select(.use == "source") | .name'
`;

/** Runs `signalbox secret ...argv`. Returns the exit code. */
export async function runSecret(argv: readonly string[], io: SecretIo): Promise<number> {
  const args = parseSecretArgs(argv);
  if (args.mode === 'help') {
    io.stdout.write(secretHelp);
    return 0;
  }
  if (args.mode === 'wrong') {
    io.stderr.write(`signalbox secret: ${args.why}\nTry: signalbox secret --help\n`);
    return 2;
  }
  try {
    const { secrets, close } = await io.open();
    try {
      io.stdout.write(await perform(args, secrets, io));
    } finally {
      await close();
    }
    return 0;
  } catch (thrown) {
    if (!(thrown instanceof CatalogueError)) throw thrown;
    const { code, message, hint } = errorShape(thrown.code, thrown.params, thrown.details);
    if (args.isJson) io.stdout.write(`${JSON.stringify({ error: { code, message, hint } })}\n`);
    else io.stderr.write(`${code}: ${message}\n${hint}\n`);
    return 1;
  }
}

/** What was done, in lines or as JSON. Throws SECRET_MISSING, SECRET_OF_PORTAL, SECRET_UNFIT. */
async function perform(args: Exclude<SecretArgs, { mode: 'help' | 'wrong' }>, secrets: Secrets, io: SecretIo): Promise<string> {
  const stored = await secrets.list();
  const said = (text: string, facts: object): string => (args.isJson ? `${JSON.stringify(facts)}\n` : text);
  if (args.mode === 'list') {
    const listed = stored.filter(({ use }) => use !== 'system');
    return said(table(listed), { secrets: listed });
  }
  const { name } = args;
  const before = stored.find((one) => one.name === name);
  if ((before?.use ?? useByName(name)) === 'system') throw new CatalogueError('SECRET_OF_PORTAL', { name });
  if (args.mode === 'remove') {
    if (!before) throw new CatalogueError('SECRET_MISSING', { name });
    await secrets.remove(name);
    return said(`removed ${name}\n`, { removed: name });
  }
  const use = args.use ?? before?.use ?? useByName(name);
  const facts = secretFactsSchema.safeParse({ name, use, hosts: use !== 'source' ? args.hosts ?? before?.hosts ?? [] : [] });
  const value = facts.success ? await io.readValue(`Value of ${name} (not shown): `) : '';
  if (!facts.success || value === '') throw new CatalogueError('SECRET_UNFIT', { name: name.slice(0, 200) });
  await secrets.store(facts.data, value);
  return said(`stored ${told(facts.data)}\n`, { stored: facts.data });
}

const whereTo = ({ use, hosts }: SecretFacts): string => (use === 'source' ? 'nowhere' : hosts.length === 0 ? 'anywhere' : hosts.join(', '));
const told = (facts: SecretFacts): string => `${facts.name}: use ${facts.use}, sent ${facts.hosts.length === 0 ? '' : 'only to '}${whereTo(facts)}`;

function table(facts: readonly SecretFacts[]): string {
  const width = Math.max(0, ...facts.map(({ name }) => name.length));
  return facts.map((one) => `${one.name.padEnd(width)}  ${one.use.padEnd(7)}  ${whereTo(one)}\n`).join('');
}
