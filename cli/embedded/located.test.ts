import { describe, expect, it } from 'vitest';
import { CatalogueError, codeOf } from '#domain/errors';
import { givenProgram, locateThrough, type LayerAttempt, type Log } from './located.ts';

const hit = (layer: LayerAttempt['layer'], path: string): LayerAttempt => ({ layer, find: async () => ({ component: 'Server', layer, path, version: '1.0' }) });
const miss = (layer: LayerAttempt['layer'], reason: string, remedy?: string): LayerAttempt => ({ layer, find: async () => ({ miss: reason, remedy }) });

function recorder(): Log & { lines: string[] } {
  const lines: string[] = [];
  return { lines, info: (line) => void lines.push(line), warn: (line) => void lines.push(`! ${line}`), progress: () => undefined };
}

describe('the search for a server', () => {
  it('takes the first layer that has it and says which one won', async () => {
    const log = recorder();
    const found = await locateThrough('Server', [miss('given', 'not set'), hit('machine', '/bin/server'), hit('registry', '/cache/server')], log);
    expect(found.path).toBe('/bin/server');
    expect(log.lines).toEqual(['Server 1.0: layer 2 (machine), /bin/server']);
  });

  it('falls through a layer that breaks, such as a program that does not run', async () => {
    const broken: LayerAttempt = { layer: 'machine', find: async () => { throw new Error('libcurl.so.4 is missing'); } };
    expect((await locateThrough('Server', [broken, hit('registry', '/cache/server')], recorder())).layer).toBe('registry');
  });

  it('names every layer\'s reason and what to install when none has it', async () => {
    const thrown: unknown = await locateThrough('Server', [miss('given', 'SERVER_BIN is not set'), miss('registry', 'building it needs Go', 'Install Go 1.24')], recorder()).catch((error: unknown) => error);
    expect(codeOf(thrown)).toBe('COMPONENT_MISSING');
    expect(thrown).toMatchObject({ params: { tried: 'layer 1 (given): SERVER_BIN is not set; layer 4 (registry): building it needs Go', remedy: 'Install Go 1.24' } });
  });

  it('says whether one is missing, too old or broken when none has it', async () => {
    const failing = (thrown: Error): LayerAttempt => ({ layer: 'machine', find: async () => { throw thrown; } });
    const old = new CatalogueError('COMPONENT_TOO_OLD', { path: '/bin/server', found: 'Server 1', needed: '2' });
    const lackOf = async (...attempts: LayerAttempt[]) => (await locateThrough('Server', attempts, recorder()).catch((error: unknown) => error) as CatalogueError).params;
    expect(await lackOf(miss('given', 'not set'), miss('machine', 'none'))).toMatchObject({ lack: 'missing' });
    expect(await lackOf(miss('machine', 'none'), failing(new Error('libcurl.so.4')), miss('vendor', 'off'))).toMatchObject({ lack: 'broken' });
    expect(await lackOf(failing(old))).toMatchObject({ lack: 'too old', tried: 'layer 2 (machine): /bin/server is Server 1, 2 or newer is needed' });
  });

  it('never replaces in silence what the user named', async () => {
    const named = givenProgram('Server', 'SERVER_BIN', '/no/such/program', async () => { throw new Error('ENOENT'); });
    const thrown: unknown = await locateThrough('Server', [named, hit('machine', '/bin/server')], recorder()).catch((error: unknown) => error);
    expect(codeOf(thrown)).toBe('COMPONENT_GIVEN_UNUSABLE');
  });

  it('fetches nothing when it only looks', async () => {
    let isFetched = false;
    const fetching: LayerAttempt = { layer: 'registry', find: async () => { isFetched = true; return { component: 'Server', layer: 'registry', path: '/cache/server', version: '1.0' }; } };
    await expect(locateThrough('Server', [miss('machine', 'no'), fetching], recorder(), { isDry: true })).rejects.toMatchObject({ code: 'COMPONENT_MISSING' });
    expect(isFetched).toBe(false);
  });
});
