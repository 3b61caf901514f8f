/** Unpacks a .zip: files, folders and the links that programs for macOS have among their parts. Names and places are read from its list at the end. */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rm, symlink, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { insideOf, linksInside } from './inside.ts';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const partSignature = 0x04034b50;
const endBytes = 22;
const longestComment = 65_535;

interface Entry { name: string; kind: 'file' | 'folder' | 'link'; mode: number; isDeflated: boolean; packedBytes: number; bytes: number; at: number }

/** Everything into `folder`, which exists. Throws for a path or link that leads out, and for an archive that is damaged or of 4 GB and more. */
export async function unpackZip(archive: string, folder: string): Promise<void> {
  const file = await open(archive, 'r');
  try {
    const entries = await listOf(file);
    for (const entry of entries) insideOf(folder, entry.name);
    const ordinary = entries.filter(({ kind }) => kind !== 'link');
    for (const entry of ordinary) await place(archive, file, folder, entry);
    // Links come last, so that nothing is written through one.
    for (const entry of entries.filter(({ kind }) => kind === 'link')) await link(archive, file, folder, entry);
  } finally {
    await file.close();
  }
}

async function place(archive: string, file: FileHandle, folder: string, entry: Entry): Promise<void> {
  const path = insideOf(folder, entry.name);
  await mkdir(entry.kind === 'folder' ? path : dirname(path), { recursive: true });
  if (entry.kind === 'folder') return;
  const start = await startOf(file, entry);
  const packed = entry.packedBytes === 0 ? Readable.from([]) : createReadStream(archive, { start, end: start + entry.packedBytes - 1 });
  let bytes = 0;
  const counted = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > entry.bytes) throw notAsLong(entry);
      yield chunk;
    }
  };
  const target = createWriteStream(path, { mode: (entry.mode & 0o777) | 0o600 });
  if (entry.isDeflated) await pipeline(packed, createInflateRaw(), counted, target);
  else await pipeline(packed, counted, target);
  if (bytes !== entry.bytes) throw notAsLong(entry);
}

const notAsLong = ({ name }: Entry): Error => new Error(`the archive is damaged: ${name} is not as long as it says`);

/** The text of a link is unpacked like a file and then made one. */
async function link(archive: string, file: FileHandle, folder: string, entry: Entry): Promise<void> {
  if (entry.bytes > 4_096) throw new Error(`the archive is damaged: the link ${entry.name} is too long`);
  const path = insideOf(folder, entry.name);
  await mkdir(dirname(path), { recursive: true });
  // Looked at before anything is written: the folder may itself be a link by now.
  if (!linksInside(folder, entry.name, '.')) throw new Error(`the archive has ${entry.name} below a link`);
  await place(archive, file, folder, entry);
  const target = await readFile(path, 'utf8');
  await rm(path);
  if (!linksInside(folder, entry.name, target)) throw new Error(`the archive links ${entry.name} to ${JSON.stringify(target.slice(0, 200))}, which leads out of the folder it is unpacked into`);
  await symlink(target, path);
}

async function listOf(file: FileHandle): Promise<Entry[]> {
  const { size } = await file.stat();
  const tail = await bytesAt(file, Math.max(0, size - endBytes - longestComment), Math.min(size, endBytes + longestComment));
  let end = tail.length - endBytes;
  while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end -= 1;
  if (end < 0) throw new Error('it is no zip archive, or not all of one');
  const count = tail.readUInt16LE(end + 10);
  const list = await bytesAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries: Entry[] = [];
  for (let at = 0; entries.length < count;) {
    if (at + 46 > list.length || list.readUInt32LE(at) !== entrySignature) throw new Error('the archive is damaged: its list ends early');
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => list.readUInt16LE(at + field)) as [number, number, number];
    entries.push(entryOf(list, at, list.toString('utf8', at + 46, at + 46 + nameBytes)));
    at += 46 + nameBytes + extraBytes + commentBytes;
  }
  return entries;
}

function entryOf(list: Buffer, at: number, name: string): Entry {
  const method = list.readUInt16LE(at + 10);
  if (method !== 0 && method !== 8) throw new Error(`the archive packs ${name} in a way that is not known (${method})`);
  const mode = list.readUInt32LE(at + 38) >>> 16;
  const kind = name.endsWith('/') ? 'folder' : (mode & 0o170000) === 0o120000 ? 'link' : 'file';
  return { name, kind, mode: mode === 0 ? 0o644 : mode, isDeflated: method === 8, packedBytes: list.readUInt32LE(at + 20), bytes: list.readUInt32LE(at + 24), at: list.readUInt32LE(at + 42) };
}

/** Where the bytes of an entry begin: after a head of its own, whose lengths are not those of the list. */
async function startOf(file: FileHandle, entry: Entry): Promise<number> {
  const head = await bytesAt(file, entry.at, 30);
  if (head.readUInt32LE(0) !== partSignature) throw new Error(`the archive is damaged: ${entry.name} is not where it should be`);
  return entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead < length) throw new Error('the archive is damaged: it ends early');
  return buffer;
}
