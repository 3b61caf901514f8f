/** Reads of what seldom changes, asked for by every run that starts: an answer is given again for a moment. What may be stale for how long is said where it is wired. */

/** The same read; answers of the last `keepMs` are given again. Failures are not kept; at most `most` keys are. */
export function recently<A extends readonly string[], T>(read: (...key: A) => Promise<T>, { keepMs, nowMs, most = 500 }: { keepMs: number; nowMs(): number; most?: number }): (...key: A) => Promise<T> {
  const kept = new Map<string, { until: number; value: T }>();
  return async (...key) => {
    const name = JSON.stringify(key);
    const known = kept.get(name);
    if (known !== undefined && known.until > nowMs()) return known.value;
    const value = await read(...key);
    if (kept.size >= most) kept.clear();
    kept.set(name, { until: nowMs() + keepMs, value });
    return value;
  };
}
