/** How two tickets belong together. A link is one fact, told from both sides: what one ticket is to the other, the other is to it by the inverse. */
import { z } from 'zod';
import { instantSchema, type Instant } from '../values.ts';
import { actorRefSchema, type ActorRef } from '../identity/identity.schema.ts';
import type { DomainEvent } from '../audit/event.schema.ts';

/** What the other ticket is to this one. */
export const linkRelations = ['parent', 'child', 'duplicateOf', 'duplicatedBy', 'causedBy', 'causes', 'related'] as const;
export type LinkRelation = (typeof linkRelations)[number];

const inverses: Readonly<Record<LinkRelation, LinkRelation>> = { parent: 'child', child: 'parent', duplicateOf: 'duplicatedBy', duplicatedBy: 'duplicateOf', causedBy: 'causes', causes: 'causedBy', related: 'related' };
export const inverseOf = (relation: LinkRelation): LinkRelation => inverses[relation];

/** Those that are kept: of a relation and its inverse the one that stands first. */
export const keptRelations = ['parent', 'duplicateOf', 'causedBy', 'related'] as const satisfies readonly LinkRelation[];

/** Links one ticket may have. */
export const mostLinks = 200;

/** `from` and `to` are ticket ids: `to` is `relation` to `from`. */
export const ticketLinkSchema = z.object({ id: z.string(), from: z.string(), to: z.string(), relation: z.enum(linkRelations), at: instantSchema, by: actorRefSchema });
export type TicketLink = z.infer<typeof ticketLinkSchema>;

/** One of the two ways a link can be told is kept, the same whoever says it: of a relation and its inverse the one that stands first in the list, of `related` the lesser id first. */
export function keptLink(from: string, to: string, relation: LinkRelation): Pick<TicketLink, 'id' | 'from' | 'to' | 'relation'> {
  const inverse = inverseOf(relation);
  const isTurned = relation === inverse ? to < from : linkRelations.indexOf(inverse) < linkRelations.indexOf(relation);
  const [one, other, kept] = isTurned ? [to, from, inverse] : [from, to, relation];
  return { id: `${one}/${kept}/${other}`, from: one, to: other, relation: kept };
}

/** The link as one of its tickets has it: the other's id, and what that is to it. */
export const linkFrom = (link: Pick<TicketLink, 'from' | 'to' | 'relation'>, ticket: string): { other: string; relation: LinkRelation } =>
  (link.from === ticket ? { other: link.to, relation: link.relation } : { other: link.from, relation: inverseOf(link.relation) });

/** A ticket as links and their events name it. */
export interface LinkedTicket { id: string; key: string }

/** That a link was made or removed, told as it is kept. `at` and link make the id: the same write twice is one event. */
export function linkEvent(action: 'ticket.linked' | 'ticket.unlinked', link: Pick<TicketLink, 'id' | 'relation'>, from: LinkedTicket, to: LinkedTicket, { by, at, origin }: { by: ActorRef; at: Instant; origin: string }): DomainEvent {
  return {
    id: `link/${link.id}/${action === 'ticket.linked' ? 'made' : 'removed'}/${at}`, at, action, actor: by, onBehalfOf: null, refs: [{ kind: 'ticket', id: from.id }, { kind: 'ticket', id: to.id }],
    data: { relation: link.relation, from: from.key, to: to.key }, origin, seq: 0, isConfirmed: true,
  };
}
