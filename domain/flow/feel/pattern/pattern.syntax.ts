/** Reads a regular expression (the part of XPath's and JavaScript's syntax that can be matched in linear time) into a tree. */
import { phrase, type MessageParams, type Phrase } from '../../../message.ts';
import type { PhraseKey } from '../../../phrases.ts';
import { spaceRanges, digitRanges, wordRanges, negated, propertyTest, type CharRange } from './pattern.chars.ts';

/** One character out of a set. `unknown` marks Unicode properties, whose members are asked for one by one. */
export interface CharSet { ranges: readonly CharRange[]; properties: readonly { test: (char: string) => boolean; isNegated: boolean }[]; isNegated: boolean }

export type PatternNode =
  | { kind: 'empty' }
  | { kind: 'char'; set: CharSet }
  | { kind: 'sequence'; parts: PatternNode[] }
  | { kind: 'choice'; options: PatternNode[] }
  | { kind: 'repeat'; of: PatternNode; min: number; max: number; isGreedy: boolean }
  | { kind: 'group'; of: PatternNode; index: number | null }
  | { kind: 'look'; of: PatternNode; isNegated: boolean }
  | { kind: 'edge'; at: 'start' | 'end' | 'word' | 'no word' };

export interface PatternFlags { ignoreCase: boolean; multiline: boolean; dotAll: boolean; extended: boolean }

/** Why a pattern is refused: a phrase that finishes "is refused: ...". */
export class PatternRefusal extends Error {
  readonly problem: Phrase;
  constructor(problem: PhraseKey & `pattern.${string}`, params?: MessageParams) {
    super(problem);
    this.problem = phrase(problem, params);
  }
}

export const patternLimits = { chars: 1_000, depth: 32, repeat: 1_000, instructions: 5_000 } as const;

/** Throws PatternRefusal. */
export function parsePattern(source: string, flags: PatternFlags): { root: PatternNode; groups: number } {
  if (source.length > patternLimits.chars) throw new PatternRefusal('pattern.too-long', { limit: patternLimits.chars });
  const reader = new PatternReader(Array.from(source), flags);
  return { root: reader.whole(), groups: reader.groups };
}

const single = (code: number): CharSet => ({ ranges: [[code, code]], properties: [], isNegated: false });
const setOf = (ranges: readonly CharRange[]): CharSet => ({ ranges, properties: [], isNegated: false });
const lineBreaks: readonly CharRange[] = [[10, 10], [13, 13], [0x2028, 0x2029]];
const controls: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11, 0: 0 };

class PatternReader {
  groups = 0;
  #at = 0;
  #depth = 0;
  readonly #chars: readonly string[];
  readonly #flags: PatternFlags;
  constructor(chars: readonly string[], flags: PatternFlags) {
    this.#chars = chars;
    this.#flags = flags;
  }

