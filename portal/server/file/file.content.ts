/** The bytes of a file as they are sent: whole, a range, or nothing where the caller has them. To be saved, and opened in place only what was looked at again. */
import { CatalogueError } from '#domain/errors';
import { kindOf } from '#domain/file/file.kinds';
import { isOpenedInPlace, mimeOf, type StoredFile } from '#domain/file/file.schema';
import type { Streamed } from '#api/route';
import type { BytesRepo } from '#store/file/bytes.repo';
import type { FileRecord } from '#store/file/file.repo';
import { rangeOf } from './range.ts';
import { contentOf, headBytes } from './file.type.ts';

export interface ContentWish { ifNoneMatch: string; range: string; ifRange: string; /** Opened in place, if it may be. */ isShown: boolean }

/** No script, no frame, no form, and an origin of its own that no session belongs to. */
const policy = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'; sandbox";
const etagOf = ({ sha256 }: Pick<StoredFile, 'sha256'>): string => `"${sha256}"`;

/** Throws FILE_REMOVED. */
export async function fileContent(file: FileRecord, bytes: Pick<BytesRepo, 'read'>, wish: ContentWish): Promise<Streamed> {
  if (file.removed !== null) throw new CatalogueError('FILE_REMOVED', { name: file.name });
  const etag = etagOf(file);
  const isInPlace = wish.isShown && await mayOpen(file, bytes);
  const answer = {
    contentType: mimeOf(file), fileName: file.name, isInPlace,
    headers: { etag, 'accept-ranges': 'bytes', 'cache-control': 'private, no-cache', 'content-security-policy': policy, vary: 'cookie, authorization' },
  };
  if (namesTag(wish.ifNoneMatch, etag)) return { ...answer, status: 304, pieces: nothing() };
  const range = wish.ifRange !== '' && wish.ifRange !== etag ? null : rangeOf(wish.range, file.size);
  if (range === 'beyond') return { ...answer, status: 416, headers: { ...answer.headers, 'content-range': `bytes */${file.size}`, 'content-length': '0' }, pieces: nothing() };
  const { start, end } = range ?? { start: 0, end: file.size };
  return {
    ...answer, status: range === null ? 200 : 206, pieces: bytes.read(file.bytes, { start, end }),
    headers: { ...answer.headers, 'content-length': String(end - start), ...(range === null ? {} : { 'content-range': `bytes ${start}-${end - 1}/${file.size}` }) },
  };
}

/** What is kept is looked at again: a record alone makes nothing safe. */
async function mayOpen(file: FileRecord, bytes: Pick<BytesRepo, 'read'>): Promise<boolean> {
  if (!isOpenedInPlace(file)) return false;
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes.read(file.bytes, { start: 0, end: Math.min(headBytes, file.size) })) pieces.push(piece);
  const content = await contentOf(Buffer.concat(pieces));
  return content !== null && kindOf(file.kind).content.includes(content);
}

const namesTag = (listed: string, etag: string): boolean => listed.split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')));
async function* nothing(): AsyncGenerator<Uint8Array> { /* no body */ }
