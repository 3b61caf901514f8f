/** Examples for forms whose answers decide the way on: such as lead on and not in a circle, so that the flow can be tried as it came. People never see them. */
import { compileExpression, evaluate, isCompiled, type Compiled } from '#domain/flow/feel/feel';
import type { FlowEdge } from '#domain/flow/flow.schema';
import type { Json } from '#domain/values';
import { grouped } from '../bpmn/bpmn.draft.ts';
import { distancesTo } from './bk.distance.ts';
import type { BkDraft } from './bk.draft.ts';

const noTime = '1970-01-01T00:00:00.000Z';
/** Variables of one gateway, values of one of them, and combinations that are tried. */
const most = { variables: 3, values: 12, tries: 1_000 };

export function giveExamples(draft: BkDraft): void {
  const ways = grouped(Object.values(draft.edges), ({ from }) => from);
  const before = grouped(Object.values(draft.edges), ({ to }) => to, ({ from }) => from);
  const ends = Object.keys(draft.nodes).filter((id) => draft.nodes[id]!.kind === 'end');
  for (const [id, { kind }] of Object.entries(draft.nodes)) {
    const out = ways.get(id) ?? [];
    if ((kind === 'exclusive' || kind === 'inclusive') && out.length > 1) fit(draft, out, distancesTo(ends, before, id));
  }
  for (const { config } of Object.values(draft.nodes)) for (const name of askedFor(config['assignments'])) if (fieldOf(draft, name)) give(draft, name, personFor(fieldOf(draft, name)!, name));
}

/** Another one for each field: nobody decides what they asked for. */
function personFor(field: Field, name: string): Json {
  const [first = `example-${name}`.slice(0, 100)] = choices(field['type'] === 'array' ? field['items'] : field);
  return field['type'] === 'array' ? [first] : first;
}

/** Variables that name who is asked. */
const askedFor = (assignments: Json | undefined): string[] => (Array.isArray(assignments) ? assignments : []).flatMap((one) => {
  const text = typeof one === 'object' && one !== null && !Array.isArray(one) && typeof one['expression'] === 'string' ? one['expression'] : null;
  const compiled = text === null ? [] : compileExpression(text);
  return isCompiled(compiled) ? [...compiled.variables] : [];
});

function fit(draft: BkDraft, edges: readonly FlowEdge[], far: ReadonlyMap<string, number>): void {
  const ordered = [...edges].sort((one, other) => (one.order ?? 0) - (other.order ?? 0));
  const conditions = ordered.flatMap((edge): { edge: FlowEdge; compiled: Compiled }[] => { const compiled = edge.condition === undefined || edge.isDefault ? [] : compileExpression(edge.condition); return isCompiled(compiled) ? [{ edge, compiled }] : []; });
  const names = [...new Set(conditions.flatMap(({ compiled }) => compiled.variables))];
  if (names.length === 0 || names.length > most.variables || names.some((name) => !fieldOf(draft, name))) return;
  const texts = conditions.map(({ edge }) => edge.condition!);
  const fallback = ordered.find(({ isDefault }) => isDefault);
  let best: { values: Record<string, Json>; far: number } | null = null;
  for (const values of combined(names.map((name) => valuesFor(draft, name, texts))).slice(0, most.tries).map((row) => Object.fromEntries(row.map((value, index) => [names[index]!, value])))) {
    const taken = conditions.find(({ compiled }) => { const read = evaluate(compiled, values, { now: noTime }); return read.ok && read.value === true; })?.edge ?? fallback;
    const distance = taken === undefined ? Infinity : far.get(taken.to) ?? Infinity;
    if (distance < (best?.far ?? Infinity)) best = { values, far: distance };
  }
  for (const [name, value] of Object.entries(best?.values ?? {})) give(draft, name, value);
}

type Field = Record<string, Json>;
const isField = (value: Json | undefined): value is Field => typeof value === 'object' && value !== null && !Array.isArray(value);
function fieldOf(draft: BkDraft, name: string): Field | null {
  for (const { schema } of Object.values(draft.forms)) {
    const fields = schema['properties'];
    if (isField(fields) && Object.hasOwn(fields, name) && isField(fields[name])) return fields[name];
  }
  return null;
}

/** Its choices, what it is compared with, and something else. */
function valuesFor(draft: BkDraft, name: string, texts: readonly string[]): Json[] {
  const field = fieldOf(draft, name)!;
  const isList = field['type'] === 'array';
  const offered = choices(isList ? field['items'] : field);
  const words = [...new Set(texts.flatMap((text) => [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word]) => word!.replace(/\\(.)/g, '$1'))))];
  const numbers = [...new Set(texts.flatMap((text) => [...text.matchAll(/-?\d+(?:\.\d+)?/g)].map(([number]) => Number(number))))];
  if (field['type'] === 'boolean') return [true, false];
  if (field['type'] === 'integer' || field['type'] === 'number') return numbers.flatMap((number) => [number, number - 1, number + 1]).filter(Number.isInteger).slice(0, most.values);
  if (isList) return [words.filter((word) => offered.length === 0 || offered.includes(word)), ...(offered.length > 0 ? offered : words).map((word) => [word])].filter((list) => list.length > 0).slice(0, most.values);
  if (field['format'] !== undefined) return words.slice(0, most.values);
  return offered.length > 0 ? offered.slice(0, most.values) : ['example', ...words].slice(0, most.values);
}

function choices(field: Json | undefined): string[] {
  if (!isField(field)) return [];
  const [named, bare] = [field['oneOf'], field['enum']];
  return [...(Array.isArray(named) ? named.flatMap((one) => (isField(one) && typeof one['const'] === 'string' ? [one['const']] : [])) : []), ...(Array.isArray(bare) ? bare.filter((one) => typeof one === 'string') : [])];
}

const combined = (lists: readonly Json[][]): Json[][] => lists.reduce<Json[][]>((rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])).slice(0, most.tries), [[]]);

/** On every form that has the field. */
function give(draft: BkDraft, name: string, value: Json): void {
  for (const form of Object.values(draft.forms)) {
    const fields = form.schema['properties'];
    if (!isField(fields) || !Object.hasOwn(fields, name)) continue;
    const known = isField(form.example) ? form.example : {};
    if (!Object.hasOwn(known, name)) form.example = { ...known, [name]: value };
  }
}
