/** What stands in the document of a ticket: the answers its page gets, now, for this reader, as far as fits on paper. */
import { ticketDocumentSchema, type TicketDocument } from '#domain/document/ticket.document';
import { isInternal, otherTicketOf } from '#domain/audit/event.rights';
import type { Action } from '#domain/identity/identity.schema';
import type { Comment, TicketType } from '#domain/ticket/ticket.schema';
import type { Instant, Json, Text } from '#domain/values';
import type { ResponseOf } from '#api/routes';
import type { PageAnswers } from './page-answers.ts';

export interface TicketContentOf {
  key: string; withInternal: boolean;
  answers: PageAnswers;
  type(key: string): Promise<TicketType | null>;
  publicUrl: string; madeAt: Instant;
  /** Null: for readers who are not known. What is told of other tickets is left out then. */
  madeFor: string | null;
}
export interface TicketContent { model: TicketDocument; /** Rights beside reading the ticket that this took. */ needs: Action[] }

/** The newest of each, at most; and all their letters together. */
const most = { files: 500, comments: 500, events: 1_000, letters: 300_000 };
const pageSize = 200;

/** Throws NOT_FOUND as the page would. */
export async function ticketContent({ key, withInternal, answers, type, publicUrl, madeAt, madeFor }: TicketContentOf): Promise<TicketContent> {
  const ticket = await answers.read('tickets.read', { key }, {});
  const mayInternal = withInternal && ticket.can.includes('ticket.commentInternal');
  const mayFollow = ticket.run !== null && ticket.can.includes('run.read');
  const [comments, events, overlay, ticketType, files] = await Promise.all([
    newest(most.comments, (cursor) => answers.read('comments.list', { key }, { order: 'newest', limit: pageSize, cursor })), newest(most.events, (cursor) => answers.read('tickets.timeline', { key }, { order: 'newest', limit: pageSize, cursor })),
    mayFollow ? answers.read('tickets.overlay', { key }, {}) : null, type(ticket.type), answers.read('files.ofTicket', { key }, {}),
  ]);
  const said = fitting(comments.items.filter((comment) => mayInternal || comment.visibility === 'public'));
  const model = ticketDocumentSchema.parse({
    ...ticket, address: `${publicUrl}/tickets/${key}`, typeName: ticketType?.name ?? { en: ticket.type }, stateNames: Object.fromEntries((ticketType?.states ?? []).map((state) => [state.key, state.name])),
    isFiring: ticket.alarm?.isFiring ?? false, isStopped: ticket.run?.hasIncident ?? false, people: peopleOf(ticket), object: objectOf(ticket), fields: fieldsOf(ticket, ticketType, new Map(files.items.map(({ id, name }) => [id, name]))),
    flow: overlay, comments: said.items, events: events.items.filter((event) => (mayInternal || !isInternal(event)) && (madeFor !== null || otherTicketOf(event) === null)), files: files.items.filter(({ removed, visibility }) => removed === null && (mayInternal || visibility === 'public')).slice(0, most.files).map(({ name, size, sha256, visibility }) => ({ name, size, sha256, isInternal: visibility === 'internal' })),
    isCut: { comments: comments.hasMore || said.isCut, events: events.hasMore }, hasInternal: mayInternal, madeAt, madeFor,
  } satisfies { [K in keyof TicketDocument]: unknown });
  return { model, needs: [...(mayInternal ? ['ticket.commentInternal' as const] : []), ...(mayFollow ? ['run.read' as const] : [])] };
}

/** The newest so many, oldest first. */
async function newest<T>(atMost: number, page: (cursor: string | undefined) => Promise<{ items: T[]; next: string | null }>): Promise<{ items: T[]; hasMore: boolean }> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const read = await page(cursor);
    items.push(...read.items);
    cursor = read.next ?? undefined;
  } while (cursor !== undefined && items.length < atMost);
  return { items: items.slice(0, atMost).reverse(), hasMore: cursor !== undefined || items.length > atMost };
}

/** As many of the last ones as the letters suffice for. */
export function fitting(comments: readonly Comment[], letters = most.letters): { items: Comment[]; isCut: boolean } {
  let left = letters;
  const from = comments.findLastIndex(({ text }) => (left -= text.length) < 0) + 1;
  return { items: comments.slice(from), isCut: from > 0 };
}

type Ticket = ResponseOf<'tickets.read'>;
const person = (id: string | null, name: string | null): Text | null => (id === null ? null : { en: name ?? id });
function peopleOf({ assignee, assigneeName, requester, requesterName, team, teamName, objectView, people }: Ticket): TicketDocument['people'] {
  const owner = objectView?.owner ?? null;
  return [
    { role: 'assignee', name: person(assignee, assigneeName) },
    ...(requester ? [{ role: 'requester' as const, name: person(requester, requesterName) }] : []),
    ...(owner ? [{ role: 'owner' as const, name: person(owner, people.find(({ id }) => id === owner)?.name ?? null) }] : []),
    ...(team ? [{ role: 'team' as const, name: teamName ?? { en: team } }] : []),
  ];
}

function objectOf({ objectView, object }: Ticket): TicketDocument['object'] {
  if (objectView) return { name: objectView.name, title: objectView.title ?? null, kind: objectView.kind, impact: objectView.impact };
  return object ? { name: object.id, title: null, kind: object.kind, impact: null } : null;
}

/** Files stand there by their names. */
function fieldsOf({ fields }: Ticket, type: TicketType | null, fileNames: ReadonlyMap<string, string>): TicketDocument['fields'] {
  const shown = (value: Json): Json => (typeof value === 'string' ? fileNames.get(value) ?? value : Array.isArray(value) ? value.map(shown) : value);
  const properties = (type?.form.schema['properties'] ?? {}) as Readonly<Record<string, { title?: string }>>;
  return Object.entries(fields).filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)).map(([name, value]) => ({ title: properties[name]?.title ?? name, value: shown(value) }));
}
