/** Wires notices: the activity that sends them, the clerk that notes them, and what wakes both. */
import { hostname } from 'node:os';
import { createCalendarShelf } from '#activities/flow/calendar-shelf';
import { createApprovalReminder, type ApprovalReminder } from '#activities/notify/approval-reminder';
import { createNoticeActivities } from '#activities/notify/notice.activities';
import { createNoticeClerk } from '#activities/notify/notice.clerk';
import { CatalogueError } from '#domain/errors';
import type { DeliveryPace } from '#domain/notify/delivery';
import { approvalLinkOf, approvalLinkPath } from '#domain/notify/approval-link';
import type { ChannelName, Notice } from '#domain/notify/notice.schema';
import type { NoticeEngine } from '#domain/notify/notify.ports';
import type { Settings } from '#domain/settings';
import type { NoticeMessage } from '#integrations/channels/channel.kind';
import { createChannels } from '#integrations/channels/index';
import type { MailSettings } from '#integrations/channels/mail/mail.kind';
import { createEventRepo } from '#store/audit/event.repo';
import { createOutboxRepo } from '#store/audit/outbox.repo';
import type { OpenedConnection } from '#store/core/connection';
import { createLockRepo } from '#store/core/lock.repo';
import { createAbsenceRepo } from '#store/identity/absence.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createStandIns } from '#store/identity/stand-in.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createApprovalLinkRepo } from '#store/notify/approval-link.repo';
import { createNoticeFileRepo } from '#store/notify/notice-file.repo';
import { createNoticeRepo } from '#store/notify/notice.repo';
import { createNoticeRuleRepo } from '#store/notify/notice-rule.repo';
import { createCalendarRepo } from '#store/sla/calendar.repo';
import { createCommentRepo } from '#store/ticket/comment.repo';
import { createTaskRepo } from '#store/ticket/task.repo';
import { createTicketRepo } from '#store/ticket/ticket.repo';
import { createNotifier, type Notifier, type NotifierOptions } from './notifier.ts';
import { startReminder } from './reminder.ts';
import type { Rounds } from './rounds.ts';

export interface NotifyWiringOf {
  connection: OpenedConnection['connection'];
  engine: NoticeEngine;
  /** Null: no mail server is set, what would be sent is kept in the mailbox of the portal. */
  mail: MailSettings | null;
  /** What people are told by. Absent: mail where a mail server is set, else the mailbox. */
  channel?: ChannelName | undefined;
  publicUrl: string; dataKey: string;
  log: { warn(facts: Record<string, unknown>, message: string): void; error(facts: object, message: string): void };
  pace?: DeliveryPace; notifier?: NotifierOptions;
}

/** Null where no mail server is set. `password` resolves the secret for "host:port". */
export function mailSettingsOf({ smtpHost, smtpPort, smtpSecurity, smtpUser, smtpSecret, smtpTimeoutSeconds, mailFrom }: Settings, password: (name: string, address: string) => Promise<string>): MailSettings | null {
  if (smtpHost === undefined) return null;
  return { host: smtpHost, port: smtpPort, security: smtpSecurity, user: smtpUser ?? null, password: () => password(smtpSecret, `${smtpHost}:${smtpPort}`), from: mailFrom, timeoutMs: smtpTimeoutSeconds * 1_000 };
}

/** By what people are told; `chosen` by a setting. */
export const channelOf = (mail: MailSettings | null, chosen?: ChannelName): ChannelName => chosen ?? (mail === null ? 'mailbox' : 'mail');

/** Throws SETTING_INVALID for a channel that is not set up. Gives activities of queue io, and the notifier, not yet started: starting it starts the reminder's rounds too. */
export function wireNotices({ connection, engine, mail, channel: chosen, publicUrl, dataKey, log, pace, notifier = {} }: NotifyWiringOf): { io: object; notifier: Notifier; reminder: ApprovalReminder; close(): void } {
  const nowMs = () => Date.now();
  const [notices, links, people, locks] = [createNoticeRepo(connection), createApprovalLinkRepo(connection, dataKey), createPersonRepo(connection), createLockRepo(connection)];
  const channels = createChannels(mail);
  const channel = channelOf(mail, chosen);
  if (!channels.has(channel)) throw new CatalogueError('SETTING_INVALID', { names: `SIGNALBOX_NOTICE_CHANNEL (${channel} needs settings of its own)` });
  const kept = createNoticeFileRepo(connection);
  const messageOf = async ({ id, kind, params, link, ticket, ...notice }: Notice, zone: string): Promise<NoticeMessage> => {
    const approval = approvalLinkOf({ id, ticket, ...notice });
    return {
      id, kind, params, zone, url: publicUrl + link, settingsUrl: `${publicUrl}/mailbox?settings=true`, thread: ticket?.id ?? null,
      approve: approval === null ? null : { url: publicUrl + approvalLinkPath(links.tokenOf(approval)), until: approval.expiresAt },
      // Only mail carries them: in the mailbox they are fetched from where they are kept.
      ...(notice.files && notice.channel === 'mail' ? { files: await kept.ofNotice(id) } : {}),
    };
  };
  const standIns = createStandIns({ absences: createAbsenceRepo(connection), people, nowMs });
  const calendarRepo = createCalendarRepo(connection);
  const calendars = createCalendarShelf({ read: (key) => calendarRepo.read(key), list: () => calendarRepo.list(), nowMs });
  const [rules, teams, tickets, tasks] = [createNoticeRuleRepo(connection), createTeamRepo(connection), createTicketRepo(connection), createTaskRepo(connection)];
  const reminder = createApprovalReminder({ tasks, tickets, teams, people, standIns, calendars, notices, links, rules, channel, log, nowMs });
  const clerk = createNoticeClerk({
    outbox: createOutboxRepo(connection, locks), notices, links, people, standIns, channel, log, nowMs, rules, teams, tickets, tasks, comments: createCommentRepo(connection, createEventRepo(connection)),
  });
  const sender = createNotifier({ what: 'notices', clerk, overdue: notices.overdue, ring: engine.ring, locks, log, nowMs }, notifier);
  let reminding: Rounds | null = null;
  return {
    io: createNoticeActivities({ notices, people, channels, messageOf, nowMs, worker: `${hostname()}/${process.pid}`, ...(pace === undefined ? {} : { pace }) }),
    notifier: {
      start() {
        sender.start();
        reminding = startReminder({ reminder, ring: () => engine.ring(channel), locks, log, nowMs });
      },
      async stop() { await Promise.all([sender.stop(), reminding?.stop()]); },
    },
    reminder,
    close: () => { for (const each of channels.values()) each.close(); },
  };
}
