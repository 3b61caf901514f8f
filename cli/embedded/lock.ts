/** A lock file held by a living process. A lock whose holder is gone (pid and start instant) is taken over; the caller decides whether to wait. */
import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity.ts';

export interface LockHolder extends ProcessIdentity {
  /** When the lock was taken, ISO 8601. */
  since: string;
}

/** The lock, or who holds it. Atomic: the file appears whole through a link, so two takers cannot both win. */
export function tryLock(file: string): { release: () => void } | { holder: LockHolder } {
  const mine: LockHolder = { ...identityOf(process.pid), since: new Date().toISOString() };
  const draft = `${file}.${process.pid}`;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    writeFileSync(draft, JSON.stringify(mine));
    try {
      linkSync(draft, file);
      return { release: () => { if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true }); } };
    } catch (thrown) {
      if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw thrown;
    } finally {
      unlinkSync(draft);
    }
    const holder = readHolder(file);
    if (holder && isAlive(holder)) return { holder };
    setAsideStale(file);
  }
  throw new Error(`the lock ${file} could not be taken`);
}

/** The living process that holds it, or null. Takes nothing. */
export function lockHolder(file: string): LockHolder | null {
  const holder = readHolder(file);
  return holder && isAlive(holder) ? holder : null;
}

/** Moves a stale lock away. Should another taker have been quicker, what was moved is its living lock: that goes back. */
function setAsideStale(file: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    const moved = readHolder(aside);
    if (moved && isAlive(moved)) linkSync(aside, file);
  } catch {
    // gone or retaken meanwhile: the next attempt sees it
  } finally {
    rmSync(aside, { force: true });
  }
}

function readHolder(file: string): LockHolder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LockHolder;
  } catch {
    return null;
  }
}
