import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { compileExpression, evaluate, isCompiled } from './feel.ts';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');
const sample = 'for d in [@"2026-02-27", @"2026-12-31"] return {at: d + duration("P1M"), in: now() - date and time(d, @"10:00:00Z"), ok: matches(string(d), "^\\d{4}-\\d\\d-\\d\\d$"), big: 2 ** 0.5}';

function answer(): unknown {
  const compiled = compileExpression(sample);
  if (!isCompiled(compiled)) throw new Error('compiles');
  return evaluate(compiled, {}, { now: '2026-03-01T08:30:00.000Z' });
}

describe('the same answer in every runtime', () => {
  afterEach(() => vi.unstubAllGlobals());
  const expected = answer();

  it('gives a full answer', () => {
    expect(expected).toMatchObject({ ok: true, warnings: [] });
  });

  it.each(['Temporal', 'Intl', 'performance', 'Date'])('whether or not there is a %s, whatever it does', (name) => {
    vi.stubGlobal(name, undefined);
    const without = answer();
    vi.stubGlobal(name, new Proxy(() => undefined, { get: () => { throw new Error(`${name} was used`); }, construct: () => { throw new Error(`${name} was used`); }, apply: () => { throw new Error(`${name} was used`); } }));
    const trapped = answer();
    vi.unstubAllGlobals();
    expect(without).toEqual(expected);
    expect(trapped).toEqual(expected);
  });

  it('where code may not be made from text, as under the portal\'s Content-Security-Policy', () => {
    const script = `import { compileExpression, evaluate } from ${JSON.stringify(join(here, 'feel.ts'))};
      import { validateForm } from ${JSON.stringify(join(here, '../form/form.ts'))};
      let isLocked = false; try { (0, eval)('1'); } catch { isLocked = true; }
      const form = validateForm({ type: 'object', properties: { a: { type: 'string', pattern: '^a+$', format: 'date' } } }, { a: 'b' });
      console.log(JSON.stringify({ isLocked, faults: form.details.length, answer: evaluate(compileExpression(${JSON.stringify(sample)}), {}, { now: '2026-03-01T08:30:00.000Z' }) }));`;
    const out = execFileSync(process.execPath, ['--disallow-code-generation-from-strings', '--import', 'tsx', '--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' });
    expect(JSON.parse(out)).toEqual({ isLocked: true, faults: 2, answer: JSON.parse(JSON.stringify(expected)) });
  }, 60_000);

  it('takes variables made in another realm, as the workflow isolate hands them over', () => {
    const compiled = compileExpression('l[x > 1].y + c.k');
    if (!isCompiled(compiled)) throw new Error('compiles');
    const vars = runInNewContext('({ l: [{ x: 2, y: 3 }], c: { k: 4 } })') as Record<string, unknown>;
    expect(evaluate(compiled, vars, { now: '2026-03-01T08:30:00.000Z' })).toMatchObject({ ok: true, value: 7 });
  });
});

describe('what the kernel pulls in with FEEL', () => {
  it('is our files, the words of messages and the grammar: no luxon, no Temporal, no feelin', () => {
    const seen = new Set<string>();
    const packages = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)(?! type)[^;]*? from '([^']+)';/gm)) {
        if (name.startsWith('.')) visit(join(dirname(file), name));
        else packages.add(name);
      }
    };
    visit(join(here, 'feel.ts'));
    visit(join(here, '../form/form.ts'));
    expect([...packages].sort()).toEqual(['@cfworker/json-schema', 'lezer-feel']);
    expect([...seen].map((file) => relative(root, file)).filter((file) => !/^domain\/(flow\/fe|flow\/form|(message|phrases|.*\.phrases)\.ts$)/.test(file))).toEqual([]);
    expect(seen.size).toBeGreaterThan(30);
  });
});