  whole(): PatternNode {
    const node = this.#choice();
    if (this.#at < this.#chars.length) throw new PatternRefusal('pattern.close-alone');
    return node;
  }

  #peek = (offset = 0): string | undefined => this.#chars[this.#at + offset];
  #take(): string {
    const char = this.#chars[this.#at];
    if (char === undefined) throw new PatternRefusal('pattern.ends-early');
    this.#at += 1;
    return char;
  }
  #skip(text: string): boolean {
    if (!Array.from(text).every((char, i) => this.#peek(i) === char)) return false;
    this.#at += text.length;
    return true;
  }

  #choice(): PatternNode {
    this.#depth += 1;
    if (this.#depth > patternLimits.depth) throw new PatternRefusal('pattern.too-deep', { limit: patternLimits.depth });
    const options = [this.#sequence()];
    while (this.#skip('|')) options.push(this.#sequence());
    this.#depth -= 1;
    return options.length === 1 && options[0] ? options[0] : { kind: 'choice', options };
  }

  #sequence(): PatternNode {
    const parts: PatternNode[] = [];
    for (let char = this.#peek(); char !== undefined && char !== '|' && char !== ')'; char = this.#peek()) {
      if (this.#flags.extended && /\s/.test(char)) {
        this.#at += 1;
        continue;
      }
      parts.push(this.#repeated(this.#atom()));
    }
    return parts.length === 1 && parts[0] ? parts[0] : parts.length === 0 ? { kind: 'empty' } : { kind: 'sequence', parts };
  }

  #repeated(of: PatternNode): PatternNode {
    const bounds = this.#bounds();
    if (!bounds) return of;
    if (of.kind === 'edge' || of.kind === 'look') throw new PatternRefusal('pattern.anchor-repeated');
    const isGreedy = !this.#skip('?');
    if (this.#peek() !== undefined && '*+?'.includes(this.#peek() ?? '')) throw new PatternRefusal('pattern.repeated-twice');
    return { kind: 'repeat', of, min: bounds[0], max: bounds[1], isGreedy };
  }

  #bounds(): [number, number] | null {
    if (this.#skip('*')) return [0, Infinity];
    if (this.#skip('+')) return [1, Infinity];
    if (this.#skip('?')) return [0, 1];
    if (this.#peek() !== '{') return null;
    const close = this.#chars.indexOf('}', this.#at);
    const match = close < 0 ? null : /^\{(\d{1,6})(?:(,)(\d{1,6})?)?\}$/.exec(this.#chars.slice(this.#at, close + 1).join(''));
    if (!match) throw new PatternRefusal('pattern.brace');
    this.#at = close + 1;
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === undefined ? Infinity : Number(match[3]);
    if (min > max) throw new PatternRefusal('pattern.bounds-reversed');
    if (min > patternLimits.repeat || (max !== Infinity && max > patternLimits.repeat)) throw new PatternRefusal('pattern.counts-beyond', { limit: patternLimits.repeat });
    return [min, max];
  }

  #atom(): PatternNode {
    const char = this.#take();
    switch (char) {
      case '(': return this.#group();
      case '[': return { kind: 'char', set: this.#class() };
      case '.': return { kind: 'char', set: this.#flags.dotAll ? setOf([[0, 0x10ffff]]) : setOf(negated(lineBreaks)) };
      case '^': return { kind: 'edge', at: 'start' };
      case '$': return { kind: 'edge', at: 'end' };
      case '\\': return this.#escape();
      case '*': case '+': case '?': throw new PatternRefusal('pattern.nothing-to-repeat', { char });
      case '{': case '}': case ']': throw new PatternRefusal('pattern.must-escape', { char });
      default: return { kind: 'char', set: single(char.codePointAt(0) ?? 0) };
    }
  }

  #group(): PatternNode {
    let index: number | null = null;
    let look: 'ahead' | 'not ahead' | null = null;
    if (this.#skip('?:')) index = null;
    else if (this.#skip('?=')) look = 'ahead';
    else if (this.#skip('?!')) look = 'not ahead';
    else if (this.#peek() === '?' && this.#peek(1) === '<' && (this.#peek(2) === '=' || this.#peek(2) === '!')) throw new PatternRefusal('pattern.looks-behind');
    else {
      if (this.#skip('?<')) while (this.#take() !== '>');
      else if (this.#peek() === '?') throw new PatternRefusal('pattern.group-unknown');
      this.groups += 1;
      index = this.groups;
    }
    const of = this.#choice();
    if (!this.#skip(')')) throw new PatternRefusal('pattern.open-alone');
    return look ? { kind: 'look', of, isNegated: look === 'not ahead' } : { kind: 'group', of, index };
  }

  #escape(): PatternNode {
    const char = this.#take();
    if (char === 'b') return { kind: 'edge', at: 'word' };
    if (char === 'B') return { kind: 'edge', at: 'no word' };
    if (/[1-9]/.test(char) || char === 'k') throw new PatternRefusal('pattern.refers-back');
    return { kind: 'char', set: this.#escapedSet(char) };
  }

  #escapedSet(char: string): CharSet {
    switch (char) {
      case 'd': return setOf(digitRanges);
      case 'D': return setOf(negated(digitRanges));
      case 'w': return setOf(wordRanges);
      case 'W': return setOf(negated(wordRanges));
      case 's': return setOf(spaceRanges);
      case 'S': return setOf(negated(spaceRanges));
      case 'p': case 'P': return this.#property(char === 'P');
      case 'x': return single(this.#hex(2));
      case 'u': {
        if (!this.#skip('{')) return single(this.#hex(4));
        let digits = '';
        for (let next = this.#take(); next !== '}'; next = this.#take()) digits += next;
        const code = /^[0-9a-fA-F]{1,6}$/.test(digits) ? parseInt(digits, 16) : NaN;
        if (!(code <= 0x10ffff)) throw new PatternRefusal('pattern.code-u');
        return single(code);
      }
      default: {
        const control = controls[char];
        if (control !== undefined && Object.hasOwn(controls, char)) return single(control);
        if (/[a-zA-Z0-9]/.test(char)) throw new PatternRefusal('pattern.escape-unknown', { char });
        return single(char.codePointAt(0) ?? 0);
      }
    }
  }

  #hex(digits: number): number {
    let text = '';
    for (let i = 0; i < digits; i += 1) text += this.#take();
    if (!/^[0-9a-fA-F]+$/.test(text)) throw new PatternRefusal('pattern.code');
    return parseInt(text, 16);
  }

  #property(isNegated: boolean): CharSet {
    let name = '';
    if (this.#skip('{')) for (let next = this.#take(); next !== '}'; next = this.#take()) name += next;
    else name = this.#take();
    const test = propertyTest(name);
    if (!test) throw new PatternRefusal('pattern.property-unknown', { property: `{${name}}` });
    return { ranges: [], properties: [{ test, isNegated }], isNegated: false };
  }

  #class(): CharSet {
    const isNegated = this.#skip('^');
    const ranges: CharRange[] = [];
    const properties: { test: (char: string) => boolean; isNegated: boolean }[] = [];
    for (let first = true; first || this.#peek() !== ']'; first = false) {
      if (first && this.#peek() === ']') break;
      const low = this.#member();
      const isRange = this.#peek() === '-' && this.#peek(1) !== ']' && this.#peek(1) !== undefined;
      if (!isRange) {
        ranges.push(...low.ranges);
        properties.push(...low.properties);
        continue;
      }
      this.#at += 1;
      const high = this.#member();
      const [from, to] = [codeOf(low), codeOf(high)];
      if (from === null || to === null || from > to) throw new PatternRefusal('pattern.range-order');
      ranges.push([from, to]);
    }
    this.#at += 1;
    return { ranges, properties, isNegated };
  }

  #member(): CharSet {
    const char = this.#take();
    if (char === '[') throw new PatternRefusal('pattern.bracket-inside');
    if (char !== '\\') return single(char.codePointAt(0) ?? 0);
    const escaped = this.#take();
    return escaped === 'b' ? single(8) : escaped === '-' ? single(45) : this.#escapedSet(escaped);
  }
}

function codeOf(set: CharSet): number | null {
  const only = set.ranges[0];
  return set.ranges.length === 1 && set.properties.length === 0 && only && only[0] === only[1] ? only[0] : null;
}
