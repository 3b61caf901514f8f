/** Which events of the installation itself, of no ticket, are told to its administrators. */
import type { DomainEvent } from '../audit/event.schema.ts';
import type { Json } from '../values.ts';
import type { Telling } from './notice.plan.ts';
import type { Audience } from './notice.rules.ts';
import type { NoticeKind } from './notice.schema.ts';

/** Person ids of the administrators, and the table in force. */
export interface InstallationFacts { administrators: readonly string[]; rules: Readonly<Record<NoticeKind, readonly Audience[]>> }

export const installationActions: ReadonlySet<DomainEvent['action']> = new Set(['webhook.switchedOff'] as const);

/** Never to whoever did it. Empty for events of tickets. */
export function installationTellings(event: DomainEvent, { administrators, rules }: InstallationFacts): Telling[] {
  if (event.action !== 'webhook.switchedOff' || !rules['webhook.switchedOff'].includes('administrators')) return [];
  const id = event.refs.find(({ kind }) => kind === 'webhook')?.id ?? '';
  const { name, address, reason } = event.data;
  return administrators.filter((person) => person !== event.actor.id).map((recipient) => ({
    key: `${event.id}/webhook.switchedOff/${recipient}`, kind: 'webhook.switchedOff', recipient, params: { name: textIn(name), address: textIn(address), reason: textIn(reason) }, link: `/settings?section=webhooks&webhook=${encodeURIComponent(id)}`, approval: null,
  }));
}

const textIn = (value: Json | undefined): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
