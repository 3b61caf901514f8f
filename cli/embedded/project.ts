/** Where the project lies, wherever it is started from. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the project. */
export const projectFolder = resolve(fileURLToPath(import.meta.url), '../../..');
