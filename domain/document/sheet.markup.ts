/**
 * The light markup of documents that flows write: headings, lists, tables, bold, and holes that values fill. Read first and filled later, so that a value
 * is never markup, whatever stands in it. What is no markup is text: nothing is refused.
 */

/** A piece of a line: written, or the hole of a value by its name. */
export type SheetPiece = { is: 'text'; text: string; isBold: boolean } | { is: 'hole'; name: string; isBold: boolean };
export type SheetLine = readonly SheetPiece[];
export type SheetBlock =
  | { is: 'heading'; level: 1 | 2 | 3; line: SheetLine }
  | { is: 'text'; lines: readonly SheetLine[] }
  | { is: 'bullets' | 'numbers'; items: readonly SheetLine[] }
  /** `head` null: none of the rows is one. */
  | { is: 'table'; head: readonly SheetLine[] | null; rows: readonly (readonly SheetLine[])[] }
  | { is: 'rule' }
  /** A hole alone on its line: a list in it becomes a list or a table. */
  | { is: 'value'; name: string };

/** `{name}`: letters, digits and underscores, a letter first. */
const hole = /\{(\p{L}[\p{L}\p{N}_]{0,63})\}/gu;
const aloneHole = /^\{(\p{L}[\p{L}\p{N}_]{0,63})\}$/u;
const heading = /^(#{1,3}) +(.*)$/;
const bullet = /^[-*] +(.*)$/;
const number = /^\d{1,3}[.)] +(.*)$/;
const rule = /^(-{3,}|\*{3,})$/;
const isRow = (line: string): boolean => line.length > 1 && line.startsWith('|') && line.endsWith('|');
const isDivider = (line: string): boolean => isRow(line) && /^[|:\- ]+$/.test(line) && line.includes('-');

/** Every line is looked at once, so the time it takes grows with the text alone. */
export function readSheet(text: string): SheetBlock[] {
  const blocks: SheetBlock[] = [];
  const lines = text.replace(/\r\n?/g, '\n').split('\n').map((line) => line.trim());
  for (let at = 0; at < lines.length;) {
    const line = lines[at]!;
    const alone = aloneHole.exec(line);
    const head = heading.exec(line);
    if (line === '') at += 1;
    else if (alone) { blocks.push({ is: 'value', name: alone[1]! }); at += 1; }
    else if (head) { blocks.push({ is: 'heading', level: head[1]!.length as 1 | 2 | 3, line: readLine(head[2]!) }); at += 1; }
    else if (rule.test(line)) { blocks.push({ is: 'rule' }); at += 1; }
    else {
      const [is, belongs] = kindOf(line);
      const from = at;
      while (at < lines.length && belongs(lines[at]!)) at += 1;
      blocks.push(blockOf(is, lines.slice(from, at)));
    }
  }
  return blocks;
}

type Kind = 'table' | 'bullets' | 'numbers' | 'text';
const isText = (line: string): boolean => line !== '' && ![aloneHole, heading, rule, bullet, number].some((other) => other.test(line)) && !isRow(line);
function kindOf(line: string): [Kind, (next: string) => boolean] {
  if (isRow(line)) return ['table', isRow];
  if (bullet.test(line)) return ['bullets', (next) => bullet.test(next) && !rule.test(next)];
  if (number.test(line)) return ['numbers', (next) => number.test(next)];
  return ['text', isText];
}

function blockOf(is: Kind, lines: readonly string[]): SheetBlock {
  if (is === 'text') return { is, lines: lines.map(readLine) };
  if (is !== 'table') return { is, items: lines.map((line) => readLine((is === 'bullets' ? bullet : number).exec(line)![1]!)) };
  const hasHead = lines.length > 1 && isDivider(lines[1]!);
  const rows = lines.filter((line, at) => !(hasHead && at === 1)).map((line) => line.slice(1, -1).split('|').map((cell) => readLine(cell.trim())));
  return { is, head: hasHead ? rows[0]! : null, rows: hasHead ? rows.slice(1) : rows };
}

/** `**bold**` by turns; a sign without its other one is written. */
export function readLine(line: string): SheetLine {
  const parts = line.split('**');
  const isOpen = parts.length % 2 === 0;
  return parts.flatMap((part, at) => {
    const isLast = isOpen && at === parts.length - 1;
    return piecesOf(isLast ? `**${part}` : part, at % 2 === 1 && !isLast);
  });
}

function piecesOf(part: string, isBold: boolean): SheetPiece[] {
  const found: SheetPiece[] = [];
  let from = 0;
  for (const match of part.matchAll(hole)) {
    if (match.index > from) found.push({ is: 'text', text: part.slice(from, match.index), isBold });
    found.push({ is: 'hole', name: match[1]!, isBold });
    from = match.index + match[0].length;
  }
  if (from < part.length) found.push({ is: 'text', text: part.slice(from), isBold });
  return found;
}

/** Names of all holes of a text, each once. */
export const holesOf = (text: string): string[] => [...new Set([...text.matchAll(hole)].map((match) => match[1]!))];
