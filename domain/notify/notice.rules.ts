/** Who is told of what: a table, with defaults. Who they are is found by notice.plan.ts; whether they want it is theirs to say. */
import { z } from 'zod';
import { noticeKindSchema, type NoticeKind } from './notice.schema.ts';

/**
 * asked: everybody a task or approval is offered to, by name, team or role. assignee: who has the ticket; where nobody has it, the lead of its team.
 * given: whom the event itself names (the new holder of a task or ticket, who put the question that is answered, who asked for an approval that has run out, the people of an escalation level, who wants a report). administrators: everybody with that role, of what is about the installation itself.
 */
export const audiences = ['asked', 'given', 'requester', 'assignee', 'lead', 'manager', 'watchers', 'administrators'] as const;
export type Audience = (typeof audiences)[number];

export const noticeRuleSchema = z.object({ kind: noticeKindSchema, to: z.array(z.enum(audiences)).max(audiences.length) });
export type NoticeRule = z.infer<typeof noticeRuleSchema>;

/** As shipped. An installation's own rows stand in their place, kind by kind. */
export const shippedNoticeRules: Readonly<Record<NoticeKind, readonly Audience[]>> = {
  'task.asked': ['asked'],
  'task.assigned': ['given'],
  'approval.asked': ['asked'],
  'approval.reminded': ['asked'],
  'approval.expired': ['given', 'asked'],
  'question.asked': ['asked'],
  'question.answered': ['assignee', 'given'],
  'ticket.commented': ['requester', 'assignee', 'watchers'],
  'ticket.assigned': ['given'],
  'ticket.resolved': ['requester'],
  'clock.warned': ['assignee'],
  'clock.breached': ['assignee', 'lead'],
  'clock.escalated': ['given'],
  'webhook.switchedOff': ['administrators'],
  'report.sent': ['given'],
  'report.failed': ['given'],
  'flow.told': ['given'],
};

/** The table in force: shipped rows with the installation's own in their place. */
export const noticeRulesOf = (own: readonly NoticeRule[]): Record<NoticeKind, readonly Audience[]> =>
  ({ ...shippedNoticeRules, ...Object.fromEntries(own.map(({ kind, to }) => [kind, to])) }) as Record<NoticeKind, readonly Audience[]>;

