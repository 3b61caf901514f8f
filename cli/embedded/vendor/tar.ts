/** Unpacks a .tar.gz: files and folders. Anything else in it (links, devices) none of our archives has, and it is refused. */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { insideOf } from './inside.ts';

const blockBytes = 512;
const longestNameBytes = 64 * 1024;

/** Into `folder`, which exists: everything, or with `only` that one entry. Throws for a path that leads out, a link, an archive that ends early. */
export async function unpackTar(archive: string, folder: string, only?: string): Promise<void> {
  const source = createReadStream(archive);
  const gunzip = createGunzip();
  const gone = pipeline(source, gunzip);
  // Whatever goes wrong below is thrown there; this only keeps the stream's own rejection from being nobody's.
  gone.catch(() => undefined);
  try {
    await unpack(readerOf(gunzip), folder, only);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

async function unpack(tar: Reader, folder: string, only: string | undefined): Promise<void> {
  let longName: string | null = null;
  for (;;) {
    const header = await tar.take(blockBytes);
    if (header === null) throw new Error('the archive ends without an end');
    if (header.every((byte) => byte === 0)) return;
    const { name, size, type, mode } = parsedHeader(header);
    const padding = (blockBytes - (size % blockBytes)) % blockBytes;
    if (type === 'x' || type === 'L') {
      longName = nameIn(type, await tar.exactly(Math.min(size, longestNameBytes + 1), 'a name')) ?? longName;
      if (size > longestNameBytes) throw new Error('the archive has a name of more than 64 KB');
      await tar.exactly(padding, 'a name');
      continue;
    }
    const entry = longName ?? name;
    longName = null;
    const path = insideOf(folder, entry);
    if (type === '5') {
      if (only === undefined) await mkdir(path, { recursive: true });
    } else if (type === '0') {
      const isWanted = only === undefined || entry.replace(/^\.\//, '') === only;
      if (isWanted) await mkdir(dirname(path), { recursive: true });
      if (isWanted) await pipeline(tar.chunks(size), createWriteStream(path, { mode: (mode & 0o777) | 0o600 }));
      else for await (const chunk of tar.chunks(size)) void chunk;
    } else if (type !== 'g') {
      throw new Error(`the archive holds ${JSON.stringify(entry.slice(0, 200))}, which is neither a file nor a folder`);
    }
    if (type !== '0') await tar.exactly(size, entry);
    await tar.exactly(padding, entry);
  }
}

interface Header { name: string; size: number; mode: number; /** "0" file, "5" folder, "x", "g" and "L" notes on what follows. */ type: string }

function parsedHeader(header: Buffer): Header {
  const text = (from: number, to: number) => header.toString('utf8', from, to).replace(/\0.*$/s, '');
  const octal = (from: number, to: number) => {
    const number = Number.parseInt(text(from, to).trim() || '0', 8);
    if (!Number.isSafeInteger(number) || number < 0) throw new Error('the archive is damaged: a number in it is none');
    return number;
  };
  if (text(257, 262) !== 'ustar') throw new Error('it is no tar archive');
  const prefix = text(345, 500);
  const type = text(156, 157) || '0';
  // GNU's variant ("ustar  ") keeps other things where the prefix stands.
  const name = prefix !== '' && header[262] === 0 ? `${prefix}/${text(0, 100)}` : text(0, 100);
  return { name, size: octal(124, 136), mode: octal(100, 108), type: type === '7' ? '0' : type };
}

/** The name that a note gives to what follows: a pax record "<length> path=<name>\n", or GNU's bare text. */
function nameIn(type: 'x' | 'L', note: Buffer): string | null {
  const text = note.toString('utf8');
  return type === 'L' ? text.replace(/\0.*$/s, '') : /(?:^|\n)\d+ path=([^\n]*)\n/.exec(text)?.[1] ?? null;
}

interface Reader {
  /** So many bytes; null at the very end. Throws when it ends in between. */
  take(bytes: number): Promise<Buffer | null>;
  /** So many bytes. Throws when there are fewer. */
  exactly(bytes: number, what: string): Promise<Buffer>;
  chunks(bytes: number): AsyncGenerator<Buffer>;
}

function readerOf(stream: AsyncIterable<Buffer>): Reader {
  const source = stream[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  async function* chunks(bytes: number): AsyncGenerator<Buffer> {
    for (let left = bytes; left > 0;) {
      if (rest.length === 0) {
        const next = await source.next();
        if (next.done) throw new Error('the archive ends in the middle of a file');
        rest = next.value;
      }
      const chunk = rest.subarray(0, left);
      rest = rest.subarray(chunk.length);
      left -= chunk.length;
      yield chunk;
    }
  }
  const exactly = async (bytes: number): Promise<Buffer> => {
    const parts: Buffer[] = [];
    for await (const chunk of chunks(bytes)) parts.push(chunk);
    return Buffer.concat(parts);
  };
  return {
    chunks, exactly,
    async take(bytes) {
      if (rest.length === 0) {
        const next = await source.next();
        if (next.done) return null;
        rest = next.value;
      }
      return exactly(bytes);
    },
  };
}
