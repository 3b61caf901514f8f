/** Makes small archives, as honest or as hostile as a test wants them. */
import { deflateRawSync, gzipSync } from 'node:zlib';

export interface ArchiveEntry {
  name: string;
  text?: string;
  /** A link to this instead of a file. */
  link?: string;
  /** Default 0644. */
  mode?: number;
}

/** A .tar.gz in the ustar form. `isCutOff`: without the blocks that end it. */
export function tarGz(entries: readonly ArchiveEntry[], { isCutOff = false } = {}): Buffer {
  const blocks = entries.flatMap(({ name, text = '', link, mode = 0o644 }) => {
    const body = Buffer.from(link === undefined ? text : '');
    const header = Buffer.alloc(512);
    const put = (at: number, value: string) => header.write(value, at, 'utf8');
    put(0, name);
    put(100, mode.toString(8).padStart(7, '0'));
    put(124, body.length.toString(8).padStart(11, '0'));
    put(156, link === undefined ? (name.endsWith('/') ? '5' : '0') : '2');
    put(157, link ?? '');
    put(257, 'ustar\0' + '00');
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(isCutOff ? 0 : 1024)]));
}

/** A .zip, its files deflated. */
export function zip(entries: readonly ArchiveEntry[]): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { name, text = '', link, mode = 0o644 } of entries) {
    const [label, body] = [Buffer.from(name), Buffer.from(link ?? text)];
    const packed = deflateRawSync(body);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(label.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(body.length, 24);
    entry.writeUInt16LE(label.length, 28);
    entry.writeUInt32LE((((link === undefined ? 0o100000 : 0o120000) | mode) << 16) >>> 0, 38);
    entry.writeUInt32LE(at, 42);
    parts.push(head, label, packed);
    list.push(entry, label);
    at += head.length + label.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(list).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...list, end]);
}
