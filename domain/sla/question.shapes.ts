/** The shapes in which people write pauses, events, stops and switches, made one. A key nobody knows is refused: ignoring it would give a wrong date. Values are checked in question.schema.ts. */
import { CatalogueError } from '../errors.ts';
import { phrase, type Phrase } from '../message.ts';

type Fields = Readonly<Record<string, readonly string[]>>;
const same = (...names: string[]): Fields => Object.fromEntries(names.map((name) => [name, [name]]));

/** Fields of an object, and the keys each may be written with. */
const intervalFields: Fields = { from: ['from', 'start', 'begin'], to: ['to', 'end', 'until'] };
const pauseFields: Fields = { ...intervalFields, reason: ['reason'] };
const eventFields: Fields = { at: ['at', 'time', 'when'], type: ['type', 'event', 'state', 'status', 'action'], ...same('target', 'warn', 'reason') };
const stopFields = same('response', 'resolution');
const policyFields = same('pauses', 'onReopen', 'dayTarget', 'pastBreach');

/** A question's row with every part in one shape; a part of no known shape is left for the schema to refuse. Throws SLA_QUESTION_KEY_UNKNOWN and SLA_QUESTION_INVALID. */
export function shaped(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    ...row,
    pauses: eachOf(row['pauses'], 'pauses', (pause, path) => fieldsOf(pause, path, pauseFields, ['from', 'to', 'reason'])),
    events: eachOf(row['events'], 'events', (event, path) => fieldsOf(event, path, eventFields, ['at', 'type', 'target'])),
    between: row['between'] == null ? null : fieldsOf(row['between'], 'between', intervalFields, ['from', 'to']),
    stops: row['stops'] == null ? null : fieldsOf(row['stops'], 'stops', stopFields, null),
    policy: row['policy'] == null ? null : fieldsOf(row['policy'], 'policy', policyFields, null),
  };
}

const eachOf = (list: unknown, path: string, shape: (value: unknown, path: string) => unknown): unknown =>
  Array.isArray(list) ? list.map((value, i) => shape(value, `${path}.${i}`)) : list;

/** `order`: the fields of the same written as a list, the first two needed; null: an object only. */
function fieldsOf(value: unknown, path: string, fields: Fields, order: readonly string[] | null): Record<string, unknown> {
  if (Array.isArray(value) && order !== null && value.length >= 2 && value.length <= order.length) return Object.fromEntries(value.map((part, i) => [order[i]!, part as unknown]));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(path, order === null ? phrase('question.fields', { fields: Object.keys(fields) }) : phrase('question.fields-or-list', { fields: Object.keys(fields), order }));
  const found: Record<string, unknown> = {};
  const writtenAs: Record<string, string> = {};
  for (const [key, part] of Object.entries(value)) {
    const field = Object.keys(fields).find((name) => fields[name]!.includes(key));
    if (field === undefined) throw new CatalogueError('SLA_QUESTION_KEY_UNKNOWN', { key: `${path}.${key}`, known: Object.values(fields).flat().join(', ') });
    if (writtenAs[field] !== undefined) throw invalid(path, phrase('question.said-twice', { one: writtenAs[field], other: key }));
    writtenAs[field] = key;
    found[field] = part;
  }
  return found;
}

const invalid = (path: string, reason: Phrase): CatalogueError => new CatalogueError('SLA_QUESTION_INVALID', { path, reason });
