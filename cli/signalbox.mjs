#!/usr/bin/env node
/** The `signalbox` command before anything is installed: plain JavaScript without packages. Checks Node, installs what is missing, then hands over to main.ts. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePackages } from './start/packages.mjs';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const exitCode = ensurePackages(project, (line) => process.stderr.write(`${line}\n`));
if (exitCode !== 0) process.exit(exitCode);

const { register } = await import('tsx/esm/api');
register();
process.setSourceMapsEnabled(true);
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
