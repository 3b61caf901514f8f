import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';

describe('a line of comma-separated text', () => {
  it('quotes every cell and doubles quotes inside', () => expect(csvLine(['a', 'b,c', 'say "no"', 'two\nlines', ''])).toBe('"a","b,c","say ""no""","two\nlines",""\r\n'));
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =HYPERLINK("http://x")', '\n=1', '|calc'])('makes %j text', (cell) => expect(csvLine([cell])).toBe(`"'${cell.replaceAll('"', '""')}"\r\n`));
  it('leaves what is no formula as it is', () => expect(csvLine(['2026-11-27T08:00:00.000Z', 'a=b', '{"a":-1}'])).toBe('"2026-11-27T08:00:00.000Z","a=b","{""a"":-1}"\r\n'));
});
