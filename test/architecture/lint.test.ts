import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectFolder } from '#embedded/project';

const eslint = new ESLint({ cwd: projectFolder });

/** Rules the text breaks when it stands in this file; the file's own text is not read. */
async function broken(path: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: path });
  return [...new Set(result?.messages.map(({ ruleId, message }) => ruleId ?? message))];
}

const cases: [what: string, path: string, text: string, rule: string][] = [
  ['a default export', 'domain/values.ts', 'export default 1;', 'no-restricted-syntax'],
  ['export *', 'domain/values.ts', "export * from './errors.ts';", 'no-restricted-syntax'],
  ['a class that manages', 'domain/values.ts', 'export class TicketManager {}', 'no-restricted-syntax'],
  ['the clock in domain', 'domain/values.ts', 'export const now = () => Date.now();', 'no-restricted-syntax'],
  ['a date of now in domain', 'domain/values.ts', 'export const now = () => new Date();', 'no-restricted-syntax'],
  ['the clock as a text in domain', 'domain/values.ts', 'export const now = () => Date();', 'no-restricted-syntax'],
  ['the stop watch in domain', 'domain/values.ts', 'export const now = () => performance.now();', 'no-restricted-syntax'],
  ['chance in domain', 'domain/values.ts', 'export const id = () => Math.random();', 'no-restricted-syntax'],
  ['code from text', 'domain/values.ts', "export const f = new Function('return 1');", 'no-new-func'],
  ['eval', 'domain/values.ts', "export const f = eval('1');", 'no-eval'],
  ['any', 'domain/values.ts', 'export const f = (x: any) => x;', '@typescript-eslint/no-explicit-any'],
  ['a built-in of Node in a workflow', 'workflows/patches.ts', "import { readFileSync } from 'node:fs';\nexport const f = readFileSync;", 'no-restricted-imports'],
  ['a bare Error in a workflow', 'workflows/patches.ts', "export const f = () => { throw new Error('x'); };", 'no-restricted-syntax'],
  ['a collection outside the store', 'worker/main.ts', "export const f = (c: { collection(n: string): unknown }) => c.collection('tickets');", 'no-restricted-syntax'],
  ['a literal shown to people', 'portal/web/main.tsx', 'export const A = () => <b>Hello there</b>;', 'no-restricted-syntax'],
  ['HTML from data', 'portal/web/main.tsx', 'export const A = ({ t }: { t: string }) => <b dangerouslySetInnerHTML={{ __html: t }} />;', 'no-restricted-syntax'],
  ['a date field of the browser', 'portal/web/main.tsx', 'export const A = () => <input type="date" />;', 'no-restricted-syntax'],
  ['a time field of the browser, also as a choice', 'portal/web/main.tsx', "export const A = ({ x }: { x: boolean }) => <input type={x ? 'datetime-local' : 'text'} />;", 'no-restricted-syntax'],
  ['a picker past the fields for days', 'portal/web/main.tsx', "import { DatePicker } from 'antd';\nexport const A = () => <DatePicker />;", 'no-restricted-syntax'],
  ['a hook behind a condition', 'portal/web/main.tsx', "import { useState } from 'react';\nexport const A = ({ x }: { x: boolean }) => { if (x) useState(1); return null; };", 'react-hooks/rules-of-hooks'],
];

describe('lint', () => {
  it.each(cases)('refuses %s', async (_what, path, text, rule) => {
    expect(await broken(path, text)).toContain(rule);
  }, 60_000);

  it('is not switched off from inside a file', async () => {
    const off = ['eslint', 'disable'].join('-');
    expect(await broken('domain/values.ts', `/* ${off} */\nexport const now = () => Date.now();`)).toContain('no-restricted-syntax');
  }, 60_000);

  it('lets the fields for days use the picker', async () => {
    expect(await broken('portal/web/ui/date/Pickers.tsx', "import generatePicker from 'antd/es/date-picker/generatePicker';\nexport const make = generatePicker;\n")).toEqual([]);
  }, 60_000);

  it('lets domain read a date it is given', async () => {
    expect(await broken('domain/values.ts', 'export const at = (ms: number) => new Date(ms).toISOString();\n')).toEqual([]);
  }, 60_000);
});

/** Rules that need types, as "rule @ file", in a small tree of its own with the project's rules and strictness. */
function brokenWithTypes(files: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-lint-'));
  try {
    cpSync(join(projectFolder, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    symlinkSync(join(projectFolder, 'node_modules'), join(folder, 'node_modules'), 'dir');
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { strict: true, target: 'es2023', lib: ['es2023'], module: 'esnext', moduleResolution: 'bundler', types: [], noEmit: true }, include: ['**/*.ts'] }));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(projectFolder, 'node_modules/oxlint/bin/oxlint'), '--deny-warnings', '--format', 'json', '.'], { cwd: folder, encoding: 'utf8' });
    const { diagnostics } = JSON.parse(stdout.startsWith('{') ? stdout : '{}') as { diagnostics?: { code: string; filename: string }[] };
    if (!diagnostics || (status !== 0) !== (diagnostics.length > 0)) throw new Error(`oxlint ended with ${status}: ${stderr || stdout}`);
    return diagnostics.map(({ code, filename }) => `${code} @ ${filename}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('lint with types', () => {
  const serverLayers = ['store', 'integrations', 'activities', 'worker', 'workflows', 'portal/server', 'cli'];
  const work = 'const work = async (): Promise<boolean> => true;\n';
  let found: string[] = [];
  beforeAll(() => {
    found = brokenWithTypes({
      ...Object.fromEntries(serverLayers.map((layer) => [`${layer}/forgotten.ts`, `${work}export const go = () => { work(); };\n`])),
      'cli/condition.ts': `${work}export const go = () => (work() ? 1 : 2);\n`,
      'cli/number.ts': 'export const go = async (count: number) => { await count; };\n',
      'cli/fine.ts': `${work}export const go = async () => { await work(); void work(); [1].forEach(async () => { await work(); }); };\n`,
      'domain/pure.ts': 'export const twice = (count: number) => count * 2;\n',
    });
  }, 60_000);

  it.each(serverLayers)('refuses a promise nobody waits for in %s', (layer) => {
    expect(found).toContain(`typescript(no-floating-promises) @ ${layer}/forgotten.ts`);
  });

  it('refuses a promise taken for its value', () => {
    expect(found).toContain('typescript(no-misused-promises) @ cli/condition.ts');
  });

  it('refuses waiting for what is no promise', () => {
    expect(found).toContain('typescript(await-thenable) @ cli/number.ts');
  });

  it('lets through what is waited for, or given up in so many words', () => {
    expect(found.filter((each) => /fine|pure/.test(each))).toEqual([]);
  });
});
