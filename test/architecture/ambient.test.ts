/** The TypeScript walls: what a browser, Node or a clock brings into scope does not exist in domain and workflows. Their own settings are compiled, so that loosening one fails here. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '#embedded/project';

const ambient = ['fetch', 'process', 'document', 'window', 'setTimeout', 'Buffer', 'console', 'structuredClone', 'URL'];

/** Names that do not compile under a layer's settings. A folder inside the project, so that packages with types are as near as they are for the layer. */
function unknownNames(layer: string): string[] {
  mkdirSync(join(projectFolder, '.build'), { recursive: true });
  const folder = mkdtempSync(join(projectFolder, '.build/ambient-'));
  try {
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: join(projectFolder, layer, 'tsconfig.json'), compilerOptions: { rootDir: '.', composite: false, noEmit: true, emitDeclarationOnly: false, tsBuildInfoFile: null }, include: ['*.ts'], references: [] }));
    writeFileSync(join(folder, 'names.ts'), `export const names = [\n${ambient.map((name) => `  ${name},\n`).join('')}];\nexport const pure = new Map([['a', [1].toSorted()]]);\n`);
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(projectFolder, 'node_modules/typescript-native/bin/tsc'), '-p', folder, '--pretty', 'false'], { encoding: 'utf8' });
    const lines = stdout.split('\n').filter((line) => line.includes('error TS'));
    const found = lines.map((line) => /Cannot find name '(\w+)'/.exec(line)?.[1] ?? line);
    if (status !== 0 && lines.length === 0) throw new Error(`tsc ended with ${status}: ${stderr || stdout}`);
    return found.sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the settings of the type checker', () => {
  it.each(['domain', 'workflows'])('leave what the outside world brings unknown in %s', (layer) => {
    expect(unknownNames(layer)).toEqual([...ambient].sort());
  }, 60_000);

  it('know Node where Node is', () => {
    expect(unknownNames('worker')).not.toContain('process');
  }, 60_000);
});
