/** What the markup of a flow's document shows: its blocks as plain lists, with values in their holes as text. */
import { readLine, readSheet, type SheetBlock, type SheetLine } from '#domain/document/sheet.markup';
import type { SheetDocument } from '#domain/document/sheet.document';
import { feelTag } from '#domain/flow/feel/feel';
import type { Json } from '#domain/values';
import type { SharedKey, Words } from '../../words.ts';
import type { sheetTextsEn } from './texts/en.ts';

export type SheetWords = Words<keyof typeof sheetTextsEn | SharedKey>;
type Values = SheetDocument['values'];
interface Run { text: string; isBold: boolean; isValue: boolean }
interface Line { runs: Run[] }

/** Of values that are nothing. */
const none = '—';

export function sheetView(sheet: SheetDocument, words: SheetWords): { [name: string]: Json } {
  const { key, address, text, values, isInternal, madeAt } = sheet;
  const view = {
    key, address, isInternal, title: sheetTitle(sheet, words), made: words.t('doc.made', { time: words.full(madeAt) }),
    blocks: readSheet(text).map((block) => blockView(block, values, words)),
  };
  return view as unknown as { [name: string]: Json };
}

/** The title with its holes filled. */
export const sheetTitle = ({ title, values }: Pick<SheetDocument, 'title' | 'values'>, words: SheetWords): string =>
  runsOf(readLine(title), values, words).map(({ text }) => text).join('').replace(/\s+/g, ' ').trim();

/** Markup is strict: every block has every part. */
const empty = { isHeading1: false, isHeading2: false, isHeading3: false, isText: false, isBullets: false, isNumbers: false, isTable: false, isRule: false, hasHead: false, lines: [] as Line[], head: [] as Line[], rows: [] as { cells: Line[] }[] };

function blockView(block: SheetBlock, values: Values, words: SheetWords): typeof empty {
  const line = (one: SheetLine): Line => ({ runs: runsOf(one, values, words) });
  switch (block.is) {
    case 'heading': return { ...empty, isHeading1: block.level === 1, isHeading2: block.level === 2, isHeading3: block.level === 3, lines: [line(block.line)] };
    case 'text': return { ...empty, isText: true, lines: block.lines.map(line) };
    case 'bullets': case 'numbers': return { ...empty, isBullets: block.is === 'bullets', isNumbers: block.is === 'numbers', lines: block.items.map(line) };
    case 'table': return tableView(block.head?.map(line) ?? null, block.rows.map((row) => row.map(line)));
    case 'rule': return { ...empty, isRule: true };
    case 'value': return valueView(valueOf(values, block.name), words);
  }
}

/** Rows are as wide as the widest: a short one is filled up. */
function tableView(head: Line[] | null, rows: Line[][]): typeof empty {
  const width = Math.max(head?.length ?? 0, ...rows.map((row) => row.length));
  const filled = (row: Line[]): Line[] => [...row, ...Array.from({ length: width - row.length }, () => ({ runs: [] }))];
  return { ...empty, isTable: true, hasHead: head !== null, head: filled(head ?? []), rows: rows.map((row) => ({ cells: filled(row) })) };
}

/** A list of contexts is a table by their names, any other list a list; anything else a text. */
function valueView(value: Json, words: SheetWords): typeof empty {
  const said = (one: Json | undefined): Line => ({ runs: [{ text: valueText(one, words), isBold: false, isValue: true }] });
  if (!Array.isArray(value) || value.length === 0) return { ...empty, isText: true, lines: [said(Array.isArray(value) ? null : value)] };
  if (!value.every(isContext)) return { ...empty, isBullets: true, lines: value.map(said) };
  const names = [...new Set(value.flatMap((row) => Object.keys(row)))];
  return tableView(names.map((name) => ({ runs: [{ text: name, isBold: false, isValue: true }] })), value.map((row) => names.map((name) => said(Object.hasOwn(row, name) ? row[name] : null))));
}

const runsOf = (line: SheetLine, values: Values, words: SheetWords): Run[] => line.map((piece) => (piece.is === 'text' ? { text: piece.text, isBold: piece.isBold, isValue: false } : { text: valueText(valueOf(values, piece.name), words), isBold: piece.isBold, isValue: true }));

const valueOf = (values: Values, name: string): Json => (Object.hasOwn(values, name) ? values[name] ?? null : null);

type Context = { [name: string]: Json };
const isRecord = (value: Json | undefined): value is Context => typeof value === 'object' && value !== null && !Array.isArray(value);
const isContext = (value: Json): value is Context => isRecord(value) && !Object.hasOwn(value, feelTag);

/** Instants are told in the document's zone; other dates and times as they are written. */
export function valueText(value: Json | undefined, words: SheetWords): string {
  if (value === undefined || value === null || value === '') return none;
  if (typeof value === 'boolean') return words.t(value ? 'facts.yes' : 'facts.no');
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? none : words.list(value.map((one) => valueText(one, words)));
  if (isContext(value)) return words.list(Object.entries(value).map(([name, one]) => `${name}: ${valueText(one, words)}`));
  const { [feelTag]: kind, value: said } = value;
  if (kind === 'date and time' && typeof said === 'string' && /(Z|[+-]\d\d:\d\d)$/.test(said) && Number.isFinite(Date.parse(said))) return words.time(new Date(Date.parse(said)).toISOString());
  if (kind === 'range') return [value['start'], value['end']].map((end) => valueText(end, words)).join(' – ');
  return kind === 'null' ? none : kind === 'context' ? valueText(said, words) : String(said);
}
