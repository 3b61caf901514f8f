/**
 * The process that kills: takes orders over IPC, sends SIGKILL, reports whom it struck. It is a process of its own so that a victim dies the way it
 * does when somebody else ends it, with nothing of its own running any more.
 */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type KillOrder = { id: number } & (
  | { do: 'strike'; pids: number[] }
  /** Arms the point and strikes whoever stands there; gives up after `patienceMs`. */
  | { do: 'ambush'; folder: string; point: string; patienceMs: number }
);
export interface KillReport { id: number; struck: number[] }

const lookEveryMs = 3;

function strike(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    // It died a moment ago of another blow.
    return false;
  }
}

async function ambush({ folder, point, patienceMs }: Extract<KillOrder, { do: 'ambush' }>): Promise<number[]> {
  const armed = join(folder, point);
  const deadline = Date.now() + patienceMs;
  writeFileSync(armed, '');
  for (;;) {
    const standing = readdirSync(folder).find((name) => name.startsWith(`${point}.`));
    if (standing) {
      const pid = Number(standing.slice(point.length + 1));
      const isStruck = strike(pid);
      rmSync(join(folder, standing));
      return isStruck ? [pid] : [];
    }
    if (Date.now() > deadline && existsSync(armed)) {
      rmSync(armed, { force: true });
      // Somebody may have come to the point at this very moment: one more look.
      if (!readdirSync(folder).some((name) => name.startsWith(`${point}.`))) return [];
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

process.on('message', (order: KillOrder) => {
  void (async () => {
    const struck = order.do === 'strike' ? order.pids.filter(strike) : await ambush(order);
    process.send?.({ id: order.id, struck } satisfies KillReport);
  })();
});
process.on('disconnect', () => process.exit(0));
process.send?.({ id: 0, struck: [] } satisfies KillReport);
