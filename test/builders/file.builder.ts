/** Small files of every kind, made in code: what they are called and what they are is the test's to say. */
import { crc32, deflateSync } from 'node:zlib';

const bytes = (...parts: (string | readonly number[] | Uint8Array)[]): Buffer => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const u32 = (value: number, isBig = true): Buffer => { const out = Buffer.alloc(4); if (isBig) out.writeUInt32BE(value >>> 0); else out.writeUInt32LE(value >>> 0); return out; };
const u16 = (value: number): Buffer => { const out = Buffer.alloc(2); out.writeUInt16LE(value); return out; };

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([u32(data.length), body, u32(crc32(body))]);
}

/** A PNG of one colour that browsers draw. */
export function pngOf(width = 8, height = 8, [red, green, blue]: readonly [number, number, number] = [47, 84, 235]): Buffer {
  const row = Buffer.concat([Buffer.from([0]), Buffer.concat(Array.from({ length: width }, () => Buffer.from([red, green, blue])))]);
  return bytes([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], pngChunk('IHDR', Buffer.concat([u32(width), u32(height), Buffer.from([8, 2, 0, 0, 0])])), pngChunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))), pngChunk('IEND', Buffer.alloc(0)));
}

/** An archive whose files are not compressed. */
export function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(files).map(([name, text]) => ({ name: Buffer.from(name), data: Buffer.from(text) }));
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const { name, data } of entries) {
    const facts = Buffer.concat([u16(20), u16(0), u16(0), u16(0), u16(0x21), u32(crc32(data), false), u32(data.length, false), u32(data.length, false), u16(name.length), u16(0)]);
    const local = Buffer.concat([u32(0x04034B50, false), facts, name, data]);
    central.push(Buffer.concat([u32(0x02014B50, false), u16(20), facts, u16(0), u16(0), u16(0), u32(0, false), u32(at, false), name]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  return Buffer.concat([...locals, directory, u32(0x06054B50, false), u16(0), u16(0), u16(entries.length), u16(entries.length), u32(directory.length, false), u32(at, false), u16(0)]);
}

const contentTypes = (main: string): string => `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/main.xml" ContentType="${main}"/></Types>`;
const officeMain = 'application/vnd.openxmlformats-officedocument';

/** By what they are. */
export const samples = {
  png: pngOf(),
  jpeg: bytes([0xFF, 0xD8, 0xFF, 0xE0, 0, 16], 'JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0], [0xFF, 0xC0, 0, 17, 8, 0, 40, 0, 60, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1], [0xFF, 0xD9]),
  gif: bytes('GIF89a', [16, 0, 9, 0, 0, 0, 0], [0x3B]),
  pdf: bytes('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n'),
  docx: zipOf({ '[Content_Types].xml': contentTypes(`${officeMain}.wordprocessingml.document.main+xml`), 'main.xml': '<w/>' }),
  xlsx: zipOf({ '[Content_Types].xml': contentTypes(`${officeMain}.spreadsheetml.sheet.main+xml`), 'main.xml': '<w/>' }),
  /** As some programs write it: what it is stands behind more than a head. */
  lateDocx: zipOf({ 'word/media.bin': 'x'.repeat(200_000), '[Content_Types].xml': contentTypes(`${officeMain}.wordprocessingml.document.main+xml`) }),
  docm: zipOf({ '[Content_Types].xml': contentTypes('application/vnd.ms-word.document.macroEnabled.main+xml'), 'main.xml': '<w/>' }),
  zip: zipOf({ 'readme.txt': 'hello' }),
  elf: bytes([0x7F], 'ELF', [2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 62, 0, 1, 0, 0, 0], Buffer.alloc(64)),
  exe: bytes('MZ', Buffer.alloc(58), [0x80, 0, 0, 0], Buffer.alloc(64), 'PE\0\0', Buffer.alloc(64)),
  html: Buffer.from('<!doctype html><script>fetch("/api/me")</script>'),
  svg: Buffer.from('<?xml version="1.0"?>\n<!-- a drawing -->\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  xml: Buffer.from('<?xml version="1.0"?><config><port>8640</port></config>'),
  csv: Buffer.from('key,title\nINC-1,Printer\n'),
  json: Buffer.from('{"port":8640}'),
  log: Buffer.from('2026-11-27 10:00:00 ERROR connection refused\n\u001b[31mred\u001b[0m\n'),
  utf16: Buffer.from('\uFEFFkey;title\r\n1;Ünïcode\r\n', 'utf16le'),
  latin1: Buffer.from('Gr\xFC\xDFe aus K\xF6ln', 'latin1'),
  binary: Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 250, 251, 252]),
} as const;
