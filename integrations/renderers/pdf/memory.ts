/** How much memory a process and all it started have for themselves; asked of Linux, unknown elsewhere. */
import { readdirSync, readFileSync } from 'node:fs';

/** Bytes of a page of memory on the systems this runs on; where it is larger, less is counted than there is. */
const pageBytes = 4_096;

/** Bytes that are in memory and shared with no other process, of the process and its descendants; null where it cannot be asked. */
export function treeBytes(root: number): number | null {
  try {
    const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
      try {
        // The name of the program stands in brackets and may hold anything.
        const parent = Number(readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[1]);
        return [{ pid: Number(name), parent }];
      } catch {
        return [];
      }
    });
    const inside = new Set([root]);
    for (let before = 0; before !== inside.size;) {
      before = inside.size;
      for (const { pid, parent } of processes) if (inside.has(parent)) inside.add(pid);
    }
    return [...inside].reduce((sum, pid) => sum + ownBytes(pid), 0);
  } catch {
    return null;
  }
}

/** A process that ended meanwhile has none. */
function ownBytes(pid: number): number {
  try {
    const [, resident = 0, shared = 0] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ').map(Number);
    return (resident - shared) * pageBytes;
  } catch {
    return 0;
  }
}
