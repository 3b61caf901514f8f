/** `npm run new` in a copy of the project: what it makes for every socket passes types, lint, walls and its unit tests as it is. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { projectFolder } from '#embedded/project';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 });

const made = { node: 'note-down', rule: 'named-steps', probe: 'port-open', source: 'plain-list', executor: 'say-back', channel: 'wall-board' } as const;
const folders = ['domain/flow/nodes/note-down', 'domain/flow/rules/named-steps', 'integrations/probes/port-open', 'integrations/sources/plain-list', 'integrations/executors/say-back', 'integrations/channels/wall-board'];
const root = mkdtempSync(join(tmpdir(), 'signalbox-new-'));
const run = (command: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', VITEST: '' } });
  return { status, output: `${stdout}${stderr}` };
};
const bin = (path: string) => join('node_modules', path);
const create = (...words: string[]) => run(['tools/new.mjs', ...words]);

beforeAll(() => {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: projectFolder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).stdout.split('\0');
  for (const file of listed.filter((one) => one !== '' && existsSync(join(projectFolder, one)))) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(join(projectFolder, file), join(root, file));
  }
  symlinkSync(join(projectFolder, 'node_modules'), join(root, 'node_modules'));
  // Types of what is not touched need not be found out again.
  if (existsSync(join(projectFolder, '.build/types'))) cpSync(join(projectFolder, '.build/types'), join(root, '.build/types'), { recursive: true, preserveTimestamps: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a new plug-in', () => {
  it('is refused where the socket or the name will not do, and nothing is made', () => {
    for (const [words, said] of [[['probs', 'x1'], 'Did you mean probe?'], [['probe', 'Disk'], 'no usable name'], [['probe', 'snmp'], 'integrations/probes/snmp'], [['executor', 'http-probe'], 'is taken'], [['probe'], 'Usage']] as const) {
      const { status, output } = create(...words);
      expect([status, output]).toEqual([2, expect.stringContaining(said)]);
    }
    expect(create('--help')).toEqual({ status: 0, output: expect.stringMatching(/node .*\n.*rule .*\n.*probe .*\n.*source .*\n.*executor .*\n.*channel/) as string });
    expect(folders.filter((folder) => existsSync(join(root, folder)))).toEqual([]);
  });

  it('is made for every socket, and works as it is', () => {
    for (const [socket, name] of Object.entries(made)) {
      const { status, output } = create(socket, name);
      expect([status, output]).toEqual([0, expect.stringMatching(/Made:[\s\S]*README\.md[\s\S]*Changed:[\s\S]*index\.ts[\s\S]*Next:/)]);
      expect(create(socket, name)).toEqual({ status: 2, output: expect.stringContaining('is taken') as string });
    }
    expect(readFileSync(join(root, 'domain/flow/executor.queues.ts'), 'utf8')).toContain("'port-open',");
    expect(readFileSync(join(root, 'domain/notify/notice.schema.ts'), 'utf8')).toContain("'mailbox', 'wall-board']");
    expect(readFileSync(join(root, 'docs/settings.md'), 'utf8')).toContain('mailbox, wall-board');
    expect(run([bin('typescript-native/bin/tsc'), '-b', 'domain', 'integrations', 'worker', '--pretty', 'false'])).toEqual({ status: 0, output: '' });
    expect(run([bin('eslint/bin/eslint.js'), '--max-warnings', '0', ...folders, 'domain/flow/nodes/index.ts', 'domain/flow/rules/index.ts', 'domain/flow/rules/rules.texts.ts', 'integrations/probes/index.ts', 'integrations/sources/index.ts', 'integrations/executors/index.ts', 'integrations/channels/index.ts', 'domain/notify/notice.schema.ts'])).toEqual({ status: 0, output: '' });
    expect(run([bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.cjs', ...folders])).toMatchObject({ status: 0 });
    const tests = run([bin('vitest/vitest.mjs'), 'run', '--project', 'unit', '--testTimeout', '120000', ...folders, 'domain/flow/nodes/nodes.test.ts', 'domain/flow/rules/rules.test.ts', 'integrations/catalog.test.ts', 'test/architecture/registries.test.ts', 'test/architecture/house.test.ts', 'portal/web/shell/texts']);
    expect([tests.status, tests.status === 0 ? '' : tests.output]).toEqual([0, '']);
    expect(run(['tools/generate.mjs', '--check'])).toMatchObject({ status: 0 });
  });

  it('is found by its name', () => {
    expect(run(['tools/where.mjs', 'port-open'])).toEqual({ status: 0, output: expect.stringMatching(/integrations\/probes\/port-open[\s\S]*port-open\.probe\.ts +Port open: opens a connection/) as string });
    expect(run(['tools/where.mjs', 'port-opne'])).toEqual({ status: 2, output: expect.stringContaining('Did you mean port-open?') as string });
  });
});
