/** Tells one process from a later one with the same number: a pid together with the instant it started. Linux and macOS. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessIdentity {
  pid: number;
  /** Opaque; equal exactly for the same process. Linux: clock ticks since boot. */
  startedAt: string;
}

/** Start of a living process, or null when there is none (a zombie counts as none). */
export function startOf(pid: number): string | null {
  if (process.platform !== 'linux') {
    try {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null;
    } catch {
      return null;
    }
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything, so fields are counted after its last parenthesis: state is 3rd, start time 22nd.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : fields[19] ?? null;
  } catch {
    return null;
  }
}

export const identityOf = (pid: number): ProcessIdentity => ({ pid, startedAt: startOf(pid) ?? '' });

export const isAlive = ({ pid, startedAt }: ProcessIdentity): boolean => startedAt !== '' && startOf(pid) === startedAt;

/** Living processes whose environment holds NAME=value. Linux only (elsewhere empty): it finds what a recorded pid cannot, such as a child's child. */
export function processesWithEnv(name: string, value: string): number[] {
  if (process.platform !== 'linux') return [];
  const wanted = `${name}=${value}`;
  return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)).map(Number).filter((pid) => {
    if (pid === process.pid || startOf(pid) === null) return false;
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(wanted);
    } catch {
      return false;
    }
  });
}
