/** Reads a flow file from anywhere: JSON of any size, depth and intent. Never throws; every fault says where it is and what to do. Whether the flow makes sense is decided by rules. */
import { CatalogueError } from '../../errors.ts';
import { isMissing, problemOf, typeNamed, type Issue } from '../../issue.ts';
import { phrase, type MessageParam, type MessageParams } from '../../message.ts';
import { findingOf } from '../finding.ts';
import type { FindingCode } from '../finding.texts.ts';
import { flowFileSchema, flowFormatVersion, type Finding, type FlowFile } from '../flow.schema.ts';
import { jsonBytes, utf8Bytes } from '../kernel/kernel.size.ts';
import { parseKnown, unknownFields, type UnknownField } from './flow.fields.ts';
import { detailsOf, escapedKey, located, placeOf, pointerOf } from './flow.findings.ts';
import { migrateFlowFile } from './flow.migrations.ts';

export type ParsedFlowFile = { ok: true; file: FlowFile; migratedFrom: number | null } | { ok: false; findings: Finding[] };

export const fileLimits = Object.freeze({ bytes: 2 * 1024 * 1024, depth: 40, values: 200_000, findings: 100 });
const refusedNames = new Set(['__proto__', 'prototype', 'constructor']);

const fault = (code: FindingCode, path: string, params: MessageParams = {}): Finding => findingOf(code, params, { ...placeOf(path), path });
const refused = (findings: Finding[], name: string | undefined): ParsedFlowFile => ({ ok: false, findings: findings.slice(0, fileLimits.findings).map((finding) => located(finding, name)) });

/** Reads the text of a file, with or without a byte order mark. `name` is the file's, for the findings. */
export function parseFlowText(text: string, name?: string): ParsedFlowFile {
  const large = oversize(text.length > fileLimits.bytes ? text.length : utf8Bytes(text));
  if (large) return refused([large], name);
  const read = jsonOf(text.replace(/^\uFEFF/, ''));
  return read.ok ? parseFlowFile(read.value, name) : refused([read.fault], name);
}

/** Reads a value that came from JSON. */
export function parseFlowFile(value: unknown, name?: string): ParsedFlowFile {
  return read(value, name, (file) => flowFileSchema.safeParse(file));
}

/** Reads the text of a draft or a version as it was stored, perhaps by another version of Signalbox: fields this one does not know are left out, because a run must go on. */
export function parseStoredFlow(text: string): ParsedFlowFile {
  const json = jsonOf(text);
  return json.ok ? read(json.value, undefined, (file) => parseKnown(flowFileSchema, file)) : refused([json.fault], undefined);
}

/** The same for who cannot go on without it. Throws FLOW_FILE_INVALID. */
export function storedFlow(text: string): FlowFile {
  const parsed = parseStoredFlow(text);
  if (!parsed.ok) throw new CatalogueError('FLOW_FILE_INVALID', { count: parsed.findings.length }, detailsOf(parsed.findings));
  return parsed.file;
}

function read(value: unknown, name: string | undefined, parse: (file: unknown) => ReturnType<typeof parseKnown<FlowFile>>): ParsedFlowFile {
  const hostile = walk(value);
  if (hostile.length) return refused(hostile, name);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refused([fault('file-no-object', '')], name);
  const large = oversize(jsonBytes(value));
  if (large) return refused([large], name);
  const migrated = migrateFlowFile(value as Record<string, unknown>);
  if (!migrated.ok) return refused([fault('format-unknown', '/formatVersion', { found: JSON.stringify(migrated.found)?.slice(0, 60) ?? phrase('flow.no-version'), known: flowFormatVersion })], name);
  const parsed = parse(migrated.file);
  if (parsed.success) return { ok: true, file: parsed.data, migratedFrom: migrated.from === flowFormatVersion ? null : migrated.from };
  const { issues } = parsed.error;
  const wrong = issues.filter((issue) => issue.code !== 'unrecognized_keys').map(worded);
  return refused([...wrong, ...unknownFields(flowFileSchema, migrated.file, issues).map((one) => fault('key-unknown', pointerOf(one.path), { where: whereOf(one.path.slice(0, -1)), key: one.key, remedy: remedyFor(one) }))], name);
}

function jsonOf(text: string): { ok: true; value: unknown } | { ok: false; fault: Finding } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (thrown) {
    return { ok: false, fault: fault('file-not-json', '', { reason: thrown instanceof Error ? thrown.message.slice(0, 200) : phrase('file.unreadable') }) };
  }
}

const oversize = (bytes: number): Finding | null =>
  bytes <= fileLimits.bytes ? null : fault('file-too-large', '', { problem: phrase('file.kilobytes', { size: Math.round(bytes / 1024), limit: fileLimits.bytes / 1024 }) });

const whereOf = (path: readonly PropertyKey[]): MessageParam => (path.length ? phrase('flow.quoted', { name: path.map(String).join('/') }) : phrase('flow.the-file'));

/** What to do with a field nobody knows. */
export const remedyFor = ({ nearest }: UnknownField): MessageParam => (nearest === null ? phrase('flow.remove-it') : phrase('flow.did-you-mean', { nearest }));

function worded(issue: Issue): Finding {
  const path = pointerOf(issue.path);
  const where = whereOf(issue.path);
  const problem = problemOf(issue);
  switch (issue.code) {
    case 'invalid_key': return fault('name-invalid', path, { name: String(issue.path.at(-1) ?? '') });
    case 'too_big': return fault('too-large', path, { where, problem });
    case 'invalid_type': return fault(isMissing(issue) ? 'file-missing' : 'file-type', path, { where, type: issue.expected === undefined ? phrase('flow.a-value') : typeNamed(String(issue.expected)) });
    default: return fault('file-value', path, { where, problem });
  }
}

/** What must not even be looked at closer: names that reach a prototype, depth and count without bound, values JSON does not have. Iterative, so that depth cannot overflow. */
function walk(root: unknown): Finding[] {
  const stack: { value: unknown; path: string; depth: number }[] = [{ value: root, path: '', depth: 0 }];
  let seen = 0;
  while (stack.length) {
    const { value, path, depth } = stack.pop()!;
    if (++seen > fileLimits.values) return [fault('file-too-large', '', { problem: phrase('file.values', { limit: fileLimits.values }) })];
    if (depth > fileLimits.depth) return [fault('file-too-deep', path.slice(0, 200), { limit: fileLimits.depth })];
    if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value))) return [fault('file-no-data', path)];
    if (typeof value !== 'object' || value === null) continue;
    for (const key of Object.keys(value)) {
      if (refusedNames.has(key)) return [fault('name-refused', `${path}/${key}`, { name: key })];
      stack.push({ value: (value as Record<string, unknown>)[key], path: `${path}/${escapedKey(key)}`, depth: depth + 1 });
    }
  }
  return [];
}
