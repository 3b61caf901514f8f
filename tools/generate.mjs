/** `npm run generate` writes the generated files, `npm run generate -- --check` says which differ from what would be written. The list is in generated.ts. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register();
const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const { generatedFiles } = await import('./generated.ts');
const isCheck = process.argv.includes('--check');
const different = [];
for (const { file, make } of generatedFiles) {
  const path = join(project, file);
  const text = await make();
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  different.push(file);
  if (isCheck) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
if (isCheck && different.length > 0) {
  console.error(`Differ from their sources: ${different.join(', ')}. Run: npm run generate`);
  process.exit(1);
}
console.log(isCheck ? `${generatedFiles.length} generated files are as their sources say` : `written: ${different.join(', ') || 'nothing, all were up to date'}`);
