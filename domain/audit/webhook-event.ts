/** The event of a webhook that was switched off without anybody's doing: once for each time it was on. */
import { originIn, type Webhook } from '../notify/webhook.schema.ts';
import type { Instant } from '../values.ts';
import type { DomainEvent } from './event.schema.ts';

/** `webhook` as it stands when it is off; `reason`: the last answer. */
export function webhookSwitchedOff({ id, name, url, revision, off }: Pick<Webhook, 'id' | 'name' | 'url' | 'revision' | 'off'>, reason: string, at: Instant): DomainEvent {
  return {
    id: `webhook/${id}/off/${revision}`, at, action: 'webhook.switchedOff', actor: { kind: 'machine', id: 'webhooks' }, onBehalfOf: null, refs: [{ kind: 'webhook', id }],
    data: { name, address: originIn(url), reason, ...(off === null ? {} : { code: off.fault.code }) }, origin: `webhook/${id}`, seq: revision, isConfirmed: true,
  };
}
