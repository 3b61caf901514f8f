/** Which commands a few typed letters mean, best first. Pure. */

/** Letters as they are compared: no case, no accents. */
export const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/**
 * How well `words` say what was typed: 0 = not at all, higher is better. Every typed word must be found. The whole beginning counts most, then the
 * beginning of a word, then the middle of one.
 */
export function matchScore(words: string, typed: string): number {
  const [text, query] = [plain(words), plain(typed).trim()];
  if (query === '') return 1;
  if (text.startsWith(query)) return 100 + 10 / (1 + text.length);
  const scores = query.split(/\s+/).map((part): number => {
    const at = text.indexOf(part);
    if (at < 0) return 0;
    return isWordStart(text, part) ? 10 : 2;
  });
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
const isWordStart = (text: string, part: string): boolean => {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) if (at === 0 || /[\s\-_./:,(]/u.test(text[at - 1]!)) return true;
  return false;
};

/** The items that match, best first; equal ones stay in their order. At most `limit`. */
export function ranked<T>(items: readonly T[], wordsOf: (item: T) => string, typed: string, limit: number): T[] {
  return items.map((item) => ({ item, score: matchScore(wordsOf(item), typed) })).filter(({ score }) => score > 0).sort((a, b) => b.score - a.score).slice(0, limit).map(({ item }) => item);
}
