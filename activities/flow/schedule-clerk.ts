/**
 * Has schedules begin their flows. A round looks only at those whose time has come: writes the firings down, by ids that are the same for every worker,
 * says that everything up to now is settled, and then opens the tickets of what is written. Whoever dies in between leaves firings that the next round finds.
 */
import { CatalogueError } from '#domain/errors';
import { planSchedule, type PlannedSchedule } from '#domain/flow/schedule/schedule.instants';
import { scheduleSchema, type Schedule } from '#domain/flow/schedule/schedule.schema';
import type { FlowStarter } from '#domain/flow/start/start.ports';
import { epochMs, instantOf, plusMs, type Instant } from '#domain/values';
import type { Firing, FiringRepo } from '#store/flow/firing.repo';
import type { FlowStart, FlowStartRepo } from '#store/flow/flow-start.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import type { CalendarShelf } from './calendar-shelf.ts';
import { isForGood } from './flow-starter.ts';

export interface ScheduleClerkDeps {
  starts: Pick<FlowStartRepo, 'settle' | 'read'>; firings: FiringRepo; tickets: Pick<TicketRepo, 'byId'>; calendars: CalendarShelf; starter: Pick<FlowStarter, 'begin'>;
  nowMs(): number;
}
export interface ScheduleClerk {
  /** Writes down what of a schedule is due, and when to look again. */
  plan(start: FlowStart): Promise<void>;
  /** Opens the ticket of one, or says why not. Throws where the world is away. */
  fire(firing: Firing): Promise<void>;
}

/** Firings of one schedule that one look writes down; the rest comes with the next. */
const mostAtOnce = 50;
/** A calendar may be edited: a schedule that goes by one is looked at again so often, whatever is next. */
const calendarLookMs = 3_600_000;

/** What a row plans by. A schedule that goes by a calendar that is gone counts every day: a firing too many is better than none. */
export async function plannedBy({ schedule, since }: Pick<FlowStart, 'schedule' | 'since'>, calendars: CalendarShelf): Promise<{ schedule: Schedule; plan: PlannedSchedule }> {
  const read = scheduleSchema.parse(JSON.parse(schedule ?? '{}'));
  const calendar = read.calendar ? await calendars.take(read.calendar).catch(whereGone) : null;
  return { schedule: read, plan: planSchedule({ schedule: read, sinceMs: epochMs(since), calendar }) };
}
function whereGone(thrown: unknown): null {
  if (thrown instanceof CatalogueError && thrown.code === 'CALENDAR_UNKNOWN') return null;
  throw thrown;
}

export function createScheduleClerk({ starts, firings, tickets, calendars, starter, nowMs }: ScheduleClerkDeps): ScheduleClerk {
  const now = (): Instant => instantOf(nowMs());

  /** The ticket of the one before, while it is open. One that was opened and is not written yet is open. */
  async function stillOpen({ flow, node, dueAt }: Firing): Promise<{ id: string; key: string } | null> {
    const before = await firings.lastOpened(flow, node, dueAt);
    if (before?.ticket == null) return null;
    const ticket = await tickets.byId(before.ticket.id);
    return ticket === null || ticket.run?.status === 'running' ? before.ticket : null;
  }
  async function overlapOf({ flow, node }: Firing): Promise<Schedule['overlap']> {
    const start = await starts.read(flow, node);
    return start?.schedule == null ? 'skip' : scheduleSchema.parse(JSON.parse(start.schedule)).overlap;
  }

  return {
    async plan(start) {
      const { schedule, plan } = await plannedBy(start, calendars);
      const [after, at] = [epochMs(start.doneUntil ?? start.since), nowMs()];
      const due = schedule.missed === 'all' ? plan.between(after, at, mostAtOnce) : lastOf(plan, after, at);
      const [first] = schedule.missed === 'all' ? [] : plan.between(after, at, 1);
      await firings.plan(due.map((ms) => ({ flow: start.flow, node: start.node, version: start.version, dueAt: instantOf(ms), missedSince: first === undefined || first === ms ? null : instantOf(first) })));
      const isCut = due.length === mostAtOnce;
      const done = isCut ? due.at(-1)! : at;
      const next = isCut ? at : plan.next(done, 1)[0];
      const lookAt = next === undefined ? null : schedule.calendar ? Math.min(next, at + calendarLookMs) : next;
      await starts.settle(start, instantOf(done), lookAt === null ? (schedule.calendar && !isPast(schedule, at) ? plusMs(now(), calendarLookMs) : null) : instantOf(lookAt));
    },
    async fire(firing) {
      const { id, flow, node, version, dueAt } = firing;
      const open = await overlapOf(firing) === 'skip' ? await stillOpen(firing) : null;
      if (open !== null) { await firings.passed(id, open, now()); return; }
      try {
        const ticket = await starter.begin({ flow, version, node, id: `firing\n${id}`, data: { dueAt: { '@feel': 'date and time', value: dueAt.replace('.000Z', 'Z') } }, by: { kind: 'machine', id: `schedule/${flow}/${node}` } });
        await firings.opened(id, ticket, now());
      } catch (thrown) {
        if (!isForGood(thrown)) throw thrown;
        await firings.failed(id, thrown.code, thrown.params, now());
      }
    },
  };
}

const lastOf = (plan: PlannedSchedule, after: number, at: number): number[] => { const last = plan.lastBetween(after, at); return last === null ? [] : [last]; };
/** Its end is said and has passed: no edit of a calendar brings anything. */
const isPast = ({ until }: Schedule, at: number): boolean => until !== undefined && until !== '' && Date.parse(`${until.slice(0, 10)}T00:00:00Z`) + 3 * 86_400_000 < at;
