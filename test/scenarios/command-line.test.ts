/** Every command as a terminal sees it: its help, its examples, what a wrong call is answered, and that --json is JSON. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commandHelps } from '#cli/command-line';
import { projectFolder } from '#embedded/project';
import { freshFolder } from '../setup/fresh.ts';

const empty = freshFolder('signalbox-command-line');
const signalbox = (argv: readonly string[], input = '') => {
  const { MONGODB_URI: _mongodb, TEMPORAL_ADDRESS: _temporal, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/signalbox.mjs', ...argv], { cwd: projectFolder, encoding: 'utf8', input, timeout: 60_000, env: { ...env, SIGNALBOX_DATA: empty } });
  return { status, stdout, stderr };
};
const helps = Object.values(commandHelps).flat();

describe('the command line', () => {
  it('names its commands, and says so where one is wrong', () => {
    expect(signalbox(['--help'])).toMatchObject({ status: 0, stdout: expect.stringMatching(new RegExp(Object.keys(commandHelps).map((name) => `\\n {2}${name} `).join('[\\s\\S]*'))) as string });
    expect(signalbox(['florw'])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('There is no command florw.') as string });
    expect(signalbox([])).toMatchObject({ status: 2, stdout: '' });
    expect(signalbox(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each(helps)('signalbox $call says how it is used, and refuses what it does not know', ({ call, text }) => {
    expect(signalbox([...call.split(' '), '--help'])).toEqual({ status: 0, stdout: text, stderr: '' });
    const wrong = signalbox([...call.split(' '), '--no-such-option']);
    expect([wrong.status, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toMatch(/^signalbox .+\nTry: signalbox .+ --help\n$/);
  });

  const examples = helps.flatMap(({ text }) => text.split('\nExamples\n')[1]?.trimEnd().split('\n').map((line) => line.trim()) ?? []);
  // What needs an installation, the network or another program is tried where that is there.
  const alone = examples.filter((line) => /^(signalbox (flow (?!runs )|alarm |sla )|echo )/.test(line) && !/\| jq|recorded\//.test(line));
  it('has examples that can be tried at once', () => expect(alone.length).toBeGreaterThanOrEqual(7));
  it.each(alone)('works as its example says: %s', (line) => {
    // What is written goes beside the project.
    const call = line.replace(/\bsignalbox (?=flow|alarm|sla)/, `"${process.execPath}" cli/signalbox.mjs `).replace(/ --out (\S+)/, ` --out "${empty}/$1"`);
    const { status, stderr } = spawnSync('sh', ['-c', call], { cwd: projectFolder, encoding: 'utf8', timeout: 60_000 });
    expect([status, stderr]).toEqual([0, '']);
  });

  it('answers a program with JSON and nothing else, errors too', () => {
    const calls: [string[], number, string][] = [
      [['doctor', '--json'], -1, 'rows'], [['flow', 'check', 'seed/flows', '--json'], 0, 'soundness'], [['flow', 'run', 'seed/flows', '--auto', '--json'], 0, 'status'], [['alarm', 'normalise', 'alertmanager', 'docs/examples/alertmanager-uplink-down.json', '--json'], 0, 'alarms'],
      [['sla', 'explain', '--calendar', 'docs/examples/calendar-berlin.json', '--start', '2026-03-27T15:30:00Z', '--target', 'PT4H', '--json'], 0, 'due'],
      [['seed', '--tickets', '1', '--json'], 1, 'error'], [['secret', 'list', '--json'], 1, 'error'],
    ];
    for (const [argv, code, key] of calls) {
      const { status, stdout } = signalbox(argv);
      if (code >= 0) expect([argv, status]).toEqual([argv, code]);
      const lines = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(lines.every((line) => Object.hasOwn(line, key)), argv.join(' ')).toBe(true);
    }
  });

  it('ends quietly when nobody reads any more', () => {
    const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" cli/signalbox.mjs flow run seed/flows seed/flows seed/flows --auto --json | head -c 10`], { cwd: projectFolder, encoding: 'utf8', timeout: 60_000 });
    expect([status, stderr]).toEqual([0, '']);
  });
});
