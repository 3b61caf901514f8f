/** Wall-clock durations (P1DT2H30M, PT3S) in milliseconds. Years and months have no fixed length and are refused; working time is an activity's business. */
const pattern = /^P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,10})(?:\.(\d{1,3})\d*)?S)?)?$/;
const DAY_MS = 86_400_000;
/** Ten years: a longer timer is a mistake. */
export const longestTimerMs = 3_653 * DAY_MS;

/** Milliseconds, or null when it is no such duration or longer than ten years. */
export function durationMs(iso: string): number | null {
  const parts = iso.length <= 60 ? pattern.exec(iso) : null;
  if (!parts || parts.slice(1).every((part) => part === undefined)) return null;
  const [weeks, days, hours, minutes, seconds] = parts.slice(1, 6).map((part) => Number(part ?? 0)) as [number, number, number, number, number];
  const ms = (weeks * 7 + days) * DAY_MS + hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + Number((parts[6] ?? '').padEnd(3, '0') || 0);
  return ms <= longestTimerMs ? ms : null;
}
