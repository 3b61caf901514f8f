import { describe, expect, it } from 'vitest';
import { CatalogueError } from '#domain/errors';
import { runSeed, type SeedIo } from './seed.command.ts';

async function run(argv: string[], seed: SeedIo['seed'] = (count) => Promise.resolve({ made: count, done: count })) {
  let [out, err, at] = ['', '', 0];
  const code = await runSeed(argv, { stdout: { write: (text) => { out += text; } }, stderr: { write: (text) => { err += text; } }, nowMs: () => (at += 3_000), isStopping: () => false, seed });
  return { code, out, err };
}

describe('signalbox seed', () => {
  it('says what there is then', async () => {
    expect(await run(['--tickets', '500'])).toEqual({ code: 0, out: '500 tickets are there, 500 of them made now\n', err: '' });
    expect(await run(['--tickets', '500', '--json'])).toMatchObject({ code: 0, out: '{"made":500,"there":500}\n' });
  });
  it('shows how far it is, and that the same command goes on where it stopped', async () => {
    const { code, out, err } = await run(['--tickets', '1000'], (_, onProgress) => { onProgress(100); onProgress(200); return Promise.resolve({ made: 150, done: 200 }); });
    expect([code, out]).toEqual([130, 'stopped: 200 of 1000 tickets are there, 150 of them made now\n']);
    expect(err).toBe('100 of 1000 tickets, about 27 seconds left\n200 of 1000 tickets, about 24 seconds left\n');
  });
  it.each([[[]], [['--tickets', '0']], [['--tickets', 'many']], [['--tickets', '100001']], [['--what']]])('refuses %j', async (argv) => expect((await run(argv)).code).toBe(2));
  it('tells why it could not', async () => {
    const { code, err } = await run(['--tickets', '5'], () => Promise.reject(new CatalogueError('SEED_COMPANY_MISSING')));
    expect([code, err]).toEqual([1, 'SEED_COMPANY_MISSING: The demonstration company is not here.\nStart the installation with SIGNALBOX_DEMO=true on an empty data folder, and try again.\n']);
  });
  it('tells it to a program as well', async () => {
    const { code, out, err } = await run(['--tickets', '5', '--json'], () => Promise.reject(new CatalogueError('SEED_COMPANY_MISSING')));
    expect([code, err, JSON.parse(out)]).toEqual([1, '', { error: { code: 'SEED_COMPANY_MISSING', message: expect.any(String) as string, hint: expect.any(String) as string } }]);
  });
  it('explains itself', async () => expect((await run(['--help'])).out).toContain('signalbox seed --tickets 20000'));
});
