#!/usr/bin/env node
/**
 * The `signalbox` command before anything is installed: plain JavaScript without packages. Checks Node, installs what is missing (but for the doctor, who
 * only looks), builds the server's code when a source changed, then hands over to main.ts.
 */
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { exitCodeOf, firstRows, reportOf } from './start/doctor.report.mjs';
import { ensurePackages } from './start/packages.mjs';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const [command, ...options] = process.argv.slice(2);
if (command === 'doctor') {
  const rows = firstRows(project);
  // Without Node and packages there is nobody who could look for the rest. Packages of an older lock file may do.
  if (rows.some(({ component, state }) => state === 'missing' || (component === 'Node' && state !== 'ok'))) {
    process.stdout.write(reportOf(rows, options.includes('--json')));
    process.exit(exitCodeOf(rows));
  }
} else {
  const exitCode = ensurePackages(project, (line) => process.stderr.write(`${line}\n`));
  if (exitCode !== 0) process.exit(exitCode);
}

module.enableCompileCache?.(join(project, '.build/compiled'));
const { serverCode } = await import('./start/server-code.mjs');
const code = await serverCode(project).catch((thrown) => {
  process.stderr.write(`BUILD_FAILED: the server's code could not be built.\n${thrown.message}\n`);
  process.exit(1);
});
process.setSourceMapsEnabled(true);
const { main } = await import(pathToFileURL(code.cli).href);
process.exitCode = await main(process.argv.slice(2));
