/** What there is of demo data, and clearing it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { InstallationRepo } from '#store/core/installation.repo';
import type { DemoRepo } from '#store/demo/demo.repo';
import type { EventRepo } from '#store/audit/event.repo';
import type { AlarmEngine } from '#domain/alarm/alarm.ports';
import type { FlowEngine } from '#domain/flow/engine.ports';
import { portalEvent } from '#domain/audit/portal-event';
import type { ActorRef } from '#domain/identity/identity.schema';
import { codeOf } from '#domain/errors';
import { instantOf } from '#domain/values';
import type { Handlers } from '../http/handler.ts';

export interface DemoRouteDeps { demo: DemoRepo; installation: Pick<InstallationRepo, 'isDone' | 'markDone'>; events: EventRepo; engine: Pick<FlowEngine, 'cancelRun'>; alarms: Pick<AlarmEngine, 'end'>; nowMs: () => number }

/** A first start that still writes its tickets hears of the clearing before its next handful; that one has to be seen, and nothing for so long after it. */
const settling = { everyMs: 250, quietLooks: 8, most: 80 };

export function createDemoRoutes({ demo, installation, events, engine, alarms, nowMs }: DemoRouteDeps): Handlers {
  /** Answers how many tickets went. */
  async function clear(reason: string, by: ActorRef): Promise<number> {
    // Workflows end first: one that still lived would write its ticket or group again.
    for (const run of await demo.livingRuns()) {
      await engine.cancelRun(run, { id: `demo-clear/${run}`, reason, by }).catch((fault: unknown) => { if (codeOf(fault) !== 'RUN_OVER') throw fault; });
    }
    for (const group of await demo.livingGroups()) await alarms.end(group, reason);
    return demo.removeAll();
  }
  return {
    'demo.read': async () => {
      const tickets = await demo.countTickets();
      return { isThere: tickets > 0, tickets };
    },
    'demo.clear': async ({ actor, requestId }) => {
      const by = { kind: 'person' as const, id: actor.person, name: actor.name };
      const reason = 'The demo data is cleared.';
      const isBeingMade = await installation.isDone('tickets-begun') && !await installation.isDone('tickets');
      await installation.markDone('tickets', new Date(nowMs()));
      let removed = await clear(reason, by);
      for (let look = 0, quiet = 0; isBeingMade && quiet < settling.quietLooks && look < settling.most; look++) {
        await sleep(settling.everyMs);
        const late = await demo.countTickets() > 0 ? await clear(reason, by) : 0;
        removed += late;
        quiet = late === 0 ? quiet + 1 : 0;
      }
      await events.append([portalEvent({ requestId, at: instantOf(nowMs()), action: 'demo.cleared', actor: by, refs: [], data: { removed } })]);
      return { removed };
    },
  };
}
