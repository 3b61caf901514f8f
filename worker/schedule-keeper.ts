/** The rounds of schedules. Several workers may run it: every step is one conditional change, and a firing opens the same ticket whoever carries it out. */
import type { Logger } from 'pino';
import { createScheduleClerk, type ScheduleClerkDeps } from '#activities/flow/schedule-clerk';
import { createCalendarShelf } from '#activities/flow/calendar-shelf';
import { startersOn } from '#activities/flow/starter-on';
import type { FlowEngine } from '#domain/flow/engine.ports';
import { instantOf } from '#domain/values';
import type { Connection } from '#store/core/connection';
import { createFiringRepo } from '#store/flow/firing.repo';
import { createFlowStartRepo, type FlowStartRepo } from '#store/flow/flow-start.repo';
import { createCalendarRepo } from '#store/sla/calendar.repo';
import { createTicketRepo } from '#store/ticket/ticket.repo';
import { startRounds } from './rounds.ts';

export interface ScheduleKeeperOf extends ScheduleClerkDeps {
  starts: FlowStartRepo;
  log: Pick<Logger, 'warn'>;
  /** Default 2,000. */
  everyMs?: number;
  /** Schedules, and firings, looked at in one round at most, and at the same time. Default 200 and 8. */
  batch?: number; width?: number;
}
export interface ScheduleKeeper { pass(): Promise<void>; stop(): Promise<void> }

export function startScheduleKeeper({ log, everyMs = 2_000, batch = 200, width = 8, ...deps }: ScheduleKeeperOf): ScheduleKeeper {
  const clerk = createScheduleClerk(deps);
  let isStopped = false;

  /** One that fails leaves the others alone; it is looked at again. Those of one schedule go one after the other. */
  async function each<T>(items: readonly T[], chainOf: (item: T) => string, work: (item: T) => Promise<void>): Promise<void> {
    const chains = new Map<string, T[]>();
    for (const item of items) chains.set(chainOf(item), [...(chains.get(chainOf(item)) ?? []), item]);
    const left = [...chains.values()];
    const faults: unknown[] = [];
    await Promise.all(Array.from({ length: width }, async () => {
      for (let chain = left.shift(); chain !== undefined && !isStopped; chain = left.shift()) {
        for (const item of chain) if (!await work(item).then(() => true, (fault: unknown) => { faults.push(fault); return false; })) break;
      }
    }));
    if (faults.length > 0) log.warn({ count: faults.length, fault: String(faults[0]) }, 'schedules could not begin their flows; tried again');
  }

  async function pass(): Promise<void> {
    await each(await deps.starts.due(instantOf(deps.nowMs()), batch), ({ id }) => id, (start) => clerk.plan(start));
    await each(await deps.firings.pending(batch), ({ flow, node }) => `${flow}#${node}`, (firing) => clerk.fire(firing));
  }

  const rounds = startRounds(pass, { everyMs, onFault: (fault) => log.warn({ fault: String(fault) }, 'schedules could not be looked through; tried again') });
  return {
    pass,
    async stop() {
      isStopped = true;
      await rounds.stop();
    },
  };
}

export interface SchedulesOf { connection: Connection; engine: Pick<FlowEngine, 'startRun'>; log: Pick<Logger, 'warn'>; everyMs?: number; nowMs?: () => number }

/** The keeper on a database and an engine. */
export function startSchedules({ connection, engine, log, nowMs = () => Date.now(), ...pace }: SchedulesOf): ScheduleKeeper {
  const calendars = createCalendarRepo(connection);
  return startScheduleKeeper({
    starts: createFlowStartRepo(connection), firings: createFiringRepo(connection), tickets: createTicketRepo(connection), starter: startersOn({ connection, engine, nowMs }).starter,
    calendars: createCalendarShelf({ read: (key) => calendars.read(key), list: () => calendars.list(), nowMs }), log, nowMs, ...pace,
  });
}
