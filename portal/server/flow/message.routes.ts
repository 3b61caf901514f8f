/** Takes messages and signals from other systems and hands them to the post; shows administrators what is kept, and removes it. Ids are a person's own: nobody can take, or try out, those of others. */
import { CatalogueError } from '#domain/errors';
import type { Actor } from '#domain/identity/identity.schema';
import { notAllowed } from '#domain/identity/not-allowed';
import { can, ticketResource, wholeInstallation } from '#domain/identity/rights';
import { ticketOfSender } from '#domain/flow/message/kept-message';
import { ttlMs } from '#domain/flow/message/message';
import type { MessagePost } from '#domain/flow/message/message.ports';
import { instantOf } from '#domain/values';
import type { KeptMessageRepo } from '#store/flow/kept-message.repo';
import type { PersonRepo } from '#store/identity/person.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import type { Handlers } from '../http/handler.ts';
import { refOf } from '../ticket/open-ticket.ts';

export interface MessageRouteDeps { post: Pick<MessagePost, 'send' | 'tell'>; messages: KeptMessageRepo; tickets: Pick<TicketRepo, 'byIds'>; people: Pick<PersonRepo, 'readMany'>; nowMs(): number }

/** It may reach any flow: a role that holds in some places only is not enough. */
function demandSender(actor: Actor): void {
  if (!can(actor, 'message.send', wholeInstallation)) throw notAllowed('message.send');
}
function demandKeeper(actor: Actor): void {
  if (!can(actor, 'settings.manage', wholeInstallation)) throw notAllowed('settings.manage');
}

export const createMessageRoutes = ({ post, messages, tickets, people, nowMs }: MessageRouteDeps): Handlers => ({
  'messages.send': async ({ body: { name, key, data, dedupeId, ttl }, actor, idempotencyKey, requestId }) => {
    demandSender(actor);
    const kept = ttlMs(ttl);
    if (kept === null) throw new CatalogueError('MESSAGE_TTL_WRONG', { ttl });
    const own = dedupeId ?? idempotencyKey ?? requestId;
    const { state, expiresAt, isRepeat } = await post.send({ id: `api/${actor.person}/${own}`, name, key, data, ttlMs: kept, by: { kind: 'person', id: actor.person, name: actor.name } });
    return { id: own, state, expiresAt, isRepeat };
  },
  'signals.send': async ({ body: { name, data, dedupeId }, actor, idempotencyKey, requestId }) => {
    demandSender(actor);
    const own = dedupeId ?? idempotencyKey ?? requestId;
    // Beside those of messages: one of them and a signal may have the same.
    const { told, left, isRepeat } = await post.tell({ id: `signals/${actor.person}/${own}`, name, data, by: { kind: 'person', id: actor.person, name: actor.name } });
    return { id: own, told, left, isRepeat };
  },
  'messages.kept': async ({ query: { q, cursor, limit }, actor }) => {
    demandKeeper(actor);
    const page = await messages.list({ q }, { cursor, limit });
    const [found, named] = await Promise.all([
      tickets.byIds([...new Set(page.items.flatMap(({ by }) => ticketOfSender(by) ?? []))]),
      people.readMany([...new Set(page.items.flatMap(({ by }) => (by.kind === 'person' && by.name === undefined ? [by.id] : [])))]),
    ]);
    const known = new Map(found.filter((ticket) => can(actor, 'ticket.read', ticketResource(ticket))).map(({ id, key, title }) => [id, { key, title }]));
    const names = new Map(named.map(({ id, name }) => [id, name]));
    return { ...page, items: page.items.map((item) => ({ ...item, by: { ...item.by, ...(names.has(item.by.id) ? { name: names.get(item.by.id)! } : {}) }, ticket: known.get(ticketOfSender(item.by) ?? '') ?? null })) };
  },
  'messages.remove': async ({ body: { id, reason }, actor, requestId }) => {
    demandKeeper(actor);
    const came = await messages.remove(id, { by: refOf(actor), reason, at: instantOf(nowMs()), requestId });
    if (came === 'unknown') throw new CatalogueError('NOT_FOUND', { what: 'message' });
    if (came === 'taken') throw new CatalogueError('MESSAGE_TAKEN');
    return { removed: true };
  },
});
