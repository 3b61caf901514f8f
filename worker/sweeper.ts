/**
 * Rings again for groups whose changes no cursor has passed, because the process that journalled them died before it rang, or Temporal was away; and for
 * groups that overslept their own timer. The journal is the outbox: this is what makes "202" a promise. Several workers may sweep at once.
 */
import type { AlarmEngine } from '#domain/alarm/alarm.ports';
import type { AlarmGroupRepo } from '#store/alarm/group.repo';
import type { AlarmJournal } from '#store/alarm/journal.repo';

export interface SweeperDeps {
  journal: Pick<AlarmJournal, 'unpassed'>;
  groups: Pick<AlarmGroupRepo, 'overslept'>;
  engine: Pick<AlarmEngine, 'ring'>;
  log: { warn(facts: Record<string, unknown>, message: string): void };
  nowMs(): number;
}
export interface SweeperOptions {
  /** Milliseconds between two sweeps, how long a change may stay unread, how late a timer may be. Defaults 3,000, 5,000, 60,000. */
  everyMs?: number; unreadMs?: number; lateMs?: number;
}
export interface AlarmSweeper {
  /** How many bells were rung. Rejects when MongoDB is away. */
  sweepOnce(): Promise<number>;
  start(): void;
  /** Resolves when nothing is under way. */
  stop(): Promise<void>;
}

const bellsAtOnce = 20;
const groupsPerSweep = 1_000;

export function createAlarmSweeper({ journal, groups, engine, log, nowMs }: SweeperDeps, { everyMs = 3_000, unreadMs = 5_000, lateMs = 60_000 }: SweeperOptions = {}): AlarmSweeper {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let isStopped = false;

  async function sweepOnce(): Promise<number> {
    const now = nowMs();
    const [unread, late] = await Promise.all([journal.unpassed(new Date(now - unreadMs), groupsPerSweep), groups.overslept(new Date(now - lateMs), groupsPerSweep)]);
    const waiting = [...new Set([...unread, ...late])];
    const all = waiting.length;
    let failed = 0;
    const ringOn = async () => {
      for (let group = waiting.shift(); group !== undefined; group = waiting.shift()) await engine.ring(group).catch(() => { failed += 1; });
    };
    await Promise.all(Array.from({ length: bellsAtOnce }, ringOn));
    if (all > 0) log.warn({ unread: unread.length, late: late.length, failed }, 'rang again for alarm groups that were not heard');
    return all - failed;
  }

  function schedule(): void {
    if (isStopped) return;
    timer = setTimeout(() => {
      running = sweepOnce().then(() => undefined, (fault: unknown) => log.warn({ fault: String(fault) }, 'sweep for unread alarms failed')).finally(() => { running = null; schedule(); });
    }, everyMs);
  }

  return {
    sweepOnce,
    start: () => { isStopped = false; schedule(); },
    async stop() {
      isStopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
