/** Brings older flow files to the present format, one version at a time. Each step is pure and tested on a file of its version. */
import { flowFormatVersion } from '../flow.schema.ts';

type Raw = Record<string, unknown>;
const isRecord = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);
const asText = (value: unknown): unknown => (typeof value === 'string' ? { en: value } : value);

/** Entries of a list with ids as a map by id, without the id. */
function byId(list: unknown, each: (item: Raw) => Raw): unknown {
  if (!Array.isArray(list)) return list;
  return Object.fromEntries(list.filter(isRecord).map((item) => {
    const { id, ...rest } = item;
    return [String(id), each(rest)];
  }));
}

/**
 * Format 0 (before the first release): nodes and edges were lists with ids, names were plain English, positions stood on the nodes.
 * Format 1: maps by id, so that the edits of two people merge; texts by language; layout apart from meaning.
 */
function from0(file: Raw): Raw {
  const positions = Array.isArray(file['nodes']) ? file['nodes'].filter(isRecord).filter((node) => isRecord(node['position'])).map((node) => [String(node['id']), node['position']]) : [];
  return {
    ...file, formatVersion: 1, name: asText(file['name']),
    nodes: byId(file['nodes'], ({ position: _, ...node }) => ({ ...node, name: asText(node['name']) })),
    edges: byId(file['edges'], (edge) => ('name' in edge ? { ...edge, name: asText(edge['name']) } : edge)),
    ...(positions.length ? { layout: { nodes: Object.fromEntries(positions), edges: {} } } : {}),
  };
}

/** By the version they start from. */
export const migrations: Readonly<Record<number, (file: Raw) => Raw>> = { 0: from0 };

export type Migrated = { ok: true; file: Raw; from: number } | { ok: false; found: unknown };

/** The file in the present format; not ok for a version nobody knows. */
export function migrateFlowFile(raw: Raw): Migrated {
  const from = raw['formatVersion'];
  if (typeof from !== 'number' || !Number.isInteger(from) || from < 0 || from > flowFormatVersion) return { ok: false, found: from };
  let file = raw;
  for (let version = from; version < flowFormatVersion; version++) file = migrations[version]!(file);
  return { ok: true, file, from };
}
