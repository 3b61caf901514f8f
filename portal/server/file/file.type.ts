/** What bytes are: by signature (file-type), and text by its letters. Names of content are those of domain/file/file.kinds.ts. */
import { Readable } from 'node:stream';
import { fileTypeFromBuffer, fileTypeFromStream } from 'file-type';
import { isUtf16, textContentOf } from '#domain/file/file.text';

/** Bytes that tell. Archives that are office documents tell further behind. */
export const headBytes = 64 * 1_024;

/** By the first bytes of it, `headBytes` or all there are. Null: nothing that is known. */
export async function contentOf(head: Uint8Array): Promise<string | null> {
  if (isUtf16(head)) return textContentOf(head);
  // A truncated archive is an end the library does not expect.
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  if (found === undefined || isText(found.mime)) return textContentOf(head);
  return found.mime;
}

/** By all of it, read once from beginning to end at most. */
export async function contentOfAll(pieces: AsyncIterable<Uint8Array>): Promise<string | null> {
  const stream = Readable.from(pieces, { objectMode: false });
  try {
    return (await fileTypeFromStream(Readable.toWeb(stream) as ReadableStream<Uint8Array>).catch(() => undefined))?.mime ?? null;
  } finally {
    stream.destroy();
  }
}

/** What it takes for text of a special kind is text that a browser may take for a page. */
const isText = (mime: string): boolean => mime.startsWith('text/') || mime === 'application/xml' || mime === 'image/svg+xml' || mime === 'application/json';
