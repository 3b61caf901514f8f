/** The words a ticket is found by. Folds case and accents; Chinese and Japanese are cut into pairs, since they have no spaces. */

const maxTerms = 200;
const wide = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/;

/** Folded words of a text, each once, at most 200; a run of wide characters gives its pairs (and the character itself when alone). */
export function termsOf(text: string): string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = folded.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
  return [...new Set(words.flatMap(partsOf))].slice(0, maxTerms);
}

function partsOf(word: string): string[] {
  if (!wide.test(word)) return word.includes('-') ? [word, ...word.split('-')] : [word];
  const letters = [...word];
  return letters.length === 1 ? letters : letters.slice(1).map((letter, index) => letters[index]! + letter);
}

/** What every found ticket must have: for each term the exact pair, or a word that begins with it. */
export const isWideTerm = (term: string): boolean => wide.test(term);
