/** The words of warnings: why a value became null. */
import { phrase, sayParam, type MessageParam, type Phrase } from '../../message.ts';
import { isPhraseKey } from '../../phrases.ts';
import type { RawWarning, WarningCode } from './feel.meter.ts';
import { placeOf } from './feel.text.ts';

export interface FeelPlace {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  /** From 0, the character of the expression's text. */
  offset: number;
}

/** `params` are plain: names as they are written, types and words by their codes. `says` is the message for who translates, `message` its English. */
export interface FeelWarning { code: WarningCode; message: string; says: Phrase; at: FeelPlace; params: Record<string, string> }

/** Parameters that hold types or words; others are quoted from the expression. */
const spoken: readonly string[] = ['of', 'left', 'right', 'actual', 'given', 'usage', 'value'];

export const place = (text: string, offset: number): FeelPlace => ({ ...placeOf(text, offset), offset });

export function worded({ code, offset, params }: RawWarning, text: string): FeelWarning {
  const says = phrase(`feel.null.${code}`, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, spoken.includes(name) ? wordsOf(value) : value])));
  return { code, message: sayParam(says), says, at: place(text, offset), params };
}

/** Types and words parted by ", ", each by its phrase; what is neither is quoted from the expression. */
function wordsOf(codes: string): MessageParam {
  const words = codes.split(', ').map((code) => [`feel.word.${code}`, `feel.type.${code.replaceAll(' ', '-')}`].find(isPhraseKey));
  return words.every((key) => key !== undefined) ? words.map((key) => phrase(key)) : codes;
}
