/**
 * The letters a document is drawn with: Noto in three scripts, from installed packages, written into the page. Each package comes in parts by script and
 * frequency; only parts that hold a letter of the document are taken, so that a machine without fonts draws every language, and a file stays small.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Locale } from '#domain/values';

interface Family { name: string; package: string; /** Parts that are used; null: every part with a number (the ideographs). */ parts: readonly string[] | null; /** Drawn that much larger, so that scripts beside each other look of one size. */ sizeAdjust?: string }
const latin: Family = { name: 'Noto Sans', package: 'noto-sans', parts: ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese', 'devanagari'] };
const arabic: Family = { name: 'Noto Naskh Arabic', package: 'noto-naskh-arabic', parts: ['arabic'], sizeAdjust: '112%' };
const chinese: Family = { name: 'Noto Sans SC', package: 'noto-sans-sc', parts: null };
const weights = [400, 700] as const;

/** The families in the order a letter is looked for; punctuation that scripts share is the language's own. */
const orderOf = (locale: Locale): Family[] => (locale === 'zh' ? [chinese, latin, arabic] : [latin, arabic, chinese]);
export const familiesOf = (locale: Locale): string => orderOf(locale).map(({ name }) => `'${name}'`).concat('sans-serif').join(', ');

type Range = readonly [first: number, last: number];
interface Part { family: Family; range: string; ranges: readonly Range[]; fileOf(weight: number): string }

const require = createRequire(import.meta.url);
const parsed = (range: string): Range[] => range.split(',').map((piece) => {
  const [first = '0', last = first] = piece.trim().replace(/^U\+/i, '').split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
});

function partsOf(family: Family): Part[] {
  const folder = dirname(require.resolve(`@fontsource/${family.package}/package.json`));
  const ranges = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>;
  return Object.entries(ranges).filter(([part]) => (family.parts ? family.parts.includes(part) : /^\[\d+\]$/.test(part))).map(([part, range]) => ({
    family, range, ranges: parsed(range), fileOf: (weight) => join(folder, 'files', `${family.package}-${part.replace(/[[\]]/g, '')}-${weight}-normal.woff2`),
  }));
}

const known = new Map<Family, Part[]>();
function knownParts(family: Family): Part[] {
  const parts = known.get(family) ?? partsOf(family);
  known.set(family, parts);
  return parts;
}
const inlined = new Map<string, string>();
/** Parts kept in memory; a part is about 40 KB. */
const keptAtMost = 300;

function inline(file: string): string {
  const kept = inlined.get(file);
  if (kept) return kept;
  const made = readFileSync(file).toString('base64');
  if (inlined.size >= keptAtMost) inlined.clear();
  inlined.set(file, made);
  return made;
}

/** Declarations of the parts that hold a letter of the text, each letter in the first family that has it. */
export function fontFaces(text: string, locale: Locale): string {
  const parts = orderOf(locale).flatMap(knownParts);
  const letters = [...new Set(Array.from(text, (letter) => letter.codePointAt(0)!))];
  const wanted = new Set(letters.flatMap((letter) => parts.find(({ ranges }) => ranges.some(([first, last]) => letter >= first && letter <= last)) ?? []));
  return [...wanted].flatMap(({ family, range, fileOf }) => weights.map((weight) =>
    `@font-face{font-family:'${family.name}';font-weight:${weight};${family.sizeAdjust ? `size-adjust:${family.sizeAdjust};` : ''}src:url(data:font/woff2;base64,${inline(fileOf(weight))}) format('woff2');unicode-range:${range}}`)).join('\n');
}
