/** What an edit of a calendar would change: for open tickets in numbers and by the most telling rows, and for one instant and target. Nothing is written. */
import type { z } from 'zod';
import type { impactRow, impactView, sampleSchema } from '#api/calendar.api';
import { CatalogueError, errorShape } from '#domain/errors';
import type { Calendar } from '#domain/sla/calendar.schema';
import { newClock } from '#domain/sla/clock';
import { deriveDue } from '#domain/sla/due';
import { parseTarget } from '#domain/sla/duration';
import { clockImpact } from '#domain/sla/recount';
import { workingCalendar, type WorkingCalendar } from '#domain/sla/working-time';
import type { Instant, Json } from '#domain/values';
import type { ClockRow, ClockRowRepo } from '#store/sla/clock-row.repo';

type Impact = z.input<typeof impactView>;
type ImpactRow = z.input<typeof impactRow>;
type Sample = z.output<typeof sampleSchema>;

/** Tickets looked at, and rows shown, at most. */
const limits = { looked: 20_000, page: 500, rows: 20 } as const;

/** `before` null: a new calendar, in which nothing counts yet. Throws SLA_DURATION_* for the sample's target. */
export async function previewEdit(rows: Pick<ClockRowRepo, 'page' | 'count'>, asked: { before: Calendar | null; after: Calendar; sample: Sample | null; now: Instant; isGone: () => boolean }): Promise<Impact> {
  const [before, after] = [asked.before === null ? null : workingCalendar(asked.before), workingCalendar(asked.after)];
  if (asked.sample !== null) parseTarget(asked.sample.target);
  const sample = asked.sample === null ? null : { before: sampleOf(before, asked.sample), after: sampleOf(after, asked.sample) };
  const sum: Impact = { total: 0, looked: 0, movedTickets: 0, earlier: 0, later: 0, newlyBreached: 0, noLongerAtRisk: 0, rows: [], sample };
  if (before === null) return sum;
  sum.total = await rows.count(after.calendar.key);
  for (let cursor = '', isMore = true; isMore && sum.looked < limits.looked && !asked.isGone();) {
    const page = await rows.page(after.calendar.key, cursor, limits.page);
    for (const ticket of page) add(sum, impactsOn(ticket, before, after, asked.now));
    sum.looked += page.length;
    cursor = page.at(-1)?.id ?? cursor;
    isMore = page.length === limits.page;
  }
  sum.total = Math.max(sum.total, sum.looked);
  return sum;
}

function impactsOn(ticket: ClockRow, before: WorkingCalendar, after: WorkingCalendar, now: Instant): ImpactRow[] {
  return ticket.clockFacts.flatMap((facts) => {
    const impact = facts.calendarId === after.calendar.key ? clockImpact(facts, before, after, now) : null;
    if (impact === null) return [];
    const { kind, target, dueBefore, dueAfter, movesMs, isNewlyBreached, isNoLongerAtRisk } = impact;
    return [{ key: ticket.key, title: ticket.title, priority: ticket.priority, kind, target, dueBefore, dueAfter, movesMs, isNewlyBreached, isNoLongerAtRisk }];
  });
}

function add(sum: Impact, found: readonly ImpactRow[]): void {
  if (found.length === 0) return;
  sum.movedTickets += 1;
  sum.earlier += found.filter(({ movesMs }) => movesMs < 0).length;
  sum.later += found.filter(({ movesMs }) => movesMs > 0).length;
  sum.newlyBreached += found.filter(({ isNewlyBreached }) => isNewlyBreached).length;
  sum.noLongerAtRisk += found.filter(({ isNoLongerAtRisk }) => isNoLongerAtRisk).length;
  sum.rows = [...sum.rows, ...found].toSorted(mostTelling).slice(0, limits.rows);
}

const mostTelling = (a: ImpactRow, b: ImpactRow): number => Number(b.isNewlyBreached) - Number(a.isNewlyBreached) || a.movesMs - b.movesMs || (a.key < b.key ? -1 : 1);

function sampleOf(calendar: WorkingCalendar | null, { start, target }: Sample): NonNullable<Impact['sample']>['before'] {
  if (calendar === null) return { dueAt: null, explain: [], fault: null };
  try {
    const facts = { ...newClock({ id: 'sample', kind: 'resolution', policyId: '', calendarId: calendar.calendar.key, target }), startedAt: start, state: 'running' as const };
    const { dueAt, explain } = deriveDue(facts, calendar);
    return { dueAt, explain: explain.map(({ code, params, text }) => ({ code, params: { ...params } as Record<string, Json>, text })), fault: null };
  } catch (thrown) {
    if (!(thrown instanceof CatalogueError)) throw thrown;
    return { dueAt: null, explain: [], fault: { code: thrown.code, params: thrown.params, message: errorShape(thrown.code, thrown.params).message } };
  }
}
