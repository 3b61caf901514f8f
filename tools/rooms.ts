/** The rooms of a feature: its folder in each layer, or the files of its name where a layer is flat, and what each file says it does. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectFolder } from '#embedded/project';

export const layerFolders = ['domain', 'store', 'integrations', 'activities', 'workflows', 'portal/api', 'portal/server', 'portal/web', 'cli'] as const;

export interface Room {
  layer: (typeof layerFolders)[number];
  files: { path: string; sentence: string }[];
}

export function roomsOf(feature: string): Room[] {
  return layerFolders.flatMap((layer) => {
    const all = join(projectFolder, layer);
    const files = [...filesIn(join(all, feature), true), ...filesIn(all, false).filter((file) => basename(file).startsWith(`${feature}.`))].sort()
      .map((file) => ({ path: file.slice(projectFolder.length + 1), sentence: sentenceOf(file) }));
    return files.length > 0 ? [{ layer, files }] : [];
  });
}

/** Where plug-ins lie. */
const pluginSockets = ['domain/flow/nodes', 'domain/flow/rules', 'integrations/sources', 'integrations/executors', 'integrations/probes', 'integrations/channels', 'integrations/renderers'] as const;

/** Folder of every plug-in, in the project. */
export const pluginFolders = (): string[] => pluginSockets.flatMap((socket) => (existsSync(join(projectFolder, socket)) ? readdirSync(join(projectFolder, socket), { withFileTypes: true }) : []).filter((entry) => entry.isDirectory()).map(({ name }) => `${socket}/${name}`));

/** The folders of plug-ins of a name, one for each socket that has it. */
export const pluginRoomsOf = (name: string): { folder: string; files: Room['files'] }[] => pluginFolders().filter((folder) => basename(folder) === name)
  .map((folder) => ({ folder, files: filesIn(join(projectFolder, folder), true).sort().map((file) => ({ path: file.slice(projectFolder.length + 1), sentence: sentenceOf(file) })) }));

const filesIn = (folder: string, recursive: boolean): string[] => (existsSync(folder) ? readdirSync(folder, { recursive, withFileTypes: true }) : [])
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name));

/** First sentence of the comment a file opens with; empty when it has none. */
export function sentenceOf(file: string): string {
  const comment = /^\s*\/\*\*?([\s\S]*?)\*\/|^((?:\s*\/\/.*\n)+)/.exec(readFileSync(file, 'utf8'));
  const text = (comment?.[1] ?? comment?.[2] ?? '').replace(/^\s*(\*|\/\/) ?/gm, ' ').replace(/\s+/g, ' ').trim();
  return /^.*?[.](?=\s|$)/.exec(text)?.[0] ?? text;
}
