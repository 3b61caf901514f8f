/** What people say on tickets: listed with what the reader may see, added with its event. */
import { createHash } from 'node:crypto';
import { notAllowed } from '#domain/identity/not-allowed';
import { can, ticketResource } from '#domain/identity/rights';
import type { DomainEvent } from '#domain/audit/event.schema';
import type { Comment } from '#domain/ticket/ticket.schema';
import { instantOf } from '#domain/values';
import type { CommentRepo } from '#store/ticket/comment.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import type { FileDesk } from '../file/file.desk.ts';
import type { Handlers } from '../http/handler.ts';
import { refOf } from './open-ticket.ts';
import { ticketFor } from './ticket.routes.ts';

export interface CommentRouteDeps { tickets: Pick<TicketRepo, 'byKey'>; comments: Pick<CommentRepo, 'add' | 'ofTicket'>; files: FileDesk; nowMs: () => number }

export function createCommentRoutes({ tickets, comments, files, nowMs }: CommentRouteDeps): Handlers {
  return {
    'comments.list': async ({ params, query, actor }) => {
      const ticket = await ticketFor(tickets, params.key, actor);
      const page = await comments.ofTicket(ticket.id, can(actor, 'ticket.commentInternal', ticketResource(ticket)), { limit: query.limit, isNewestFirst: query.order === 'newest', ...(query.cursor ? { cursor: query.cursor } : {}) });
      const filesOf = await files.ofComments(page.items.map(({ id }) => id), actor, ticketResource(ticket));
      return { next: page.next, total: null, items: page.items.map((comment) => ({ ...comment, files: filesOf.get(comment.id) ?? [] })) };
    },
    'comments.add': async ({ params, body, actor, requestId, idempotencyKey }) => {
      const ticket = await ticketFor(tickets, params.key, actor, 'ticket.comment');
      if (body.visibility === 'internal' && !can(actor, 'ticket.commentInternal', ticketResource(ticket))) throw notAllowed('ticket.commentInternal');
      const id = `c${createHash('sha256').update(`${actor.person}\n${ticket.id}\n${idempotencyKey ?? requestId}`).digest('hex').slice(0, 22)}`;
      const at = instantOf(nowMs());
      const named = files.named(body.files);
      const comment: Comment = { id, ticket: ticket.id, at, by: refOf(actor), visibility: body.visibility, text: body.text };
      const event: DomainEvent = {
        id: `portal/${id}`, at, action: 'ticket.commented', actor: comment.by, onBehalfOf: null, refs: [{ kind: 'ticket', id: ticket.id }, { kind: 'comment', id }],
        data: { visibility: body.visibility, comment: id, ...(named.length > 0 ? { files: await files.namesOf(named) } : {}) }, origin: `portal/${requestId}`, seq: 0, isConfirmed: true,
      };
      const target = { ticket: ticket.id, comment: id, visibility: body.visibility };
      const said = await comments.add(comment, event, (session) => files.give(named, actor, target, requestId, session));
      return { ...said, files: (await files.ofComments([id], actor, ticketResource(ticket))).get(id) ?? [] };
    },
  };
}
