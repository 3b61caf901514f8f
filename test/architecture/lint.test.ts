import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '#embedded/project';

const eslint = new ESLint({ cwd: projectFolder });

/** Rules the text breaks when it stands in this file. The file must exist, so that its types can be looked up; its own text is not read. */
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
  ['chance in domain', 'domain/values.ts', 'export const id = () => Math.random();', 'no-restricted-syntax'],
  ['code from text', 'domain/values.ts', "export const f = new Function('return 1');", 'no-new-func'],
  ['eval', 'domain/values.ts', "export const f = eval('1');", 'no-eval'],
  ['any', 'domain/values.ts', 'export const f = (x: any) => x;', '@typescript-eslint/no-explicit-any'],
  ['a built-in of Node in a workflow', 'workflows/patches.ts', "import { readFileSync } from 'node:fs';\nexport const f = readFileSync;", 'no-restricted-imports'],
  ['a bare Error in a workflow', 'workflows/patches.ts', "export const f = () => { throw new Error('x'); };", 'no-restricted-syntax'],
  ['a promise nobody waits for on the server', 'cli/main.ts', "const f = async () => 1;\nexport const g = () => { f(); };", '@typescript-eslint/no-floating-promises'],
  ['a collection outside the store', 'worker/main.ts', "export const f = (c: { collection(n: string): unknown }) => c.collection('tickets');", 'no-restricted-syntax'],
  ['a literal shown to people', 'portal/web/main.tsx', 'export const A = () => <b>Hello there</b>;', 'no-restricted-syntax'],
  ['HTML from data', 'portal/web/main.tsx', 'export const A = ({ t }: { t: string }) => <b dangerouslySetInnerHTML={{ __html: t }} />;', 'no-restricted-syntax'],
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

  it('lets domain read a date it is given', async () => {
    expect(await broken('domain/values.ts', 'export const at = (ms: number) => new Date(ms).toISOString();\n')).toEqual([]);
  }, 60_000);
});
