/** Takes a file in: piece by piece, counted, hashed, looked at before the first byte is stored. What is refused, or breaks off, leaves nothing behind. */
import { createHash } from 'node:crypto';
import { CatalogueError } from '#domain/errors';
import { fileKindOf } from '#domain/file/file.check';
import { kindOf, plainText, zippedEndings, type FileKindKey } from '#domain/file/file.kinds';
import { endingOf, safeName } from '#domain/file/file.name';
import { megabyte, type FileLimits } from '#domain/file/file.schema';
import { isBinary } from '#domain/file/file.text';
import { imageSizeOf, type ImageSize } from '#domain/file/image.size';
import type { ActorRef } from '#domain/identity/identity.schema';
import { instantOf } from '#domain/values';
import type { BytesRepo } from '#store/file/bytes.repo';
import type { FileRecord, FileRepo } from '#store/file/file.repo';
import type { FileBody } from '../http/handler.ts';
import { contentOf, contentOfAll, headBytes } from './file.type.ts';

export interface FileIntakeDeps { files: Pick<FileRepo, 'add' | 'byId' | 'sentOn'>; bytes: BytesRepo; limits: FileLimits; nowMs: () => number }
/** `commandId`: the same one and the same bytes are the same file. */
export interface FileSent { name: string; body: FileBody; by: ActorRef; commandId: string }
export type FileIntake = (sent: FileSent) => Promise<FileRecord>;

/** Bytes whose sender was killed go after this, bytes of what was refused after that: a piece may still be on its way to the database. */
const unfinishedMs = 3_600_000;
const refusedMs = 60_000;

/** Known once all is read. `kind` null: an archive that may be an office document. */
interface Looked { size: number; sha256: string; kind: FileKindKey | null; image: ImageSize | null }

export function createFileIntake({ files, bytes, limits, nowMs }: FileIntakeDeps): FileIntake {
  const tooLarge = (name: string): CatalogueError => new CatalogueError('FILE_TOO_LARGE', { name, limit: Math.floor(limits.fileBytes / megabyte) });

  /** Before a byte is read: what was said of it is enough to refuse. */
  async function admit(name: string, { length }: FileBody, person: string, day: string): Promise<void> {
    if (length === 0) throw new CatalogueError('FILE_EMPTY', { name });
    if (length !== null && length > limits.fileBytes) throw tooLarge(name);
    if (await files.sentOn(person, day) + (length ?? 1) > limits.dayBytes) throw new CatalogueError('FILE_DAY_LIMIT', { limit: Math.floor(limits.dayBytes / megabyte) });
  }

  async function* looking(name: string, body: FileBody, told: (looked: Looked) => void): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    let [size, head, waiting]: [number, Uint8Array, Uint8Array[]] = [0, new Uint8Array(0), []];
    let known: Awaited<ReturnType<typeof look>> | null = null;
    for await (const piece of body.pieces()) {
      size += piece.byteLength;
      if (size > limits.fileBytes) throw tooLarge(name);
      hash.update(piece);
      if (known === null) {
        waiting.push(piece);
        if (size < headBytes) continue;
        head = Buffer.concat(waiting);
        known = await look(name, body.type, head);
        yield* waiting;
        waiting = [];
      } else {
        if (known.isPlain && isBinary(piece)) fileKindOf({ name, said: body.type, content: null });
        yield piece;
      }
    }
    if (size === 0) throw new CatalogueError('FILE_EMPTY', { name });
    if (body.length !== null && size !== body.length) throw new CatalogueError('FILE_INCOMPLETE', { name });
    if (known === null) {
      head = Buffer.concat(waiting);
      known = await look(name, body.type, head);
      yield* waiting;
    }
    told({ size, sha256: hash.digest('hex'), kind: known.kind, image: known.kind === null ? null : imageSizeOf(known.kind, head) });
  }

  return async ({ name: given, body, by, commandId }) => {
    const name = safeName(given);
    const at = instantOf(nowMs());
    const id = `f${createHash('sha256').update(`${by.id}\n${commandId}`).digest('hex').slice(0, 32)}`;
    if (await files.byId(id) === null) await admit(name, body, by.id, at.slice(0, 10));
    const place = await bytes.begin(new Date(nowMs() + unfinishedMs));
    try {
      let looked: Looked | null = null;
      await bytes.write(place, looking(name, body, (found) => { looked = found; }));
      const { kind, ...facts } = looked!;
      const known = kind ?? fileKindOf({ name, said: body.type, content: await contentOfAll(bytes.read(place)) });
      const kept = await files.add({ id, name, kind: known, ...facts, at, by, person: by.id, ticket: null, comment: null, visibility: 'public', removed: null, bytes: place }, limits);
      if (kept.bytes !== place) await bytes.remove(place);
      return kept;
    } catch (fault) {
      await bytes.discard(place, new Date(nowMs() + refusedMs)).catch(() => undefined);
      throw fault;
    }
  };
}

/** Throws what is against it. `isPlain`: text, of which every further byte has to be, too. */
async function look(name: string, said: string, head: Uint8Array): Promise<{ kind: FileKindKey | null; isPlain: boolean }> {
  const content = await contentOf(head);
  if (content === 'application/zip' && zippedEndings.has(endingOf(name))) return { kind: null, isPlain: false };
  const kind = fileKindOf({ name, said, content });
  return { kind, isPlain: kindOf(kind).content.includes(plainText) && !isBinary(head) };
}
