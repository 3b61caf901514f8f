/** Makes notices of confirmed events: reads the outbox in order, adds what people are to be told, and only then moves on, so that a stop in the middle tells it again under the same keys. */
import type { DomainEvent } from '#domain/audit/event.schema';
import { installationActions, installationTellings } from '#domain/notify/installation.plan';
import { isHistory } from '#domain/notify/notice.make';
import { tellingsOf, toldActions } from '#domain/notify/notice.plan';
import type { ChannelName, Notice } from '#domain/notify/notice.schema';
import { instantOf } from '#domain/values';
import type { OutboxRepo } from '#store/audit/outbox.repo';
import type { PersonRepo } from '#store/identity/person.repo';
import type { ApprovalLinkRepo } from '#store/notify/approval-link.repo';
import type { NoticeRepo } from '#store/notify/notice.repo';
import type { NoticeRuleRepo } from '#store/notify/notice-rule.repo';
import { createOutboxReader, readable, type OutboxReader, type OutboxRow } from '../audit/outbox-reader.ts';
import { noticeFactsOf, type NoticeFactsOf } from './notice.facts.ts';
import { noteWithLinks, noticesOf } from './notice.record.ts';

export interface NoticeClerkOf extends NoticeFactsOf {
  outbox: Pick<OutboxRepo, 'begin' | 'hasNews' | 'read' | 'advance'>;
  notices: Pick<NoticeRepo, 'add'>;
  links: Pick<ApprovalLinkRepo, 'add'>;
  rules: Pick<NoticeRuleRepo, 'inForce'>;
  people: Pick<PersonRepo, 'readMany' | 'byRole'>;
  channel: ChannelName;
  log: { error(facts: object, message: string): void };
  nowMs(): number;
}

export type NoticeClerk = OutboxReader<ChannelName>;

/** Most events tell nobody anything: they are passed by before anything is read. */
const telling: ReadonlySet<DomainEvent['action']> = new Set(toldActions);

export function createNoticeClerk(given: NoticeClerkOf): NoticeClerk {
  const { outbox, notices, links, rules, people, channel, log, nowMs } = given;

  async function told(event: DomainEvent, table: Awaited<ReturnType<NoticeRuleRepo['inForce']>>): Promise<Notice[]> {
    const now = instantOf(nowMs());
    if (installationActions.has(event.action)) return noticesOf(installationTellings(event, { administrators: await administrators(), rules: table }), { event, ticket: null, channel, now }, people);
    const facts = await noticeFactsOf(event, given);
    if (facts === null || isHistory(event, facts.ticket, now)) return [];
    return noticesOf(tellingsOf(event, facts, table), { event, ticket: facts.ticket, channel, now }, people);
  }
  const administrators = async (): Promise<readonly string[]> => (await people.byRole(['administrator'])).get('administrator') ?? [];

  async function note(rows: readonly OutboxRow[]): Promise<readonly ChannelName[]> {
    const waiting = rows.filter(({ event }) => telling.has(event.action) || installationActions.has(event.action));
    if (waiting.length === 0) return [];
    const table = await rules.inForce();
    const made: Notice[] = [];
    for (const { event } of waiting) made.push(...await readable(event, () => told(event, table), log) ?? []);
    await noteWithLinks(made, { links, notices });
    return made.some(({ state }) => state === 'queued') ? [channel] : [];
  }
  return createOutboxReader({ outbox, reader: 'notices', note });
}
