/** `npm run new -- probe disk-space`: a working plug-in with help page, fixture and test, joined to the index beside it. Exit code 2 when nothing was made. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register();
const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const { makePlugin } = await import('./new/make.ts');
const { sockets } = await import('./new/sockets.ts');

const usage = `Usage: npm run new -- <socket> <name>

Makes a plug-in that works: its kind, README.md, a fixture and a test, joined to the index of its socket.

${Object.entries(sockets).map(([name, { about, folder }]) => `  ${name.padEnd(10)} ${about.padEnd(56)} ${folder}/<name>`).join('\n')}

The name: small letters and digits, words joined by "-".
Example: npm run new -- probe disk-space
How each socket works: docs/plugins.md`;

const [socket, name, ...more] = process.argv.slice(2);
if (socket === '--help' || socket === '-h') {
  console.log(usage);
  process.exit(0);
}
if (socket === undefined || name === undefined || more.length > 0) {
  console.error(usage);
  process.exit(2);
}
const outcome = makePlugin(project, socket, name);
if (!outcome.isMade) {
  console.error(outcome.refusal);
  process.exit(2);
}
const generated = spawnSync(process.execPath, [join(project, 'tools/generate.mjs')], { cwd: project, encoding: 'utf8' });
console.log(['Made:', ...outcome.made.map((path) => `  ${path}`), 'Changed:', ...outcome.changed.map((path) => `  ${path}`), generated.status === 0 ? `Generated files: ${generated.stdout.trim()}` : `The generated files could not be written; run npm run generate.\n${generated.stderr}`, 'Next:', ...outcome.next.map((line, at) => `  ${at + 1}. ${line}`)].join('\n'));
