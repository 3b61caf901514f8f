/** What people say on tickets: listed with what the reader may see, added with its event. */
import { createHash } from 'node:crypto';
import { CatalogueError } from '#domain/errors';
import { can, ticketResource } from '#domain/identity/rights';
import type { DomainEvent } from '#domain/audit/event.schema';
import type { Comment } from '#domain/ticket/ticket.schema';
import { instantOf } from '#domain/values';
import type { CommentRepo } from '#store/ticket/comment.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import type { Handlers } from '../http/handler.ts';
import { refOf } from './open-ticket.ts';
import { ticketFor } from './ticket.routes.ts';

export interface CommentRouteDeps { tickets: Pick<TicketRepo, 'byKey'>; comments: Pick<CommentRepo, 'add' | 'ofTicket'>; nowMs: () => number }

export function createCommentRoutes({ tickets, comments, nowMs }: CommentRouteDeps): Handlers {
  return {
    'comments.list': async ({ params, query, actor }) => {
      const ticket = await ticketFor(tickets, params.key, actor);
      const page = await comments.ofTicket(ticket.id, can(actor, 'ticket.commentInternal', ticketResource(ticket)), { limit: query.limit, ...(query.cursor ? { cursor: query.cursor } : {}) });
      return { ...page, total: null };
    },
    'comments.add': async ({ params, body, actor, requestId, idempotencyKey }) => {
      const ticket = await ticketFor(tickets, params.key, actor, 'ticket.comment');
      if (body.visibility === 'internal' && !can(actor, 'ticket.commentInternal', ticketResource(ticket))) throw new CatalogueError('NOT_ALLOWED', { action: 'ticket.commentInternal' });
      const id = `c${createHash('sha256').update(`${actor.person}\n${ticket.id}\n${idempotencyKey ?? requestId}`).digest('hex').slice(0, 22)}`;
      const at = instantOf(nowMs());
      const comment: Comment = { id, ticket: ticket.id, at, by: refOf(actor), visibility: body.visibility, text: body.text };
      const event: DomainEvent = {
        id: `portal/${id}`, at, action: 'ticket.commented', actor: comment.by, onBehalfOf: null, refs: [{ kind: 'ticket', id: ticket.id }, { kind: 'comment', id }],
        data: { visibility: body.visibility, comment: id }, origin: `portal/${requestId}`, seq: 0, isConfirmed: true,
      };
      return comments.add(comment, event);
    },
  };
}
