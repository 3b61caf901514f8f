/** The log files of the processes: reads their end, keeps them from growing without bound. */
import { closeSync, copyFileSync, existsSync, fstatSync, openSync, readSync, statSync, truncateSync } from 'node:fs';

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

const trimAtBytes = 20_000_000;

/** Over 20 MB a log becomes `<file>.1`, which replaces the one before. Copied and emptied in place: the process that writes holds the file open for appending. */
export function trimLog(file: string): void {
  if (!existsSync(file) || statSync(file).size < trimAtBytes) return;
  copyFileSync(file, `${file}.1`);
  truncateSync(file);
}
