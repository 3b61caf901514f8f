/** Carries out a kill plan on a stack through the killer process, and counts who was struck, how often and where. */
import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { CrashPoint } from '#activities/core/crash-points';
import type { Stack } from '#embedded/stack';
import { isRare, standsAt, victims, type Blow, type Victim } from './kill.plan.ts';
import type { KillOrder, KillReport } from './killer.ts';

export interface KillCount {
  /** Blows that fell. */
  blows: number;
  /** SIGKILLs sent: a blow on all four is four. */
  signals: number;
  byVictim: Record<string, number>;
  byPoint: Record<string, number>;
  all: number;
  /** Points nobody came to in time. */
  missed: string[];
}

export interface Executioner {
  /** Runs the plan; resolves when the last blow has fallen and everybody is back. */
  carryOut(plan: readonly Blow[]): Promise<void>;
  /** Share of the plan that is done, 0 to 1. */
  progress(): number;
  readonly count: KillCount;
  stop(): void;
}

/** How long one waits at a point that is always passed, and for a victim to come back. A rare point is waited at in the background. */
const ambushMs = 40_000;
const comeBackMs = 120_000;
const lurkMs = 60_000;

type Order = KillOrder extends infer One ? (One extends KillOrder ? Omit<One, 'id'> : never) : never;

export function executioner(stack: Stack, folder: string, say: (line: string) => void, deadline: number): Executioner {
  mkdirSync(folder, { recursive: true });
  const killer = fork(fileURLToPath(new URL('./killer.ts', import.meta.url)), { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const waiting = new Map<number, (report: KillReport) => void>();
  let last = 0;
  let done = 0;
  let planned = 1;
  const count: KillCount = { blows: 0, signals: 0, byVictim: Object.fromEntries(victims.map((victim) => [victim, 0])), byPoint: {}, all: 0, missed: [] };
  const isUp = new Promise<void>((resolve) => killer.once('message', () => resolve()));
  killer.on('message', (report: KillReport) => { waiting.get(report.id)?.(report); waiting.delete(report.id); });

  const ordered = (order: Order): Promise<KillReport> => new Promise((resolve) => {
    last += 1;
    waiting.set(last, resolve);
    killer.send({ ...order, id: last } as KillOrder);
  });
  const backUp = async (who: readonly Victim[]): Promise<void> => {
    const isBack = await Promise.race([Promise.all(who.map((one) => stack.ready(one))).then(() => true), sleep(comeBackMs, false)]);
    if (!isBack) throw new Error(`${who.join(', ')} did not come back within ${comeBackMs / 1000} s`);
  };
  const note = (name: string, struck: readonly Victim[], point: string | null): void => {
    count.blows += 1;
    count.signals += struck.length;
    for (const victim of struck) count.byVictim[victim] = (count.byVictim[victim] ?? 0) + 1;
    if (struck.length === victims.length) count.all += 1;
    if (point !== null) count.byPoint[point] = (count.byPoint[point] ?? 0) + 1;
    say(`blow ${count.blows}: ${name}`);
  };

  /** Stands at a rare point until somebody comes or `until` says that time is over; other blows fall meanwhile. */
  async function lurk(point: CrashPoint, until: () => boolean): Promise<void> {
    for (;;) {
      const { struck } = await ordered({ do: 'ambush', folder, point, patienceMs: 2_000 });
      if (struck.length > 0) { done += 1; return note(`${standsAt[point]}, ${point}`, [standsAt[point]], point); }
      if (!until()) continue;
      // Nobody came: a blow at whatever it is doing keeps the number.
      await backUp([standsAt[point]]);
      const isStruck = await carry({ at: 'random', victims: [standsAt[point]], afterMs: 0, isAwaited: true });
      if (!isStruck) count.missed.push(point);
      done += 1;
      return;
    }
  }

  async function carry(blow: Blow): Promise<boolean> {
    if (blow.at === 'random') {
      const alive = blow.victims.flatMap((victim) => { const pid = stack.pid(victim); return pid === null ? [] : [{ victim, pid }]; });
      const { struck } = await ordered({ do: 'strike', pids: alive.map(({ pid }) => pid) });
      const hit = alive.filter(({ pid }) => struck.includes(pid)).map(({ victim }) => victim);
      if (hit.length < blow.victims.length) return false;
      note(hit.length === victims.length ? 'all at once' : hit.join(' and '), hit, null);
      return true;
    }
    const { struck } = await ordered({ do: 'ambush', folder, point: blow.point, patienceMs: ambushMs });
    if (struck.length === 0) return false;
    note(`${standsAt[blow.point]}, ${blow.point}`, [standsAt[blow.point]], blow.point);
    return true;
  }

  return {
    count,
    progress: () => done / planned,
    async carryOut(plan) {
      await isUp;
      planned = plan.length;
      const again: Blow[] = [];
      const lurking: Promise<void>[] = [];
      let isOver = false;
      let before: readonly Victim[] = [];
      for (const blow of [...plan, null]) {
        // After the plan, once more what did not succeed: a victim was still down, nobody came to the point.
        const turn = blow === null ? again.splice(0) : [blow];
        for (const one of turn) {
          if (Date.now() > deadline) throw new Error('the kill plan was not done in time');
          if (one.isAwaited || blow === null) await backUp(before);
          await sleep(one.afterMs);
          if (one.at === 'point' && isRare(one.point)) {
            // One at a time at each point: whoever waits there already waits first.
            lurking.push((lurking.at(-1) ?? Promise.resolve()).then(() => lurk(one.point, () => isOver)));
            continue;
          }
          const isStruck = await carry(one);
          if (isStruck) { done += 1; before = one.at === 'random' ? one.victims : [standsAt[one.point]]; }
          else if (blow === null) count.missed.push(one.at === 'point' ? one.point : one.victims.join('+'));
          else again.push({ ...one, isAwaited: true });
        }
      }
      const patience = Date.now() + lurkMs;
      const isDone = Promise.all(lurking);
      while (!await Promise.race([isDone.then(() => true), sleep(500, false)])) if (Date.now() > Math.min(patience, deadline)) isOver = true;
      await backUp(victims);
      done = planned;
    },
    stop: () => { killer.disconnect(); },
  };
}
