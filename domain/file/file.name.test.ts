import { describe, expect, it } from 'vitest';
import { endingOf, nameBytes, safeName } from './file.name.ts';

const bytes = (text: string): number => new TextEncoder().encode(text).byteLength;

describe('a name of a file', () => {
  it.each([
    ['stays as it is', 'Bildschirmfoto 2026-11-27.png', 'Bildschirmfoto 2026-11-27.png'],
    ['stays in its script', '截图 工单.png', '截图 工单.png'],
    ['stays in its script', 'لقطة الشاشة.png', 'لقطة الشاشة.png'],
    ['loses its folders', '../../etc/passwd', 'passwd'],
    ['loses its folders', 'C:\\Users\\ana\\log.txt', 'log.txt'],
    ['loses what is a folder alone', '/////', 'file'],
    ['loses control characters', 'a\u0000b\r\nSet-Cookie: x.txt', 'abSet-Cookie_ x.txt'],
    ['loses what turns a text around', 'invoice\u202Egnp.exe', 'invoicegnp.exe'],
    ['loses what cannot be seen', 'in\u200Bvoice\uFEFF.pdf', 'invoice.pdf'],
    ['loses halves of letters', 'a\uD83D.txt', 'a.txt'],
    ['has no quotes and wildcards', 'a"b<c>|?*.txt', 'a_b_c____.txt'],
    ['is not hidden, and does not end in dots', '  ..profile.. ', 'profile'],
    ['is no device of Windows', 'CON.txt', '_CON.txt'],
    ['is there', '   ', 'file'],
    ['is composed', 'e\u0301.txt', '\u00E9.txt'],
  ])('%s: %j', (_, given, kept) => expect(safeName(given)).toBe(kept));
  it('is at most 255 bytes, whole letters, its ending kept', () => {
    for (const letter of ['a', 'é', '工', '😀']) {
      const kept = safeName(`${letter.repeat(400)}.pdf`);
      expect(bytes(kept)).toBeLessThanOrEqual(nameBytes);
      expect(bytes(kept)).toBeGreaterThan(nameBytes - 5);
      expect(kept).toMatch(/\.pdf$/);
      expect(kept.slice(0, -4).replaceAll(letter, '')).toBe('');
    }
  });
  it('is safe already when it was made safe', () => { for (const given of ['../a\u202Eb.txt', 'NUL', `${'工'.repeat(300)}.csv`, ' .x. ']) expect(safeName(safeName(given))).toBe(safeName(given)); });
});

describe('the ending of a name', () => {
  it.each([['a.PNG', 'png'], ['a.tar.gz', 'gz'], ['.gitignore', ''], ['README', ''], ['messages.1', ''], ['a.7z', '7z'], ['a.', ''], ['a.工', '']])('%j: %j', (name, ending) => expect(endingOf(name)).toBe(ending));
});
