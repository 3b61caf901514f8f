/** Keeps what an archive names inside the folder it is unpacked into. An archive that names anything else is refused whole. */
import { realpathSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

/** Absolute path of an entry below `folder`. Throws for one that leads out of it. */
export function insideOf(folder: string, entry: string): string {
  const isOutside = entry.startsWith('/') || /^[A-Za-z]:|[\\\0]/.test(entry) || entry.split('/').includes('..');
  if (isOutside) throw new Error(`the archive names ${JSON.stringify(entry.slice(0, 200))}, which leads out of the folder it is unpacked into`);
  return join(folder, entry);
}

/** Whether a link at `entry` (its folder is there already) to `target` stays inside `folder`. */
export function linksInside(folder: string, entry: string, target: string): boolean {
  const place = dirname(insideOf(folder, entry));
  // A folder that is itself reached through a link, or a target that goes down and up again, could end anywhere.
  if (realpathSync(place) !== join(realpathSync(folder), dirname(entry)).replace(/\/\.?$/, '')) return false;
  if (target.startsWith('/') || /[\\\0]/.test(target) || posix.normalize(target) !== target) return false;
  return !posix.join(posix.dirname(entry), target).startsWith('..');
}
