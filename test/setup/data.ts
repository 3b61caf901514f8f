/** The folder of real input that nobody here wrote. It is read in place and may be absent: the one reason for which a test may be skipped. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe } from 'vitest';
import { projectFolder } from '#embedded/project';

/** Stands in the name of every skipped suite; `npm test` refuses any other skip. */
export const needsDataMark = '(needs the data folder)';

const folder = process.env['SIGNALBOX_TEST_DATA'] ? resolve(process.env['SIGNALBOX_TEST_DATA']) : join(projectFolder, '../shared/data');

/** Absolute path of the data folder, SIGNALBOX_TEST_DATA or ../shared/data beside the project; null when there is none. */
export const dataFolder: string | null = existsSync(folder) ? folder : null;

/** A suite on real input; skipped where the folder is missing. */
export function describeWithData(name: string, suite: (folder: string) => void): void {
  if (dataFolder) describe(`${name} ${needsDataMark}`, () => suite(dataFolder));
  else describe.skip(`${name} ${needsDataMark}`, () => suite(folder));
}
