/** What there is of demo data, and clearing it. */
import type { DemoRepo } from '#store/demo/demo.repo';
import type { EventRepo } from '#store/audit/event.repo';
import type { FlowEngine } from '#domain/flow/engine.ports';
import { portalEvent } from '#domain/audit/portal-event';
import { codeOf } from '#domain/errors';
import { instantOf } from '#domain/values';
import type { Handlers } from '../http/handler.ts';

export interface DemoRouteDeps { demo: DemoRepo; events: EventRepo; engine: Pick<FlowEngine, 'cancelRun'>; nowMs: () => number }

export function createDemoRoutes({ demo, events, engine, nowMs }: DemoRouteDeps): Handlers {
  return {
    'demo.read': async () => {
      const tickets = await demo.countTickets();
      return { isThere: tickets > 0, tickets };
    },
    'demo.clear': async ({ actor, requestId }) => {
      const by = { kind: 'person' as const, id: actor.person, name: actor.name };
      // Runs end first: a run that still lived would write its ticket again.
      for (const run of await demo.livingRuns()) {
        await engine.cancelRun(run, { id: `demo-clear/${run}`, reason: 'The demo data is cleared.', by }).catch((fault: unknown) => { if (codeOf(fault) !== 'RUN_OVER') throw fault; });
      }
      const removed = await demo.removeAll();
      await events.append([portalEvent({ requestId, at: instantOf(nowMs()), action: 'demo.cleared', actor: by, refs: [], data: { removed } })]);
      return { removed };
    },
  };
}
