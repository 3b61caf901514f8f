/** Cuts words to the room a shape has, by the width their letters take. */

/** Units of width a character takes in a title: bold Latin, and the wide ones of Chinese. */
const unitsOf = (character: string): number => (character > '\u2e80' ? 20 : 10.6);

/** As much of a text as fits, with dots for the rest. */
export function fitting(text: string, width: number): string {
  let left = width;
  const characters = [...text];
  const kept = characters.findIndex((character) => (left -= unitsOf(character)) < 0);
  return kept < 0 ? text : `${characters.slice(0, Math.max(1, kept - 1)).join('').trimEnd()}…`;
}
