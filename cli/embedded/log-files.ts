/** Reads the end of a log file. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** The last lines of a file, at most 20,000 bytes; empty when there is none. */
export function tailOf(file: string, lines: number): string {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const { size } = fstatSync(descriptor);
      const buffer = Buffer.alloc(Math.min(size, 20_000));
      readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
      return buffer.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n');
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return '';
  }
}
