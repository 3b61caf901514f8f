/** Regular expressions of authors against what strangers answer: the flow's own linear-time matcher (docs/decisions/0042), its work counted over the whole check. */
import { z } from 'zod';
import { compilePattern, hasMatch, type Pattern } from '#domain/flow/feel/pattern/pattern.match';
import { PatternRefusal } from '#domain/flow/feel/pattern/pattern.syntax';
import { CatalogueError } from '#domain/errors';

/** Instructions one check may spend: about a third of a second, for that long the process does nothing else. */
const workLimit = 8_000_000;

/** "(?i)" in front, as RE2 writes flags, is taken: i, m, s. */
function compiled(source: string): Pattern {
  const [, flags = '', rest = source] = /^\(\?([ims]+)\)([\s\S]*)$/.exec(source) ?? [];
  return compilePattern(rest, flags);
}

/** A pattern that is wrong, too large, or can be read in several ways ("(a+)+$") is refused with its code. */
export const patternSchema = z.string().min(1).max(1000).superRefine((source, context) => {
  try { compiled(source); } catch (refusal) {
    if (!(refusal instanceof PatternRefusal)) throw refusal;
    context.addIssue({ code: 'custom', message: `this regular expression is refused (${refusal.message})` });
  }
});

/** Asks patterns of texts within one budget. `matches` throws PROBE_PATTERN_COST. */
export function createMatcher(limit = workLimit): { matches(source: string, text: string): boolean } {
  let spent = 0;
  const charge = (source: string) => (work: number): void => {
    spent += work;
    if (spent > limit) throw new CatalogueError('PROBE_PATTERN_COST', { pattern: source.slice(0, 80) });
  };
  let last: { text: string; chars: readonly string[] } | null = null;
  return {
    matches(source, text) {
      if (last?.text !== text) last = { text, chars: Array.from(text) };
      return hasMatch(compiled(source), last.chars, charge(source));
    },
  };
}
