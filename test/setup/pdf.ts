/** Reads a PDF as a viewer does: the text of its pages in reading order, its letters, whether they are in the file. */
import { inflateSync } from 'node:zlib';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPdf {
  title: string;
  /** Text by page, pieces with spaces between. */
  pages: string[];
  text: string;
  /** Letters whose glyphs do not say which letter they are (Arabic ones, drawn as strokes and dots), as the file tells viewers them: in the order they are drawn. */
  told: string;
  /** Names without the mark of their part ("NotoSans-Bold"), each with whether all its uses are embedded. */
  fonts: ReadonlyMap<string, boolean>;
}

export async function readPdf(file: Uint8Array): Promise<ReadPdf> {
  const document = await getDocument({ data: new Uint8Array(file), disableFontFace: true, useSystemFonts: false, verbosity: 0 }).promise;
  try {
    const pages: string[] = [];
    const fonts = new Map<string, boolean>();
    for (let n = 1; n <= document.numPages; n += 1) pages.push(await readPage(document, n, fonts));
    const { info } = await document.getMetadata() as { info: { Title?: string } };
    return { title: info.Title ?? '', pages, text: pages.join('\n'), told: toldIn(file), fonts };
  } finally {
    await document.destroy();
  }
}

async function readPage(document: PDFDocumentProxy, n: number, fonts: Map<string, boolean>): Promise<string> {
  const page = await document.getPage(n);
  const { items } = await page.getTextContent();
  await page.getOperatorList();
  for (const item of items) {
    if (!('fontName' in item) || item.str.trim() === '' || !page.commonObjs.has(item.fontName)) continue;
    const { name, missingFile = false } = page.commonObjs.get(item.fontName) as { name: string; missingFile?: boolean };
    const plain = name.replace(/^[A-Z]{6}\+/, '');
    fonts.set(plain, (fonts.get(plain) ?? true) && !missingFile);
  }
  return items.flatMap((item) => ('str' in item ? [item.str + (item.hasEOL ? '\n' : '')] : [])).join('').normalize('NFKC');
}

/** pdf.js passes over /ActualText, which viewers search and copy by. */
function toldIn(file: Uint8Array): string {
  const text = Buffer.from(file).toString('latin1');
  // The end of line before the word is left on: a packed stream may itself end with such a byte, and what is behind its end is passed over.
  return [...text.matchAll(/stream\r?\n([\s\S]*?)endstream/g)].flatMap(([, packed]) => {
    try {
      const content = inflateSync(Buffer.from(packed!, 'latin1')).toString('latin1');
      return [...content.matchAll(/\/ActualText\s*<([0-9A-Fa-f]+)>/g)].map(([, code]) => Buffer.from(code!, 'hex').swap16().toString('utf16le').replace('\uFEFF', ''));
    } catch {
      return [];
    }
  }).join('');
}
