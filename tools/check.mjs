/** `npm run check`: everything that can be said about the code without starting a server. Each part one line with its seconds; the output of what failed at the end. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = (name) => join(project, 'node_modules', name);
const layers = ['domain', 'store', 'integrations', 'activities', 'workflows', 'worker', 'portal', 'cli', 'tools', 'test'].filter((layer) => existsSync(join(project, layer)));

/** Where a forgotten promise loses work; the same folders as in .oxlintrc.json, named again because reading the types of all others would double the time. */
const serverFolders = ['store', 'integrations', 'activities', 'worker', 'workflows', 'portal/server', 'cli'];
/** The garbage collectors of short-lived processes: more memory for less work. */
const roomy = '--max-semi-space-size=64';
const goRoomy = { GOGC: '400' };
/** Longest first: with few processors the order decides how long the whole takes. `--checkers 1`: with references each program is checked by one thread, and nothing twice. */
const parts = [
  { name: 'unit tests', command: [bin('vitest/vitest.mjs'), 'run', '--project', 'unit', '--reporter=dot'] },
  { name: 'lint', command: [roomy, bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0', '--cache', '--cache-strategy', 'content', '--cache-location', '.build/eslint/'] },
  { name: 'types', command: [bin('typescript-native/bin/tsc'), '-b', '--checkers', '1', '--pretty', 'false'], env: goRoomy },
  { name: 'promises', command: [bin('oxlint/bin/oxlint'), '--deny-warnings', ...serverFolders], env: goRoomy },
  { name: 'walls', command: [bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.cjs', ...layers] },
  { name: 'workflow bundle', command: ['--import', 'tsx', join(project, 'tools/bundle.ts')] },
  { name: 'first load', command: ['--import', 'tsx', join(project, 'tools/first-load.ts')] },
  { name: 'generated files', command: [join(project, 'tools/generate.mjs'), '--check'] },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !parts.some((part) => part.name === name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. Parts: ${parts.map((part) => part.name).join(', ')}`);
  process.exit(2);
}

/** A part that runs this long is stuck: a type that explodes, a test that waits. */
const limitMs = 10 * 60_000;

function run({ name, command, env }) {
  const startedAt = Date.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { cwd: project, env: { ...process.env, ...env, FORCE_COLOR: '0', NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const limit = setTimeout(() => {
      output += `\nended after ${limitMs / 1000} s: something in it does not come to an end`;
      child.kill('SIGKILL');
    }, limitMs);
    child.stdout.on('data', (chunk) => { output += chunk; });
    child.stderr.on('data', (chunk) => { output += chunk; });
    child.once('error', (error) => resolve({ name, isGood: false, output: error.message, seconds: 0 }));
    child.once('close', (code) => {
      clearTimeout(limit);
      const seconds = (Date.now() - startedAt) / 1000;
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(16)} ${seconds.toFixed(1).padStart(6)} s`);
      resolve({ name, isGood: code === 0, output, seconds });
    });
  });
}

mkdirSync(join(project, '.build'), { recursive: true });
const startedAt = Date.now();
const queue = parts.filter((part) => wanted.length === 0 || wanted.includes(part.name));
const results = [];
await Promise.all(Array.from({ length: Math.max(1, Math.min(4, availableParallelism())) }, async () => {
  for (let part = queue.shift(); part; part = queue.shift()) results.push(await run(part));
}));

const failed = results.filter((result) => !result.isGood);
for (const { name, output } of failed) console.log(`\n--- ${name} ---\n${output.trim()}`);
console.log(`\n${failed.length === 0 ? 'check passed' : `check failed: ${failed.map((result) => result.name).join(', ')}`} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
process.exit(failed.length === 0 ? 0 : 1);
