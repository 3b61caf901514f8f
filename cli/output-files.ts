/** The files a command writes. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface OutputFiles {
  /** With the folders it lies in; what is there is replaced. Rejects when it cannot be written. */
  write(path: string, text: string): Promise<void>;
}

export const outputFiles: OutputFiles = {
  async write(path, text) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  },
};
