import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectFolder } from '#embedded/project';
import { serverCode } from './server-code.mjs';

let project = '';
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
};
const run = (file: string) => spawnSync(process.execPath, [file], { encoding: 'utf8' });

/** A project of the same shape, small: each layer has a file. */
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'signalbox-code-'));
  write('package.json', JSON.stringify({ type: 'module', imports: { '#domain/*': './domain/*.ts' } }));
  write('package-lock.json', '{}');
  for (const layer of ['store', 'integrations', 'activities', 'workflows', 'portal/api']) write(`${layer}/nothing.ts`, 'export {};\n');
  write('domain/word.ts', "export const word: string = 'first';\n");
  for (const entry of ['worker/main.ts', 'portal/server/main.ts']) write(entry, "import { word } from '#domain/word';\nconsole.log(word);\n");
  write('cli/main.ts', 'export const main = async (): Promise<number> => 0;\n');
  write('cli/demo/device.ts', "import { z } from 'zod';\ninterface Nothing {}\nexport const nothing: Nothing = z;\nconsole.log(new URL('../../seed', import.meta.url).pathname);\nthrow new Error('planted');\n");
  symlinkSync(join(projectFolder, 'node_modules'), join(project, 'node_modules'), 'dir');
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

describe("the server's code", () => {
  it('is built once for the same sources, and is what runs', async () => {
    const said: string[] = [];
    const first = await serverCode(project, (line) => said.push(line));
    expect(await serverCode(project, (line) => said.push(line))).toEqual(first);
    expect(said).toHaveLength(1);
    expect(run(first.worker).stdout).toBe('first\n');
  });

  it('is another as soon as a source is, while what runs keeps its own', async () => {
    const first = await serverCode(project);
    write('domain/word.ts', "export const word: string = 'second';\n");
    const second = await serverCode(project);
    expect(run(second.portal).stdout).toBe('second\n');
    expect(run(first.portal).stdout).toBe('first\n');
  });

  it('is not another for a changed test', async () => {
    const first = await serverCode(project);
    write('domain/word.test.ts', 'export {};\n');
    expect(await serverCode(project)).toEqual(first);
  });

  it('names source and line where something fails, and knows where its sources lie', async () => {
    const { status, stdout, stderr } = run((await serverCode(project)).device);
    expect(status).toBe(1);
    expect(stderr).toContain('cli/demo/device.ts:5');
    expect(stdout.trim().endsWith(`${project}/seed`)).toBe(true);
  });

  it('that cannot be read is refused with file and line, and leaves nothing half built', async () => {
    write('domain/word.ts', "export const word = ;\n");
    await expect(serverCode(project)).rejects.toThrow(/domain\/word\.ts:1: /);
    write('domain/word.ts', "export const word: string = 'mended';\n");
    const { worker } = await serverCode(project);
    expect(existsSync(worker)).toBe(true);
    expect(run(worker).stdout).toBe('mended\n');
  });
});
