/** The files a command is given: one, or all of a kind below a folder. Reads no further than it was told to, whatever lies there. */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What a file holds. `isCut`: it is larger than was asked for, and `bytes` is not all of it. */
export interface FileContent { bytes: Uint8Array; isCut: boolean }

/** What commands need of the disk. */
export interface InputFiles {
  /** A folder's files with this ending, of the folders in it too, sorted by path; the path itself where it is no folder. Links to folders are not followed. */
  list(path: string, ending: string): Promise<string[]>;
  /** Files with this ending that lie in the same folder, itself included, sorted. Absent: nothing lies beside it. */
  beside?(path: string, ending: string): Promise<string[]>;
  /** At most `limit` bytes. Rejects when it cannot be read. */
  read(path: string, limit: number): Promise<FileContent>;
}

export const inputFiles: InputFiles = {
  async list(path, ending) {
    const isFolder = await stat(path).then((found) => found.isDirectory(), () => false);
    if (!isFolder) return [path];
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory() && entry.name.endsWith(ending)).map((entry) => join(entry.parentPath, entry.name)).sort();
  },
  async beside(path, ending) {
    const entries = await readdir(dirname(path), { withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && entry.name.endsWith(ending)).map((entry) => join(dirname(path), entry.name)).sort();
  },
  async read(path, limit) {
    const chunks: Uint8Array[] = [];
    let size = 0;
    // A stream rather than the file's size: a pipe has none.
    for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size > limit) return { bytes: Buffer.concat(chunks).subarray(0, limit), isCut: true };
    }
    return { bytes: Buffer.concat(chunks), isCut: false };
  },
};
