/** How two tickets belong together. A link is one fact, told from both sides: what one ticket is to the other, the other is to it by the inverse. */
import { z } from 'zod';
import { instantSchema } from '../values.ts';
import { actorRefSchema } from '../identity/identity.schema.ts';

/** What the other ticket is to this one. */
export const linkRelations = ['parent', 'child', 'duplicateOf', 'duplicatedBy', 'causedBy', 'causes', 'related'] as const;
export type LinkRelation = (typeof linkRelations)[number];

const inverses: Readonly<Record<LinkRelation, LinkRelation>> = { parent: 'child', child: 'parent', duplicateOf: 'duplicatedBy', duplicatedBy: 'duplicateOf', causedBy: 'causes', causes: 'causedBy', related: 'related' };
export const inverseOf = (relation: LinkRelation): LinkRelation => inverses[relation];

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
