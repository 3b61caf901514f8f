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

const filesIn = (folder: string, recursive: boolean): string[] => (existsSync(folder) ? readdirSync(folder, { recursive, withFileTypes: true }) : [])
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name));

/** First sentence of the comment a file opens with; empty when it has none. */
export function sentenceOf(file: string): string {
  const comment = /^\s*\/\*\*?([\s\S]*?)\*\/|^((?:\s*\/\/.*\n)+)/.exec(readFileSync(file, 'utf8'));
  const text = (comment?.[1] ?? comment?.[2] ?? '').replace(/^\s*(\*|\/\/) ?/gm, ' ').replace(/\s+/g, ' ').trim();
  return /^.*?[.](?=\s|$)/.exec(text)?.[0] ?? text;
}
