/** Writes a small file so that a reader, or a crash in between, sees the old or the new one, never half of it. */
import { renameSync, writeFileSync } from 'node:fs';

/** `mode` as in chmod; default readable by all, writable by the owner. */
export function writeWhole(file: string, text: string, mode = 0o644): void {
  const draft = `${file}.${process.pid}.part`;
  writeFileSync(draft, text, { mode });
  renameSync(draft, file);
}
