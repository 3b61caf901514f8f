/**
 * Rings the bells of groups after their changes are journalled: at once for the first change, then at most once a second per group, so that a storm
 * is a bell a second and not one for each alarm. A bell that fails is forgotten: the sweeper rings for changes that stay unread.
 */
import type { AlarmEngine } from '#domain/alarm/alarm.ports';

export interface BellRinger {
  ring(groups: readonly string[]): void;
  /** Rings what is still held back and waits for bells under way, a few seconds at most. */
  stop(): Promise<void>;
}

export interface BellOptions {
  /** Milliseconds between two bells of a group. Default 1,000. */
  spacingMs?: number;
  /** Bells under way at once. Default 40. */
  concurrency?: number;
  onFault: (group: string, fault: unknown) => void;
}

/** Milliseconds that bells under way get at the end. What is not rung then, the sweeper rings. */
const lastBellsMs = 3_000;

export function createBellRinger(engine: Pick<AlarmEngine, 'ring'>, { spacingMs = 1_000, concurrency = 40, onFault }: BellOptions): BellRinger {
  /** Groups rung lately or waiting to be; true when another bell is owed. */
  const owed = new Map<string, boolean>();
  const queue: string[] = [];
  const underWay = new Set<Promise<void>>();
  const timers = new Map<NodeJS.Timeout, string>();
  let isStopping = false;

  function pump(): void {
    while (underWay.size < concurrency) {
      const group = queue.shift();
      if (group === undefined) return;
      // From here on a new change needs a new bell: this one may be heard before that change is written.
      owed.set(group, false);
      const one: Promise<void> = engine.ring(group).catch((fault: unknown) => onFault(group, fault)).finally(() => {
        underWay.delete(one);
        rest(group);
        pump();
      });
      underWay.add(one);
    }
  }

  function rest(group: string): void {
    if (isStopping) return again(group);
    const timer = setTimeout(() => { timers.delete(timer); again(group); }, spacingMs);
    timer.unref();
    timers.set(timer, group);
  }

  function again(group: string): void {
    if (!owed.get(group)) { owed.delete(group); return; }
    queue.push(group);
    pump();
  }

  return {
    ring(groups) {
      for (const group of groups) {
        if (owed.has(group)) owed.set(group, true);
        else { owed.set(group, true); queue.push(group); }
      }
      pump();
    },
    async stop() {
      isStopping = true;
      for (const [timer, group] of timers) { clearTimeout(timer); again(group); }
      timers.clear();
      let timer: NodeJS.Timeout | undefined;
      const enough = new Promise<'enough'>((resolve) => { timer = setTimeout(resolve, lastBellsMs, 'enough'); });
      while (underWay.size > 0 && await Promise.race([Promise.all(underWay), enough]) !== 'enough') { /* another round may have begun */ }
      clearTimeout(timer);
    },
  };
}
