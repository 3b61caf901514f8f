/** The event of a mail that a flow sent to an address outside: by which run, to whom (masked: the whole address is the flow's own), about what. */
import type { DomainEvent } from '../audit/event.schema.ts';
import type { Instant } from '../values.ts';

/** "h•••@supplier.example". */
export const maskedAddress = (address: string): string => { const at = address.lastIndexOf('@'); return `${[...address][0] ?? ''}•••${at < 1 ? '' : address.slice(at)}`; };

/** The same mail is sent once: its id is made of its own. */
export function mailEvent({ id, ticket, run, to, subject }: { id: string; ticket: string; run: string | null; to: string; subject: string }, at: Instant): DomainEvent {
  const origin = run ?? `run/${ticket}`;
  return { id: `mail/${id}/sent`, at, action: 'mail.sent', actor: { kind: 'machine', id: origin }, onBehalfOf: null, refs: [{ kind: 'ticket', id: ticket }], data: { to: maskedAddress(to), subject }, origin: `mail/${id}`, seq: 0, isConfirmed: true };
}
