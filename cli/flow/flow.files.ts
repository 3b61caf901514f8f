/** The flow files of a call, and what stands in them. */
import { fileLimits, parseFlowText, type ParsedFlowFile } from '#domain/flow/file/flow.file';
import { located } from '#domain/flow/file/flow.findings';
import { findingOf } from '#domain/flow/finding';
import type { InputFiles } from '../input-files.ts';

/** Files that lie beside flows and are none. */
export const isFlow = (path: string): boolean => !/\.(script|outputs)\.json$/.test(path);
/** Enough to say how much too large a file is. */
const readLimit = 16 * fileLimits.bytes;

/** A file itself; of a folder every flow in it and in its folders. */
export async function filesAt(path: string, files: InputFiles): Promise<string[]> {
  const found = await files.list(path, '.json').catch((): string[] => [path]);
  return found.length === 1 && found[0] === path ? found : found.filter(isFlow);
}

/** What cannot be read is a finding. */
export async function parsedFile(file: string, files: InputFiles): Promise<ParsedFlowFile> {
  try {
    const { bytes } = await files.read(file, readLimit);
    return parseFlowText(new TextDecoder().decode(bytes), file);
  } catch (thrown) {
    return { ok: false, findings: [located(findingOf('file-unreadable', { reason: thrown instanceof Error ? thrown.message : String(thrown) }, { path: '' }), file)] };
  }
}
