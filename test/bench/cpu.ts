/** Processor time of processes, so that a figure says where the time went, also on a machine that is doing other things. Linux only: elsewhere null. */
import { readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** Milliseconds of processor that a process has used so far, all its threads together. Null where this cannot be read. */
export function cpuMsOf(pid: number | null | undefined): number | null {
  if (pid === null || pid === undefined) return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
  } catch {
    return null;
  }
}

/** Adds up what named processes use while something runs. */
export function cpuMeter(pids: Record<string, number | null | undefined>): { during<T>(work: () => Promise<T>): Promise<T>; usedMs: Record<string, number> } {
  const usedMs: Record<string, number> = Object.fromEntries(Object.keys(pids).map((name) => [name, 0]));
  return {
    usedMs,
    async during(work) {
      const before = Object.entries(pids).map(([name, pid]) => [name, pid, cpuMsOf(pid)] as const);
      const result = await work();
      for (const [name, pid, at] of before) if (at !== null) usedMs[name]! += (cpuMsOf(pid) ?? at) - at;
      return result;
    },
  };
}
