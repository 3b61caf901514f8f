/** Reads a flow file from anywhere: JSON of any size, depth and intent. Never throws; every fault says where it is and what to do. Whether the flow makes sense is decided by rules. */
import { flowFileSchema, flowFormatVersion, type Finding, type FlowFile } from '../flow.schema.ts';
import { utf8Bytes } from '../kernel/kernel.size.ts';
import { migrateFlowFile } from './flow.migrations.ts';

export type ParsedFlowFile = { ok: true; file: FlowFile; migratedFrom: number | null } | { ok: false; findings: Finding[] };

export const fileLimits = Object.freeze({ bytes: 2 * 1024 * 1024, depth: 40, values: 200_000, findings: 100 });
const refusedNames = new Set(['__proto__', 'prototype', 'constructor']);

const fault = (code: string, path: string, message: string, fix: string): Finding => {
  const [, collection, id, part, ...rest] = path.split('/');
  const node = collection === 'nodes' && id ? unescaped(id) : null;
  const edge = collection === 'edges' && id ? unescaped(id) : null;
  return { code, severity: 'error', node, ...(edge === null ? {} : { edge }), field: node !== null && part === 'config' && rest.length ? `/${rest.join('/')}` : null, path, message, fix };
};
const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
const unescaped = (key: string): string => key.replaceAll('~1', '/').replaceAll('~0', '~');

/** Reads the text of a file. */
export function parseFlowText(text: string): ParsedFlowFile {
  const bytes = text.length > fileLimits.bytes ? text.length : utf8Bytes(text);
  if (bytes > fileLimits.bytes) return { ok: false, findings: [fault('file-too-large', '', `The file has ${Math.round(bytes / 1024)} KB; ${fileLimits.bytes / 1024} KB are allowed.`, 'Split the flow, or take large texts out of it.')] };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    return { ok: false, findings: [fault('file-not-json', '', `The file is not JSON: ${thrown instanceof Error ? thrown.message.slice(0, 200) : 'it cannot be read'}.`, 'Export the flow again, or mend the file at that place.')] };
  }
  return parseFlowFile(value);
}

/** Reads a value that came from JSON. */
export function parseFlowFile(value: unknown): ParsedFlowFile {
  const hostile = walk(value);
  if (hostile.length) return { ok: false, findings: hostile };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { ok: false, findings: [fault('file-shape', '', 'The file is no flow: it holds no object.', 'Choose a file that was exported from the designer.')] };
  const migrated = migrateFlowFile(value as Record<string, unknown>);
  if (!migrated.ok) {
    return { ok: false, findings: [fault('format-unknown', '/formatVersion', `The file has format version ${JSON.stringify(migrated.found) ?? 'none'}; versions 0 to ${flowFormatVersion} can be read.`, 'Update Signalbox, or export the flow again.')] };
  }
  const parsed = flowFileSchema.safeParse(migrated.file);
  if (parsed.success) return { ok: true, file: parsed.data, migratedFrom: migrated.from === flowFormatVersion ? null : migrated.from };
  return { ok: false, findings: parsed.error.issues.slice(0, fileLimits.findings).map((issue) => worded(issue)) };
}

interface Issue { code?: string; path: PropertyKey[]; message: string; keys?: string[]; expected?: string }

function worded(issue: Issue): Finding {
  const path = issue.path.map((key) => `/${escaped(String(key))}`).join('');
  const where = issue.path.length ? `"${issue.path.map(String).join('/')}"` : 'The file';
  const key = String(issue.path.at(-1) ?? '');
  switch (issue.code) {
    case 'invalid_key': return fault('name-invalid', path, `"${key}" is no usable id.`, 'Use letters, digits, ".", "_" and "-", starting with a letter or "_", 80 characters at most.');
    case 'unrecognized_keys': return fault('field-unknown', path, `${where} has fields nobody knows: ${(issue.keys ?? []).join(', ')}.`, 'Remove them.');
    case 'too_big': return fault('too-large', path, `${where} is too large: ${issue.message}.`, 'Make it smaller.');
    case 'invalid_type': return fault('file-shape', path, `${where} is missing or of the wrong type: ${issue.message}.`, `Give it ${issue.expected ? `as ${issue.expected}` : 'a value'}.`);
    default: return fault('file-shape', path, `${where}: ${issue.message}.`, 'Mend the value at this place.');
  }
}

/** What must not even be looked at closer: names that reach a prototype, depth and count without bound, values JSON does not have. Iterative, so that depth cannot overflow. */
function walk(root: unknown): Finding[] {
  const stack: { value: unknown; path: string; depth: number }[] = [{ value: root, path: '', depth: 0 }];
  let seen = 0;
  while (stack.length) {
    const { value, path, depth } = stack.pop()!;
    if (++seen > fileLimits.values) return [fault('file-too-large', '', `The file holds more than ${fileLimits.values} values.`, 'Split the flow.')];
    if (depth > fileLimits.depth) return [fault('file-too-deep', path.slice(0, 200), `The file is nested deeper than ${fileLimits.depth} levels.`, 'Make the nested part flat.')];
    if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value))) return [fault('file-shape', path, 'The file holds a value that JSON does not have.', 'Read the file as JSON.')];
    if (typeof value !== 'object' || value === null) continue;
    for (const key of Object.keys(value)) {
      if (refusedNames.has(key)) return [fault('name-refused', `${path}/${key}`, `Nothing may be named "${key}".`, 'Choose another name.')];
      stack.push({ value: (value as Record<string, unknown>)[key], path: `${path}/${escaped(key)}`, depth: depth + 1 });
    }
  }
  return [];
}
