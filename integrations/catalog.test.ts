import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pluginSockets, type ExecutorPlugin } from './catalog.ts';
import type { ExecutorForm } from './executors/executor.kind.ts';
import { deskForms, executorKinds } from './executors/index.ts';
import { probeKinds } from './probes/index.ts';
import { alarmSourceKinds } from './sources/index.ts';

/** Fields as a form shows them: properties, and those of lists' entries; not the values of maps, which have no names. */
type Schema = Record<string, unknown>;

function fieldsIn(schema: Schema, at = ''): { path: string; schema: Schema }[] {
  const inner = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>).filter(() => schema['x-kind'] !== 'text');
  const ofEntries = typeof schema['items'] === 'object' && schema['items'] !== null ? fieldsIn(schema['items'] as Schema, `${at}/items`) : [];
  // A reference to a secret is one thing, whatever lies in it.
  return [...inner.filter(([name]) => !(name === 'secret' && inner.length === 1)).flatMap(([name, one]) => [{ path: `${at}/${name}`, schema: one }, ...fieldsIn(one, `${at}/${name}`)]), ...ofEntries];
}

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const fixturesOf = (folder: string) => readdirSync(new URL(`${folder}/fixtures/`, import.meta.url)).map((name) => [name, JSON.parse(read(`${folder}/fixtures/${name}`)) as unknown] as const);
const all = Object.entries(pluginSockets).flatMap(([socket, plugins]) => plugins.map((plugin) => ({ at: `${socket}/${plugin.folder}`, plugin })));
const languages = ['ar', 'en', 'zh'];

describe.each(all)('the plug-in $at', ({ at, plugin }) => {
  it('has a name of its own, texts in three languages and a help page', () => {
    expect(plugin.kind).toMatch(/^[a-z][a-z0-9-]{0,39}$/);
    for (const text of [plugin.title, plugin.about]) expect(Object.keys(text).sort()).toEqual(languages);
    expect(read(`${at}/README.md`)).toMatch(/^# .+\n[\s\S]{300}/);
  });
  it('is drawn as a form whose every field has its name in three languages', () => {
    expect(plugin.form.schema['type']).toBe('object');
    const unnamed = fieldsIn(plugin.form.schema).filter(({ schema }) => JSON.stringify(Object.keys((schema['x-title'] ?? {}) as object).sort()) !== JSON.stringify(languages));
    expect(unnamed.map(({ path }) => path)).toEqual([]);
    expect(JSON.stringify(plugin.form)).not.toContain('$ref');
  });
});

describe.each([['executors', { ...executorKinds, ...deskForms }], ['probes', probeKinds]] as const)('of %s', (socket, kinds: Readonly<Record<string, ExecutorForm>>) => {
  it.each(Object.entries(kinds))('%s accepts the inputs its fixtures show, and starts with inputs of its form', (folder, kind) => {
    for (const [name, inputs] of fixturesOf(`${socket}/${folder}`)) expect(kind.config.safeParse(inputs).error?.issues, name).toBeUndefined();
    const plugin = pluginSockets[socket].find((one): one is ExecutorPlugin => one.folder === folder)!;
    const known = Object.keys(plugin.form.schema['properties'] as object);
    expect(known).toEqual(expect.arrayContaining([...Object.keys(kind.initial), ...(plugin.form.schema['required'] as string[] | undefined ?? [])]));
    expect(plugin.result['type']).toBe('object');
  });
});

it.each(alarmSourceKinds)('the source $kind understands the payloads its fixtures show', (kind) => {
  for (const [name, payload] of fixturesOf(`sources/${kind.kind}`)) expect(kind.normalise(payload, { source: 'test', receivedAt: '2026-11-20T10:00:00.000Z' }), name).toMatchObject({ isUnderstood: true, rejected: [] });
});
