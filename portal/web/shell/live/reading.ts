/**
 * Reads anew when hints come, one reading at a time: hints within a moment make one reading, hints during a reading make one more after it. A reading is
 * never cut off by the next one, so that a storm of hints, faster than the answers, cannot keep a page from ever being brought up to date.
 */
export interface Reading {
  hint(): void;
  /** Nothing is read until the next hint; a reading under way is not waited for. */
  stop(): void;
}

/** `read` may fail: its fault is the query's to show. `waitMs` is the moment in which hints are gathered. */
export function readOneAtATime(read: () => Promise<unknown>, waitMs: number): Reading {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isReading = false;
  let isAsked = false;
  const begin = (): void => {
    timer = null;
    isReading = true;
    isAsked = false;
    void read().catch(() => undefined).then(() => {
      isReading = false;
      if (isAsked) timer = setTimeout(begin, waitMs);
    });
  };
  return {
    hint() {
      if (isReading) isAsked = true;
      else timer ??= setTimeout(begin, waitMs);
    },
    stop() {
      isAsked = false;
      if (timer) clearTimeout(timer);
      timer = null;
    },
  };
}
