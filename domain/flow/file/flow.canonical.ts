/** One text per flow: keys sorted, nothing else changed. Hashes, diffs and repositories rely on it. */
import type { DefinitionRef, FlowFile } from '../flow.schema.ts';
import { sha256 } from './sha256.ts';

function sortedCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedCopy);
  if (typeof value !== 'object' || value === null) return value;
  const copy: [string, unknown][] = Object.entries(value).filter(([, inner]) => inner !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sortedCopy(inner)]);
  return Object.fromEntries(copy);
}

/** JSON with sorted keys and no white space. */
export const canonicalJson = (value: unknown): string => JSON.stringify(sortedCopy(value));

/** The file as it is saved and kept in a repository: sorted, two spaces, a line feed at the end, so that a small change is a small diff. */
export const formatFlowFile = (file: FlowFile): string => `${JSON.stringify(sortedCopy(file), null, 2)}\n`;

/** SHA-256 over the canonical JSON, hexadecimal. */
export const hashFlowFile = (file: FlowFile): string => sha256(canonicalJson(file));

export const definitionRef = (file: FlowFile, id: string, version: number): DefinitionRef => ({ id, version, sha256: hashFlowFile(file) });
