/** The files of the project as the architecture tests read them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '#embedded/project';

export const layers = ['domain', 'store', 'integrations', 'activities', 'workflows', 'worker', 'portal/api', 'portal/server', 'portal/web', 'cli'] as const;
export type LayerFolder = (typeof layers)[number];

export interface Source {
  /** In the project, with slashes. */
  path: string;
  text: string;
}

/** Every file below these folders whose name ends so, sorted. A folder that is not there holds none. */
export function sourcesIn(folders: readonly string[], ending = /\.tsx?$/): Source[] {
  return folders.filter((folder) => existsSync(join(projectFolder, folder))).flatMap((folder) => readdirSync(join(projectFolder, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name).slice(projectFolder.length + 1)))
    .sort().map((path) => ({ path, text: readFileSync(join(projectFolder, path), 'utf8') }));
}

export const isTest = ({ path }: Source): boolean => /\.test\.tsx?$/.test(path);

export const foldersIn = (folder: string): string[] =>
  readdirSync(join(projectFolder, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
