/** Matches a pattern in time that grows with text times pattern and never faster: all readings advance together, character by character. Counts its work. */
import { inRanges } from './pattern.chars.ts';
import { guardPattern } from './pattern.guard.ts';
import { parsePattern, patternLimits, PatternRefusal, type CharSet, type PatternFlags, type PatternNode } from './pattern.syntax.ts';

type Instruction =
  | { op: 'char'; has: (char: string) => boolean }
  | { op: 'split'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { op: 'save'; slot: number }
  | { op: 'edge'; at: 'start' | 'end' | 'word' | 'no word' }
  | { op: 'look'; program: Instruction[]; isNegated: boolean }
  | { op: 'done' };

export interface Pattern {
  readonly source: string;
  readonly groups: number;
  readonly program: readonly Instruction[];
  readonly flags: PatternFlags;
}

/** Start and end of the whole match and of each group, as indexes into the code points; -1 for a group that took no part. */
export type Match = readonly number[];

/** Flags i, m, s and x. Throws PatternRefusal for a pattern that is wrong, too large, or readable in several ways. */
export function compilePattern(source: string, flagText = ''): Pattern {
  if (!/^[imsx]*$/.test(flagText)) throw new PatternRefusal('pattern.flags');
  const flags = { ignoreCase: flagText.includes('i'), multiline: flagText.includes('m'), dotAll: flagText.includes('s'), extended: flagText.includes('x') };
  const { root, groups } = parsePattern(source, flags);
  guardPattern(root, flags.ignoreCase);
  const program: Instruction[] = [];
  emit({ kind: 'group', of: root, index: 0 }, program, flags.ignoreCase);
  program.push({ op: 'done' });
  return { source, groups, program, flags };
}

function emit(node: PatternNode, out: Instruction[], ignoreCase: boolean): void {
  if (out.length > patternLimits.instructions) throw new PatternRefusal('pattern.too-large');
  switch (node.kind) {
    case 'empty': return;
    case 'char': out.push({ op: 'char', has: testOf(node.set, ignoreCase) }); return;
    case 'edge': out.push({ op: 'edge', at: node.at }); return;
    case 'sequence': for (const part of node.parts) emit(part, out, ignoreCase); return;
    case 'group':
      if (node.index !== null) out.push({ op: 'save', slot: node.index * 2 });
      emit(node.of, out, ignoreCase);
      if (node.index !== null) out.push({ op: 'save', slot: node.index * 2 + 1 });
      return;
    case 'look': {
      const program: Instruction[] = [];
      emit(node.of, program, ignoreCase);
      program.push({ op: 'done' });
      out.push({ op: 'look', program, isNegated: node.isNegated });
      return;
    }
    case 'choice': {
      const ends: { op: 'jump'; to: number }[] = [];
      node.options.forEach((option, i) => {
        const isLast = i === node.options.length - 1;
        const split = { op: 'split' as const, first: out.length + 1, second: 0 };
        if (!isLast) out.push(split);
        emit(option, out, ignoreCase);
        if (isLast) return;
        const end = { op: 'jump' as const, to: 0 };
        out.push(end);
        ends.push(end);
        split.second = out.length;
      });
      for (const end of ends) end.to = out.length;
      return;
    }
    case 'repeat': emitRepeat(node, out, ignoreCase);
  }
}

function emitRepeat(node: Extract<PatternNode, { kind: 'repeat' }>, out: Instruction[], ignoreCase: boolean): void {
  for (let i = 0; i < node.min; i += 1) emit(node.of, out, ignoreCase);
  const fork = (): { op: 'split'; first: number; second: number } => {
    const split = { op: 'split' as const, first: 0, second: 0 };
    out.push(split);
    return split;
  };
  const aim = (split: { first: number; second: number }, into: number, past: number): void => {
    split.first = node.isGreedy ? into : past;
    split.second = node.isGreedy ? past : into;
  };
  if (node.max === Infinity) {
    const start = out.length;
    const split = fork();
    emit(node.of, out, ignoreCase);
    out.push({ op: 'jump', to: start });
    aim(split, start + 1, out.length);
    return;
  }
  const forks: { split: { first: number; second: number }; into: number }[] = [];
  for (let i = node.min; i < node.max; i += 1) {
    forks.push({ split: fork(), into: out.length });
    emit(node.of, out, ignoreCase);
  }
  for (const { split, into } of forks) aim(split, into, out.length);
}

interface Thread { at: number; saved: readonly number[] }

/** The leftmost match at or after `from`, null where there is none. `charge` is called with the number of instructions looked at. */
export function findMatch(pattern: Pattern, chars: readonly string[], from: number, charge: (work: number) => void): Match | null {
  return run(pattern.program, pattern, chars, from, 'groups', charge);
}

/** Whether the pattern matches anywhere; cheaper than finding where. */
export function hasMatch(pattern: Pattern, chars: readonly string[], charge: (work: number) => void): boolean {
  return run(pattern.program, pattern, chars, 0, 'anywhere', charge) !== null;
}

/** `groups` finds the match and its groups; `anywhere` and `here` end at the first sign of one. */
type Goal = 'groups' | 'anywhere' | 'here';
const nowhere: readonly number[] = [];

function run(program: readonly Instruction[], pattern: Pattern, chars: readonly string[], from: number, goal: Goal, charge: (work: number) => void): Match | null {
  const blank = goal === 'groups' ? new Array<number>((pattern.groups + 1) * 2).fill(-1) : nowhere;
  const seen = new Int32Array(program.length).fill(-1);
  const stack: Thread[] = [];
  let threads: Thread[] = [];
  let best: Match | null = null;
  for (let index = from; ; index += 1) {
    const waiting: Thread[] = [];
    let work = 1;
    // Threads enter by rank; the first to reach an instruction has the better reading, and a later one is dropped there.
    for (let rank = 0; rank <= threads.length; rank += 1) {
      const entering = threads[rank];
      if (entering) stack.push(entering);
      else if (best === null && (goal !== 'here' || index === from)) stack.push({ at: 0, saved: blank });
      for (let thread = stack.pop(); thread; thread = stack.pop()) {
        const instruction = program[thread.at];
        if (!instruction || seen[thread.at] === index) continue;
        seen[thread.at] = index;
        work += 1;
        const { saved } = thread;
        const next = thread.at + 1;
        switch (instruction.op) {
          case 'jump': stack.push({ at: instruction.to, saved }); break;
          case 'split': stack.push({ at: instruction.second, saved }, { at: instruction.first, saved }); break;
          case 'save': stack.push({ at: next, saved: goal === 'groups' ? saved.with(instruction.slot, index) : saved }); break;
          case 'edge': if (isEdge(instruction.at, chars, index, pattern.flags.multiline)) stack.push({ at: next, saved }); break;
          case 'look': if ((run(instruction.program, pattern, chars, index, 'here', charge) !== null) !== instruction.isNegated) stack.push({ at: next, saved }); break;
          default: waiting.push(thread);
        }
      }
    }
    charge(work);
    const char = chars[index];
    threads = [];
    for (const thread of waiting) {
      const instruction = program[thread.at];
      if (instruction?.op === 'done') {
        best = thread.saved;
        break;
      }
      if (instruction?.op === 'char' && char !== undefined && instruction.has(char)) threads.push({ at: thread.at + 1, saved: thread.saved });
    }
    if (best !== null && goal !== 'groups') return best;
    if (char === undefined || (threads.length === 0 && (best !== null || goal === 'here'))) return best;
  }
}

/** A test for one character of a set; the answers for ASCII are made once. */
function testOf(set: CharSet, ignoreCase: boolean): (char: string) => boolean {
  const has = (char: string): boolean => {
    const isIn = (c: string): boolean => inRanges(set.ranges, c.codePointAt(0) ?? 0) || set.properties.some((property) => property.test(c) !== property.isNegated);
    if (!ignoreCase) return isIn(char) !== set.isNegated;
    const variants = [char, char.toLowerCase(), char.toUpperCase()].filter((c, i) => i === 0 || Array.from(c).length === 1);
    return variants.some(isIn) !== set.isNegated;
  };
  const ascii = Array.from({ length: 128 }, (_, code) => has(String.fromCharCode(code)));
  return (char) => ascii[char.charCodeAt(0)] ?? has(char);
}

const isWord = (char: string | undefined): boolean => char !== undefined && /^[A-Za-z0-9_]$/.test(char);
const isBreak = (char: string | undefined): boolean => char === '\n' || char === '\r' || char === '\u2028' || char === '\u2029';

function isEdge(edge: 'start' | 'end' | 'word' | 'no word', chars: readonly string[], index: number, multiline: boolean): boolean {
  switch (edge) {
    case 'start': return index === 0 || (multiline && isBreak(chars[index - 1]));
    case 'end': return index === chars.length || (multiline && isBreak(chars[index]));
    case 'word': return isWord(chars[index - 1]) !== isWord(chars[index]);
    case 'no word': return isWord(chars[index - 1]) === isWord(chars[index]);
  }
}
