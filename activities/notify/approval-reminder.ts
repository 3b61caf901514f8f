/** Tells approvals that wait once more: looks at those that are open, and notes a notice for each whose time has come. Its key makes it one, however often and by whom it is looked. */
import type { CalendarShelf } from '../flow/calendar-shelf.ts';
import { codeOf } from '#domain/errors';
import { remindAt } from '#domain/notify/approval-reminder';
import { isHistory } from '#domain/notify/notice.make';
import { remindersOf } from '#domain/notify/notice.plan';
import type { ChannelName, Notice } from '#domain/notify/notice.schema';
import { epochMs, instantOf, type Instant } from '#domain/values';
import type { TaskRecord, TaskRepo } from '#store/ticket/task.repo';
import type { TicketRecord, TicketRepo } from '#store/ticket/ticket.repo';
import type { ApprovalLinkRepo } from '#store/notify/approval-link.repo';
import type { NoticeRepo } from '#store/notify/notice.repo';
import type { NoticeRuleRepo } from '#store/notify/notice-rule.repo';
import { waitingApproval, type NoticeFactsOf } from './notice.facts.ts';
import { noteWithLinks, noticesOf } from './notice.record.ts';

export interface ApprovalReminderOf extends Pick<NoticeFactsOf, 'people' | 'teams' | 'standIns'> {
  tasks: Pick<TaskRepo, 'openApprovals'>; tickets: Pick<TicketRepo, 'byIds'>; calendars: CalendarShelf;
  notices: Pick<NoticeRepo, 'add'>; links: Pick<ApprovalLinkRepo, 'add'>; rules: Pick<NoticeRuleRepo, 'inForce'>;
  channel: ChannelName;
  log: { error(facts: object, message: string): void };
  nowMs(): number;
}
export interface ApprovalReminder {
  /** Answers whether something is to be sent. Rejects when MongoDB is away. */
  round(): Promise<boolean>;
}

const batch = 500;
/** Told by this process; whoever starts anew notes them again under the same keys. */
const mostKnown = 20_000;

export function createApprovalReminder(given: ApprovalReminderOf): ApprovalReminder {
  const { tasks, tickets, calendars, rules, channel, log, nowMs } = given;
  const told = new Set<string>();

  /** Null where no calendar says when. */
  async function timeOf({ clocks }: TicketRecord, task: TaskRecord): Promise<Instant | null> {
    const calendarId = (clocks.find(({ kind }) => kind === 'resolution') ?? clocks[0])?.calendarId ?? '';
    try {
      return remindAt(task, await calendars.take(calendarId));
    } catch (fault) {
      if (codeOf(fault) === null) throw fault;
      log.error({ fault: String(fault), task: task.id }, 'a calendar does not say when an approval is to be told again; it is not');
      told.add(task.id);
      return null;
    }
  }
  /** Null while its time has not come. */
  async function remind(task: TaskRecord, ticket: TicketRecord, table: Awaited<ReturnType<NoticeRuleRepo['inForce']>>): Promise<Notice[] | null> {
    const at = await timeOf(ticket, task);
    if (at === null || epochMs(at) > nowMs()) return null;
    const facts = await waitingApproval(ticket, task, given);
    const now = instantOf(nowMs());
    if (isHistory({ at }, facts.ticket, now)) return [];
    return noticesOf(remindersOf(task.openedAt, task.dueAt, facts, table), { event: { at }, ticket: facts.ticket, channel, now }, given.people);
  }
  return {
    async round() {
      if (told.size > mostKnown) told.clear();
      let [isDue, after]: [boolean, string | null] = [false, null];
      for (;;) {
        const page: TaskRecord[] = await tasks.openApprovals(after, batch);
        // Flows that remind say themselves when; of what is suspended nobody is told.
        const waiting = page.filter(({ id, task }) => !told.has(id) && task.reminders === undefined && task.suspended === undefined);
        const known = new Map((await tickets.byIds([...new Set(waiting.map(({ ticket }) => ticket.id))])).map((ticket) => [ticket.id, ticket]));
        const table = waiting.length > 0 ? await rules.inForce() : null;
        const [made, over]: [Notice[], string[]] = [[], []];
        for (const task of waiting) {
          const ticket = known.get(task.ticket.id);
          const own = ticket ? await remind(task, ticket, table!) : null;
          if (own === null) continue;
          made.push(...own);
          over.push(task.id);
        }
        if (made.length > 0) await noteWithLinks(made, given);
        // Only now: what could not be noted is looked at again.
        for (const id of over) told.add(id);
        isDue ||= made.some(({ state }) => state === 'queued');
        if (page.length < batch) return isDue;
        after = page.at(-1)!.id;
      }
    },
  };
}
