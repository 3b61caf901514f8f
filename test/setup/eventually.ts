/** Waiting for what real servers do in their own time. Long, because only a failure takes this long; how fast something is, a bench says. */

/** Longest wait. A page is usually done in a tenth of a second; on a machine that does ten other things it is not. */
export const patienceMs = 60_000;

export interface EventuallyOptions {
  /** Default `patienceMs`. */
  withinMs?: number;
  /** What was waited for, in words. Default: the code that looked. */
  what?: string;
  /** Said with a failure: the log of a process, say. */
  evidence?(): string;
}

/** What `look` finds first that is neither null, undefined nor false. What it throws ends the waiting. */
export async function eventually<T>(look: () => T | Promise<T>, { withinMs = patienceMs, what = look.toString(), evidence }: EventuallyOptions = {}): Promise<Exclude<T, null | undefined | false>> {
  for (const deadline = Date.now() + withinMs; ;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found as Exclude<T, null | undefined | false>;
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}${evidence ? `\n${evidence()}` : ''}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
