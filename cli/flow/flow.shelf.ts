/** The flows that a flow may call on the command line: those of the files in its folder, by key. */
import { dirname } from 'node:path';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { InputFiles } from '../input-files.ts';
import { isFlow, parsedFile } from './flow.files.ts';

/** Files of a folder that are looked into. */
const mostFiles = 1_000;
type Known = (key: string) => FlowFile | null;

/** Looks into a folder once, and only for a flow that calls another. Of two files with the same key the first by name is taken, the calling file before all. */
export function createFlowShelf(files: InputFiles): (path: string, file: FlowFile) => Promise<Known | undefined> {
  const folders = new Map<string, Promise<Map<string, FlowFile>>>();
  async function flowsBeside(path: string): Promise<Map<string, FlowFile>> {
    const found = await (files.beside?.(path, '.json') ?? Promise.resolve([])).catch((): string[] => []);
    const flows = new Map<string, FlowFile>();
    for (const one of found.filter(isFlow).slice(0, mostFiles)) {
      const parsed = await parsedFile(one, files);
      if (parsed.ok && !flows.has(parsed.file.key)) flows.set(parsed.file.key, parsed.file);
    }
    return flows;
  }
  return async (path, file) => {
    if (!Object.values(file.nodes).some(({ kind }) => kind === 'call-flow')) return undefined;
    const folder = dirname(path);
    const known = folders.get(folder) ?? flowsBeside(path);
    folders.set(folder, known);
    const flows = await known;
    return (key) => (key === file.key ? file : flows.get(key) ?? null);
  };
}
