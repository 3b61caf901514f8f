import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectFolder } from '#embedded/project';
import { allowedTree, wallCases } from './walls.cases.ts';

const require = createRequire(import.meta.url);
const config = join(projectFolder, '.dependency-cruiser.cjs');
const ruleNames: string[] = (require(config) as { forbidden: { name: string }[] }).forbidden.map((rule) => rule.name);

/** Rules that a tree of files breaks, as "rule @ file". Built inside the project, so that packages resolve as they do for us. */
function broken(files: Record<string, string>): string[] {
  mkdirSync(join(projectFolder, '.build'), { recursive: true });
  const folder = mkdtempSync(join(projectFolder, '.build/walls-'));
  try {
    const { imports, dependencies, devDependencies } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as Record<string, unknown>;
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'walls', type: 'module', imports, dependencies, devDependencies }));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const roots = [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''))];
    const program = join(projectFolder, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    let output: string;
    try {
      output = execFileSync(process.execPath, [program, '--config', config, '--output-type', 'json', ...roots], { cwd: folder, encoding: 'utf8', maxBuffer: 100_000_000, stdio: ['ignore', 'pipe', 'pipe'] });
    } catch (thrown) {
      // It ends with the number of violations.
      output = (thrown as { stdout: string }).stdout;
    }
    const report = JSON.parse(output) as { summary: { violations: { rule: { name: string }; from: string }[] } };
    return report.summary.violations.map(({ rule, from }) => `${rule.name} @ ${from}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the walls between the layers', () => {
  let reported: string[] = [];
  beforeAll(() => {
    // One tree for all cases: no two share a file name, and one run costs what thirty would each.
    const all: Record<string, string> = {};
    for (const { files } of wallCases) {
      for (const [path, text] of Object.entries(files)) {
        if (path in all && all[path] !== text) throw new Error(`two cases want ${path}`);
        all[path] = text;
      }
    }
    reported = broken(all);
  }, 60_000);
  afterAll(() => { reported = []; });

  it.each(wallCases)('$rule stands: $breaks is reported', ({ rule, breaks }) => {
    expect(reported).toContain(`${rule} @ ${breaks}`);
  });

  it('have a breaking case each', () => {
    expect(ruleNames.filter((name) => !wallCases.some(({ rule }) => rule === name))).toEqual([]);
  });

  it('let through what the house allows', () => {
    expect(broken(allowedTree)).toEqual([]);
  }, 60_000);
});
