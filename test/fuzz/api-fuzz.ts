/**
 * `npm run api:fuzz`: schemathesis reads the description of the API and asks a whole stack everything it can think of, as an administrator and as a requester.
 * Promised are two things: no answer of 5xx, and none that is not described. schemathesis is a Python program and no part of the project: docs/api.md says
 * how to get it; SIGNALBOX_SCHEMATHESIS names it (default: st on the PATH). SIGNALBOX_FUZZ_SECONDS is the time of one round (default 60; two at once).
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '#embedded/project';
import { startStack } from '#embedded/stack';
import { portalClient, type PortalClient } from '../builders/portal-client.ts';
import { thingsOf, type Things } from './things.ts';

const program = process.env['SIGNALBOX_SCHEMATHESIS'] ?? 'st';
const seconds = Number(process.env['SIGNALBOX_FUZZ_SECONDS'] ?? 60);
const checks = ['not_a_server_error', 'status_code_conformance', 'content_type_conformance', 'response_headers_conformance', 'response_schema_conformance', 'negative_data_rejection', 'ignored_auth'];
/** Operations of one round at least. */
const roundSize = 20;

/** All tags of the description, some to a round: a feature that comes later is asked like the others. */
function tagsOf(description: { paths: Record<string, Record<string, { tags: string[] }>> }): string[][] {
  const operations = Object.values(description.paths).flatMap((path) => Object.values(path));
  const groups: string[][] = [];
  let size = roundSize;
  for (const tag of new Set(operations.flatMap(({ tags }) => tags))) {
    if (size >= roundSize) { groups.push([]); size = 0; }
    groups.at(-1)!.push(tag);
    size += operations.filter(({ tags }) => tags.includes(tag)).length;
  }
  return groups;
}
const tags = tagsOf(JSON.parse(readFileSync(join(projectFolder, 'docs/openapi.json'), 'utf8')) as Parameters<typeof tagsOf>[0]);

/** `things`: what the places in paths are filled with; null leaves them to chance. A token of its own for each round, because tokens are limited by the minute. */
interface Round { name: string; tags: readonly string[]; things: Things | null; value: string }

async function tokenOf(client: PortalClient, name: string): Promise<string> {
  const { body: me } = await client.call('me.read');
  const { status, body, error } = await client.call('apiTokens.make', { body: { name: `Fuzz ${name}`, scopes: me.actions, days: 1 } });
  if (status !== 200) throw new Error(`no token: ${JSON.stringify(error)}`);
  return body.value;
}

/** schemathesis reads this from the folder it runs in. */
const configOf = (things: Things): string => Object.entries({ tickets: { key: things.ticket }, tasks: { id: things.task }, 'alarm-groups': { id: things.group }, flows: { key: 'incident', version: 1 }, 'alarm-sources': { id: 'alertmanager' }, 'calendars': { key: 'business' }, 'holiday-packs': { country: 'DE' }, 'directory/roles': { key: 'agent' }, 'catalog/items': { key: things.item } })
  .map(([place, parameters]) => `[[operations]]\ninclude-path-regex = "^/api/${place}/"\nparameters = { ${Object.entries(parameters).map(([name, value]) => `${name} = ${JSON.stringify(value)}`).join(', ')} }\n`).join('\n');

/** The exit code of schemathesis. Clearing the demonstration is left out: everybody else would find nothing any more. */
function fuzz(address: string, folder: string, round: Round): Promise<number> {
  process.stdout.write(`--- ${round.name}\n`);
  const cwd = join(folder, round.name.replaceAll(' ', '-'));
  mkdirSync(cwd, { recursive: true });
  if (round.things) writeFileSync(join(cwd, 'schemathesis.toml'), configOf(round.things));
  const child = spawn(program, [
    'run', `${address}/api/openapi.json`, '--header', `Authorization: Bearer ${round.value}`, '--checks', checks.join(','), '--rate-limit', '540/m', '--max-time', String(seconds), '--continue-on-failure',
    '--exclude-operation-id', 'demo.clear', '--phases', 'examples,coverage,fuzzing', '--request-timeout', '20', '--warnings', 'off', '--no-color', ...round.tags.flatMap((tag) => ['--include-tag', tag]),
  ], { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString('utf8'); });
  return new Promise((resolve, reject) => {
    child.once('error', () => reject(new Error(`schemathesis could not be started as ${program}: see docs/api.md`)));
    child.once('close', (code) => {
      process.stdout.write(`=== ${round.name}\n${output}\n`);
      resolve(code ?? 1);
    });
  });
}

async function roundsOf(address: string): Promise<Round[]> {
  const rounds: Round[] = [];
  for (const who of ['admin', 'requester']) {
    const client = portalClient(address);
    await client.signIn(who);
    const things = await thingsOf(client);
    rounds.push({ name: `${who} with things that are there`, tags: tags.flat(), things, value: await tokenOf(client, 'things') });
    for (const some of tags) rounds.push({ name: `${who} ${some.join(' ')}`, tags: some, things: null, value: await tokenOf(client, some.join(' ')) });
  }
  const only = process.argv[2];
  return only === undefined ? rounds : rounds.filter(({ name }) => name.includes(only));
}

const folder = mkdtempSync(join(tmpdir(), 'signalbox-fuzz-'));
const stack = await startStack({ dataDir: join(folder, 'data') });
let worst = 0;
try {
  const alarm = await fetch(`${stack.address}/api/alarms/alertmanager`, {
    method: 'POST', body: readFileSync(join(projectFolder, 'docs/examples/alertmanager-uplink-down.json')), headers: { 'content-type': 'application/json', authorization: 'Bearer demo-alertmanager' },
  });
  if (alarm.status !== 202) throw new Error(`the alarm was answered ${alarm.status}`);
  const queue = await roundsOf(stack.address);
  await Promise.all([1, 2].map(async () => {
    for (let round = queue.shift(); round; round = queue.shift()) worst = Math.max(worst, await fuzz(stack.address, folder, round));
  }));
} finally {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(worst);
