import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { features } from '#domain/features';
import { projectFolder } from '#embedded/project';
import { foldersIn, isTest, layers, sourcesIn, type LayerFolder } from './sources.ts';

/** Rooms that belong to no feature. Closed on purpose: a new one is a decision. */
const rooms: Partial<Record<LayerFolder, readonly string[]>> = {
  domain: ['texts'],
  store: ['core', 'secret', 'migrations'],
  integrations: ['probes', 'channels', 'sources', 'executors', 'renderers', 'identity', 'engine', 'bpmn', 'bk-itsm'],
  activities: ['core'],
  'portal/api': ['openapi'],
  'portal/server': ['http', 'live'],
  'portal/web': ['shell', 'ui', 'public', 'home', 'work', 'settings', 'reference'],
  cli: ['embedded', 'start', 'secret'],
};
const isListed: readonly string[] = features;

/** A file of this role lives only here. */
const roleHomes: Record<string, RegExp> = {
  model: /^store\//, repo: /^store\//, activities: /^(activities|workflows)\//, workflow: /^workflows\//, messages: /^workflows\//,
  routes: /^portal\/server\//, presenter: /^portal\/server\//, ports: /^(domain|integrations)\//, kind: /^(domain\/flow\/nodes|integrations)\//, rule: /^domain\/flow\/rules\//, command: /^cli\//,
};

const all = sourcesIn([...layers, 'tools', 'test']);
const own = all.filter((source) => !isTest(source));

describe('the house', () => {
  it.each(layers)('%s has rooms of the closed list of features and of its own short list only', (layer) => {
    expect(foldersIn(layer).filter((room) => !isListed.includes(room) && !rooms[layer]?.includes(room))).toEqual([]);
  });

  it('keeps each role of file in its layer', () => {
    const strays = own.filter(({ path }) => {
      const role = /\.([a-z-]+)\.tsx?$/.exec(basename(path))?.[1] ?? '';
      return Object.hasOwn(roleHomes, role) && !roleHomes[role]?.test(path) && !/^(test|tools)\//.test(path);
    });
    expect(strays.map(({ path }) => path)).toEqual([]);
  });

  it('names files feature.role.ts in small letters, React parts after the part, and nothing after a drawer for odds and ends', () => {
    const isWellNamed = (path: string) => /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.(ts|tsx)$/.test(basename(path))
      || (path.startsWith('portal/web/') && /^([A-Z][A-Za-z0-9]*|use[A-Z][A-Za-z0-9]*)(\.test)?\.tsx?$/.test(basename(path)));
    expect(all.filter(({ path }) => !isWellNamed(path)).map(({ path }) => path)).toEqual([]);
    expect(all.filter(({ path }) => /(^|[./-])(util|utils|helper|helpers|manager|misc|common|service)([./-]|$)/i.test(path.replace(/^(\w+)\/service\//, '$1/'))).map(({ path }) => path)).toEqual([]);
  });

  it('opens every module with what it decides', () => {
    expect(own.filter(({ path, text }) => !/^\s*(#!.*\n)?\s*(\/\*\*?|\/\/)/.test(text) && !path.endsWith('.d.ts')).map(({ path }) => path)).toEqual([]);
  });

  it('gives a file past 320 lines a second name', () => {
    // 300 is where it wants one; a little room, so that nobody presses lines together over it.
    expect(own.filter(({ text }) => text.split('\n').length > 320).map(({ path }) => path)).toEqual([]);
  });

  it('has no way around its rules', () => {
    const ways = [['eslint', 'disable'].join('-'), ['oxlint', 'disable'].join('-'), `@ts-${'ignore'}`, `@ts-${'nocheck'}`, `depcruise-${'ignore'}`];
    expect(all.filter(({ text }) => ways.some((way) => text.includes(way))).map(({ path }) => path)).toEqual([]);
  });

  it('runs no test alone and skips none but for the missing data folder', () => {
    const tests = all.filter(isTest);
    expect(tests.filter(({ text }) => /\b(it|test|describe)(\.\w+)*\.(only|todo|skip|skipIf|runIf|fails)\b/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('keeps a unit test from changing what the tests beside it import', () => {
    const units = all.filter((source) => isTest(source) && !/^test\/(scenarios|replay|e2e)\//.test(source.path));
    const forever = /\bvi\.(mock|doMock|stubEnv)\(|process\.env(\.\w+|\[[^\]]+\])\s*=[^=]|process\.chdir\(|globalThis\.\w+\s*=[^=]/;
    const lent: [taken: RegExp, givenBack: RegExp][] = [[/\bvi\.stubGlobal\(/, /afterEach\(.*\bvi\.unstubAllGlobals\(/], [/\bvi\.(useFakeTimers|setSystemTime)\(/, /afterEach\(.*\bvi\.useRealTimers\(/]];
    const strays = units.filter(({ path, text }) => path !== 'test/architecture/house.test.ts' && (forever.test(text) || lent.some(([taken, givenBack]) => taken.test(text) && !givenBack.test(text))));
    expect(strays.map(({ path }) => path)).toEqual([]);
  });

  it('has a reason for every package it names, and names none it has no reason for', () => {
    const named = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as Record<'dependencies' | 'devDependencies' | 'overrides', Record<string, string>>;
    const rows = readFileSync(join(projectFolder, 'docs/dependencies.md'), 'utf8').split('\n').filter((line) => line.startsWith('| `'));
    const listed = rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
    expect(listed.sort()).toEqual([named.dependencies, named.devDependencies, named.overrides].flatMap((part) => Object.keys(part)).sort());
    expect(rows.filter((row) => (row.split('|')[2] ?? '').trim().length < 10)).toEqual([]);
  });

  it('knows no machine but the one it runs on', () => {
    const tracked = [...all, ...sourcesIn(['docs', '.ci', 'deploy', 'tools', 'cli'], /\.(md|mjs|cjs|json|ya?ml|sh)$|^run$/), ...['README.md', 'package.json', 'package-lock.json'].filter((path) => existsSync(join(projectFolder, path))).map((path) => ({ path, text: readFileSync(join(projectFolder, path), 'utf8') }))];
    const machinePath = new RegExp(`(^|[\\s'"\`(=:])/(${['root', ['work', '(main|shared)'].join('/'), 'home/\\w+'].join('|')})/`, 'm');
    expect(tracked.filter(({ text }) => machinePath.test(text)).map(({ path }) => path)).toEqual([]);
    expect(tracked.filter(({ path, text }) => path === 'package-lock.json' && /"resolved": "https?:/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
