/** FEEL's functions on texts. Positions count code points from 1; patterns run on the linear-time matcher. */
import { FeelFault } from '../feel.fault.ts';
import type { Meter } from '../feel.meter.ts';
import { codePointCount } from '../feel.text.ts';
import type { FeelValue } from '../feel.values.ts';
import { compilePattern, findMatch, hasMatch, type Match, type Pattern } from '../pattern/pattern.match.ts';
import { PatternRefusal } from '../pattern/pattern.syntax.ts';
import { builtin, overload, type Builtin } from './builtin.ts';

/** Instructions of the matcher that count as one step. */
const workPerStep = 16;

/** Charges a step for each 16 instructions, keeping the rest for the next call. */
function workMeter(meter: Meter): (work: number) => void {
  let work = 0;
  return (more) => {
    work += more;
    if (work < workPerStep) return;
    meter.charge(Math.floor(work / workPerStep));
    work %= workPerStep;
  };
}

const compiled = new Map<string, Pattern>();

function patternOf(source: string, flags: string, meter: Meter): Pattern {
  meter.charge(1 + (source.length >> 3));
  const key = `${flags}/${source}`;
  const known = compiled.get(key);
  if (known) return known;
  try {
    const pattern = compilePattern(source, flags);
    if (compiled.size >= 200) compiled.clear();
    compiled.set(key, pattern);
    return pattern;
  } catch (refusal) {
    if (refusal instanceof PatternRefusal) throw new FeelFault('FEEL_PATTERN_REFUSED', { pattern: source.slice(0, 80), problem: refusal.problem }, meter.at);
    throw refusal;
  }
}

/** Every match from left to right; an empty one moves on by a character. */
function* matchesOf(pattern: Pattern, chars: readonly string[], meter: Meter): Generator<Match> {
  const charge = workMeter(meter);
  for (let from = 0; from <= chars.length;) {
    const match = findMatch(pattern, chars, from, charge);
    if (!match) return;
    yield match;
    const [start = 0, end = 0] = match;
    from = end > start ? end : end + 1;
  }
}

/** $0 is the whole match, $1 to $9 are its groups, \$ and \\ stand for themselves. */
function expanded(template: string, match: Match, chars: readonly string[]): string {
  return template.replace(/\\([$\\])|\$(\d)/g, (whole: string, escaped?: string, group?: string) => {
    if (escaped !== undefined) return escaped;
    const start = match[Number(group) * 2];
    const end = match[Number(group) * 2 + 1];
    return start === undefined || end === undefined ? whole : start < 0 ? '' : chars.slice(start, end).join('');
  });
}

function replace(meter: Meter, input: string, pattern: string, replacement: string, flags = ''): FeelValue {
  const chars = Array.from(input);
  meter.charge(chars.length >> 4);
  const parts: string[] = [];
  let at = 0;
  let length = 0;
  for (const match of matchesOf(patternOf(pattern, flags, meter), chars, meter)) {
    const [start = 0, end = 0] = match;
    const piece = chars.slice(at, start).join('') + expanded(replacement, match, chars);
    length += piece.length;
    meter.growing(length);
    parts.push(piece);
    at = end;
  }
  return meter.text(parts.join('') + chars.slice(at).join(''));
}

function split(meter: Meter, text: string, delimiter: string): FeelValue {
  const chars = Array.from(text);
  meter.charge(chars.length >> 4);
  const parts: string[] = [];
  let at = 0;
  for (const [start = 0, end = 0] of matchesOf(patternOf(delimiter, '', meter), chars, meter)) {
    if (end === start && (start === 0 || start === chars.length)) continue;
    parts.push(chars.slice(at, start).join(''));
    at = end;
  }
  parts.push(chars.slice(at).join(''));
  meter.list(parts.length);
  return parts;
}

function substring(meter: Meter, text: string, start: number, length?: number): FeelValue {
  const chars = Array.from(text);
  meter.charge(chars.length >> 4);
  const position = Math.trunc(start);
  if (position === 0) return meter.nothing('INVALID_ARGUMENTS', { name: 'substring', usage: 'from-one', given: '0' });
  const from = position < 0 ? Math.max(0, chars.length + position) : position - 1;
  return chars.slice(from, length === undefined ? undefined : from + Math.max(0, Math.trunc(length))).join('');
}

function join(meter: Meter, list: FeelValue[], delimiter = '', prefix = '', suffix = ''): FeelValue {
  meter.list(list.length);
  const texts: string[] = [];
  let length = prefix.length + suffix.length;
  for (const item of list) {
    if (item === null) continue;
    if (typeof item !== 'string') return meter.nothing('INVALID_ARGUMENTS', { name: 'string join', usage: 'list-of-texts', given: 'other-values' });
    length += item.length + (texts.length > 0 ? delimiter.length : 0);
    meter.growing(length);
    texts.push(item);
  }
  return meter.text(prefix + texts.join(delimiter) + suffix);
}

const charged = (run: (text: string, match: string) => FeelValue) => (meter: Meter, text: string, match: string): FeelValue => {
  meter.charge((text.length + match.length) >> 6);
  return run(text, match);
};

export const textBuiltins: readonly Builtin[] = [
  builtin('substring', overload('string: string, start position: number, length: number?', substring)),
  builtin('string length', overload('string: string', (meter: Meter, text: string) => {
    meter.charge(text.length >> 6);
    return codePointCount(text);
  })),
  builtin('upper case', overload('string: string', (meter: Meter, text: string) => meter.text(text.toUpperCase()))),
  builtin('lower case', overload('string: string', (meter: Meter, text: string) => meter.text(text.toLowerCase()))),
  builtin('trim', overload('string: string', (meter: Meter, text: string) => meter.text(text.trim()))),
  builtin('substring before', overload('string: string, match: string', charged((text, match) => text.slice(0, Math.max(0, text.indexOf(match)))))),
  builtin('substring after', overload('string: string, match: string', charged((text, match) => (text.includes(match) ? text.slice(text.indexOf(match) + match.length) : '')))),
  builtin('contains', overload('string: string, match: string', charged((text, match) => text.includes(match)))),
  builtin('starts with', overload('string: string, match: string', charged((text, match) => text.startsWith(match)))),
  builtin('ends with', overload('string: string, match: string', charged((text, match) => text.endsWith(match)))),
  builtin('matches', overload('input: string, pattern: string, flags: string?', (meter: Meter, input: string, pattern: string, flags?: string) => {
    const chars = Array.from(input);
    meter.charge(chars.length >> 4);
    return hasMatch(patternOf(pattern, flags ?? '', meter), chars, workMeter(meter));
  })),
  builtin('replace', overload('input: string, pattern: string, replacement: string, flags: string?', replace)),
  builtin('split', overload('string: string, delimiter: string', split)),
  builtin('string join', overload('list: list, delimiter: string?, prefix: string?, suffix: string?', join)),
];
