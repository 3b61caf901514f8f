import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CatalogueError } from '#domain/errors';
import { projectFolder } from '#embedded/project';
import { runDoctor } from './doctor.command.ts';
import type { DoctorRow } from './doctor.report.mjs';
import { nodeLack } from './packages.mjs';

const well: DoctorRow = { component: 'MongoDB', neededBy: 'start', layer: 'machine', version: '6.0.5', state: 'ok', detail: '/usr/bin/mongod', remedy: null };
const old: DoctorRow = { component: 'Alertmanager', neededBy: 'test', layer: null, version: null, state: 'too old', detail: 'It is 0.1', remedy: 'Bring it up to date.' };

async function ask(argv: string[], look: () => Promise<DoctorRow[]> = async () => [well]) {
  const said = { out: '', err: '' };
  const code = await runDoctor(argv, { stdout: { write: (text) => void (said.out += text) }, stderr: { write: (text) => void (said.err += text) }, look });
  return { code, ...said };
}

describe('signalbox doctor', () => {
  it('shows one row a component, and below what is not well why and what to do', async () => {
    expect(await ask([], async () => [well, old])).toEqual({
      code: 1, err: '',
      out: `${[
        'state    component     layer    version  where', 'ok       MongoDB       machine  6.0.5    /usr/bin/mongod', 'too old  Alertmanager  -        -',
        '         needed by the tests only; It is 0.1', '         -> Bring it up to date.',
      ].join('\n')}\n`,
    });
  });

  it('is content with code 0 when every row is well, and only then', async () => {
    expect((await ask([])).code).toBe(0);
    for (const state of ['missing', 'too old', 'broken'] as const) expect((await ask([], async () => [well, { ...old, state }])).code).toBe(1);
  });

  it('says the same to a program', async () => {
    const { code, out } = await ask(['--json'], async () => [well, old]);
    expect([code, JSON.parse(out), out.trim().split('\n').length]).toEqual([1, { ok: false, rows: [well, old] }, 1]);
    expect(JSON.parse((await ask(['--json'])).out)).toEqual({ ok: true, rows: [well] });
  });

  it('names a setting that cannot be used', async () => {
    const wrong = async () => { throw new CatalogueError('SETTING_INVALID', { names: 'PORT (too high)' }); };
    expect(await ask([], wrong)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('PORT (too high)') });
    expect(JSON.parse((await ask(['--json'], wrong)).out)).toMatchObject({ ok: false, rows: [], error: { code: 'SETTING_INVALID' } });
  });

  it('tells its options, codes and examples, and refuses others', async () => {
    const help = await ask(['--json', '--help']);
    expect([help.code, ...['--json', 'Exit code 0', 'signalbox doctor && npm test'].map((text) => help.out.includes(text))]).toEqual([0, true, true, true]);
    expect(await ask(['--fix'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('takes no --fix') });
  });

  it('speaks, and installs nothing, where no packages are installed', () => {
    const project = mkdtempSync(join(tmpdir(), 'signalbox-bare-'));
    try {
      mkdirSync(join(project, 'cli/start'), { recursive: true });
      for (const file of ['cli/signalbox.mjs', ...readdirSync(join(projectFolder, 'cli/start')).filter((name) => name.endsWith('.mjs')).map((name) => `cli/start/${name}`)]) cpSync(join(projectFolder, file), join(project, file));
      const doctor = (...options: string[]) => spawnSync(process.execPath, [join(project, 'cli/signalbox.mjs'), 'doctor', ...options], { encoding: 'utf8' });
      expect(doctor()).toMatchObject({ status: 1, stdout: expect.stringMatching(/^missing {2}npm packages .*\n.*node_modules\n +-> npm start installs them/m) });
      expect(JSON.parse(doctor('--json').stdout)).toMatchObject({ ok: false, rows: [{ component: 'Node', state: 'ok', version: process.versions.node }, { component: 'npm packages', state: 'missing' }] });
      expect(existsSync(join(project, 'node_modules'))).toBe(false);
    } finally {
      rmSync(project, { recursive: true, force: true });
    }
  });
});

describe('Node', () => {
  it('is too old below 20.19', () => {
    expect(['18.20.0', '20.9.0', '20.18.3', '20.19.0', '22.0.0', '24.21.0'].map((version) => nodeLack(version))).toEqual(['too old', 'too old', 'too old', null, null, null]);
  });
});
