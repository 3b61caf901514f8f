/** Queues confirmed events for the webhooks that want them: the same event never twice for one of them, however often the outbox hands it on. */
import { deliveryOf, isWanted, type WebhookEvent } from '#domain/notify/webhook.plan';
import type { WebhookDelivery } from '#domain/notify/webhook.schema';
import { instantOf } from '#domain/values';
import type { AlarmGroupRepo } from '#store/alarm/group.repo';
import type { OutboxRepo } from '#store/audit/outbox.repo';
import type { WebhookDeliveryRepo } from '#store/notify/webhook-delivery.repo';
import type { WebhookRepo } from '#store/notify/webhook.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import { createOutboxReader, readable, type OutboxReader, type OutboxRow } from '../audit/outbox-reader.ts';

export interface WebhookClerkOf {
  outbox: Pick<OutboxRepo, 'begin' | 'hasNews' | 'read' | 'advance'>;
  webhooks: Pick<WebhookRepo, 'enabled'>;
  deliveries: Pick<WebhookDeliveryRepo, 'add'>;
  tickets: Pick<TicketRepo, 'byIds'>;
  groups: Pick<AlarmGroupRepo, 'namesOf'>;
  publicUrl: string;
  log: { error(facts: object, message: string): void };
  nowMs(): number;
}

/** Wakes webhooks by id. */
export function createWebhookClerk({ outbox, webhooks, deliveries, tickets, groups, publicUrl, log, nowMs }: WebhookClerkOf): OutboxReader<string> {
  const idsOf = (rows: readonly OutboxRow[], kind: 'ticket' | 'alarmGroup'): string[] => [...new Set(rows.flatMap(({ event }) => event.refs.flatMap((ref) => (ref.kind === kind ? [ref.id] : []))))];

  /** What the events are judged and told with, read at once. */
  async function told(rows: readonly OutboxRow[]): Promise<WebhookEvent[]> {
    const [ticketIds, groupIds] = [idsOf(rows, 'ticket'), idsOf(rows, 'alarmGroup')];
    const [ticketRows, groupRows] = await Promise.all([ticketIds.length > 0 ? tickets.byIds(ticketIds) : [], groupIds.length > 0 ? groups.namesOf(groupIds) : []]);
    const ticketById = new Map(ticketRows.map((ticket) => [ticket.id, ticket]));
    const teamByGroup = new Map(groupRows.map(({ id, team }) => [id, team]));
    const refOf = (row: OutboxRow, kind: 'ticket' | 'alarmGroup'): string => row.event.refs.find((ref) => ref.kind === kind)?.id ?? '';
    return rows.map((row) => ({ event: row.event, order: row.outboxSeq, ticket: ticketById.get(refOf(row, 'ticket')) ?? null, groupTeam: teamByGroup.get(refOf(row, 'alarmGroup')) ?? null }));
  }

  async function note(rows: readonly OutboxRow[]): Promise<readonly string[]> {
    const all = await webhooks.enabled();
    const actions = new Set(all.flatMap((webhook) => webhook.actions));
    const asked = rows.filter(({ event }) => actions.has(event.action));
    if (asked.length === 0) return [];
    const now = instantOf(nowMs());
    const planned = (one: WebhookEvent) => all.filter((webhook) => isWanted(webhook, one, now)).map((webhook) => deliveryOf(webhook, one, publicUrl, now));
    const made: WebhookDelivery[] = [];
    for (const one of await told(asked)) made.push(...await readable(one.event, () => planned(one), log) ?? []);
    await deliveries.add(made);
    return [...new Set(made.map(({ webhook }) => webhook))];
  }
  return createOutboxReader({ outbox, reader: 'webhooks', note });
}
