import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCatalogue, type ErrorEntry } from '#domain/errors';
import { ioQueue, pdfQueue, probeQueue, queueOf } from '#domain/flow/executor.queues';
import { channelKinds } from '#domain/notify/notice.schema';
import { projectFolder } from '#embedded/project';
import { createExecutors, deskForms } from '#integrations/executors/index';
import { createProbes } from '#integrations/probes/index';
import { foldersIn, isTest, layers, sourcesIn } from './sources.ts';

const own = sourcesIn(layers).filter((source) => !isTest(source));

describe('the error catalogue', () => {
  it('holds every error file of domain, each code once', async () => {
    const seen = new Map<string, string>();
    const faults: string[] = [];
    for (const { path } of own.filter(({ path: each }) => /^domain\/.*\.errors\.ts$/.test(each))) {
      const module = await import(/* @vite-ignore */ join(projectFolder, path)) as Record<string, Record<string, ErrorEntry>>;
      const entries = Object.values(module).filter((value) => typeof value === 'object').flatMap((value) => Object.entries(value)).filter(([, entry]) => typeof entry === 'object' && 'family' in entry);
      for (const [code, entry] of entries) {
        if (seen.has(code)) faults.push(`${code} is in ${seen.get(code)} and in ${path}`);
        if (errorCatalogue[code] !== entry) faults.push(`${code} of ${path} is not in domain/errors.ts`);
        seen.set(code, path);
      }
    }
    expect(faults).toEqual([]);
    expect(Object.keys(errorCatalogue).filter((code) => !seen.has(code))).toEqual([]);
  });

  it('knows every code that is thrown, refused or sent by name', () => {
    const said = /(?:new CatalogueError|errorShape|catalogueError|catalogueFailure|refuse|refused)\(\s*'([A-Z][A-Z0-9_]+)'/g;
    const unknown = own.flatMap(({ path, text }) => [...text.matchAll(said)].map((match) => match[1] ?? '').filter((code) => !(code in errorCatalogue)).map((code) => `${code} in ${path}`));
    expect(unknown).toEqual([]);
  });

  it('fits status to family, and every parameter of a hint or message is a name', () => {
    // 200: a warning that comes with an action that was taken.
    const fits = ({ family, status }: ErrorEntry) => (status === 200 || (family === 'conflict' ? status === 409 : family === 'invalid' ? (status >= 400 && status < 500) || status === 500 : status >= 500));
    expect(Object.entries(errorCatalogue).filter(([, entry]) => !fits(entry)).map(([code, { family, status }]) => `${code}: ${family} ${status}`)).toEqual([]);
    expect(Object.entries(errorCatalogue).filter(([, { message, hint }]) => /\{(?!\w+\})/.test(message + hint) || !message || !hint).map(([code]) => code)).toEqual([]);
  });
});

describe('plug-ins', () => {
  const sockets = ['domain/flow/nodes', 'domain/flow/rules', 'integrations/probes', 'integrations/channels', 'integrations/sources', 'integrations/executors', 'integrations/renderers'];

  it.each(sockets.filter((socket) => existsSync(join(projectFolder, socket))))('of %s are all in the index beside them', (socket) => {
    const index = join(projectFolder, socket, 'index.ts');
    expect(existsSync(index)).toBe(true);
    const text = readFileSync(index, 'utf8');
    expect(foldersIn(socket).filter((kind) => !text.includes(`'./${kind}/`))).toEqual([]);
  });

  // What others of the socket are held to is said by the test beside its index. `integrations/renderers` joins with a line here.
  it.each([['domain/flow/nodes', /\.kind\.ts$/], ['integrations/sources', /\.kind\.ts$/], ['integrations/executors', /\.(executor|form)\.ts$/], ['integrations/probes', /\.probe\.ts$/], ['integrations/channels', /\.kind\.ts$/]] as const)('of %s each have a kind, a help page, a fixture and a test', (socket, kindFile) => {
    const faults = foldersIn(socket).flatMap((folder) => {
      const files = readdirSync(join(projectFolder, socket, folder), { recursive: true }).map(String);
      const isThere = { kind: files.some((file) => kindFile.test(file)), 'README.md': files.includes('README.md'), fixture: files.some((file) => /^fixtures.[^/\\]+\.(json|txt)$/.test(file)), test: socket === 'domain/flow/nodes' || files.some((file) => file.endsWith('.test.ts')) };
      return Object.entries(isThere).filter(([, is]) => !is).map(([what]) => `${socket}/${folder}: no ${what}`);
    });
    expect(faults).toEqual([]);
  });
});

describe('channels', () => {
  it('are named in domain, one by one', () => expect(foldersIn('integrations/channels').sort()).toEqual([...channelKinds].sort()));
});

describe('activities of flows', () => {
  const policy = { allowedLoopback: [] };
  const served = [
    ...[...Object.keys(createExecutors(policy)), ...Object.values(deskForms).map(({ kind }) => kind)].map((kind) => [kind, kind === 'document' ? pdfQueue : ioQueue]), ...Object.keys(createProbes(policy)).map((kind) => [kind, probeQueue('local')]),
  ] as const;
  it.each(served)('of kind %s are sent to the queue that serves them, %s', (kind, queue) => expect(queueOf(kind)).toBe(queue));
  it('have one kind each in all sockets', () => expect(new Set(served.map(([kind]) => kind)).size).toBe(served.length));
});

describe('features of every layer', () => {
  it('are imported across layers by their subpath name, never by climbing out', () => {
    const climbing = own.flatMap(({ path, text }) => [...text.matchAll(/from '(\.\.?\/[^']+)'/g)].filter((match) => {
      const target = join(path, '..', match[1] ?? '');
      const layerOf = (file: string) => layers.find((layer) => file.startsWith(`${layer}/`));
      return layerOf(target) !== layerOf(path);
    }).map((match) => `${path}: ${match[1]}`));
    expect(climbing).toEqual([]);
  });
});
