import { describe, expect, it } from 'vitest';
import { CatalogueError } from '#domain/errors';
import { fileKindOf } from '#domain/file/file.check';
import { fillMessage } from '#domain/message';
import { imageSizeOf } from '#domain/file/image.size';
import { contentOf, contentOfAll, headBytes } from '#server/file/file.type';
import { samples } from './file.builder.ts';

type Sample = keyof typeof samples;
async function verdict(name: string, sample: Sample, said = ''): Promise<string> {
  try {
    return fileKindOf({ name, said, content: await contentOf(samples[sample].subarray(0, headBytes)) });
  } catch (fault) {
    if (!(fault instanceof CatalogueError)) throw fault;
    return `${fault.code}: ${fillMessage('{said} / {is}', fault.params)}`;
  }
}

describe('a file that is what it says', () => {
  it.each<[string, Sample, string, string]>([
    ['a.png', 'png', 'image/png', 'png'], ['a.JPG', 'jpeg', 'image/jpeg', 'jpeg'], ['a.gif', 'gif', '', 'gif'], ['a.pdf', 'pdf', 'application/pdf', 'pdf'], ['a.docx', 'docx', '', 'docx'], ['a.xlsx', 'xlsx', 'application/octet-stream', 'xlsx'],
    ['a.zip', 'zip', 'application/x-zip-compressed', 'zip'], ['a.csv', 'csv', 'application/vnd.ms-excel', 'csv'], ['a.csv', 'utf16', 'text/csv', 'csv'], ['a.json', 'json', 'application/json', 'json'], ['a.json', 'json', 'text/plain; charset=utf-8', 'json'], ['a.xml', 'xml', 'text/xml', 'xml'],
    ['app.log', 'log', 'text/x-log', 'log'], ['app.log.1', 'log', '', 'text'], ['notes.txt', 'latin1', 'text/plain', 'text'], ['README', 'log', '', 'text'], ['image', 'png', '', 'png'],
  ])('is taken: %s with %s', async (name, sample, said, kind) => expect(await verdict(name, sample, said)).toBe(kind));
});

describe('a file that lies about its type', () => {
  it.each<[string, Sample, string, string]>([
    ['holiday.png', 'html', 'image/png', 'a PNG image / a web page (HTML)'], ['holiday.png', 'svg', 'image/png', 'a PNG image / a drawing that can hold scripts (SVG)'], ['holiday.jpg', 'exe', 'image/jpeg', 'a JPEG image / a program'], ['notes.txt', 'html', 'text/plain', 'text / a web page (HTML)'],
    ['data.csv', 'svg', 'text/csv', 'a table as text (CSV) / a drawing that can hold scripts (SVG)'], ['report.pdf', 'elf', 'application/pdf', 'a PDF / a program'], ['report.docx', 'docm', '', 'a Word document / an Office document with macros'], ['report.docx', 'xlsx', '', 'a Word document / an Excel workbook'],
    ['a.png', 'jpeg', 'image/png', 'a PNG image / a JPEG image'], ['a.exe', 'png', '', 'a file that ends in “.exe” / a PNG image'], ['a.png', 'png', 'text/html', '“text/html” / a PNG image'], ['notes.txt', 'log', 'text/html', '“text/html” / text'], ['a.log', 'binary', '', 'a log / nothing that is known here'], ['a.pdf', 'png', 'application/pdf', 'a PDF / a PNG image'],
  ])('is refused, and it says what it is: %s with %s', async (name, sample, said, told) => expect(await verdict(name, sample, said)).toBe(`FILE_TYPE_LIES: ${told}`));
  it.each<[string, Sample, string]>([
    ['page.html', 'html', 'a web page (HTML)'], ['drawing.svg', 'svg', 'a drawing that can hold scripts (SVG)'], ['setup.exe', 'exe', 'a program'], ['tool', 'elf', 'a program'], ['run.bat', 'log', 'a file that ends in “.bat”'], ['x.js', 'log', 'a file that ends in “.js”'], ['x', 'binary', 'nothing that is known here'], ['a.docm', 'docm', 'an Office document with macros'],
  ])('that says so and is not taken: %s', async (name, sample, told) => expect(await verdict(name, sample)).toBe(`FILE_KIND_NOT_ALLOWED: {said} / ${told}`));
});

describe('an office document that tells late', () => {
  it('is an archive by its head, and known by all of it', async () => {
    expect(await contentOf(samples.lateDocx.subarray(0, headBytes))).toBe('application/zip');
    expect(fileKindOf({ name: 'a.docx', said: '', content: await contentOfAll((async function* () { yield samples.lateDocx; })()) })).toBe('docx');
  });
});

describe('the size of an image', () => {
  it.each([['png', samples.png, { width: 8, height: 8 }], ['jpeg', samples.jpeg, { width: 60, height: 40 }], ['gif', samples.gif, { width: 16, height: 9 }], ['png', samples.png.subarray(0, 12), null], ['jpeg', samples.jpeg.subarray(0, 20), null], ['pdf', samples.pdf, null]] as const)('of %s', (kind, head, size) => expect(imageSizeOf(kind, head)).toEqual(size));
});
