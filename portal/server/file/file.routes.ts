/** File routes: sent, looked at, fetched, removed, listed by ticket. Where files are added is the routes' of messages, tickets, requests and tasks. */
import { notAllowed } from '#domain/identity/not-allowed';
import { can, ticketResource } from '#domain/identity/rights';
import { instantOf } from '#domain/values';
import type { BytesRepo } from '#store/file/bytes.repo';
import type { FileRepo } from '#store/file/file.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import type { Handlers } from '../http/handler.ts';
import { refOf } from '../ticket/open-ticket.ts';
import { ticketFor } from '../ticket/ticket.routes.ts';
import { fileContent } from './file.content.ts';
import type { FileDesk } from './file.desk.ts';
import type { FileIntake } from './file.intake.ts';

export interface FileRouteDeps { desk: FileDesk; take: FileIntake; files: Pick<FileRepo, 'remove'>; bytes: Pick<BytesRepo, 'read'>; tickets: Pick<TicketRepo, 'byKey'>; nowMs: () => number }

const headerOf = (headers: Readonly<Record<string, string | string[] | undefined>>, name: string): string => { const value = headers[name]; return typeof value === 'string' ? value : ''; };

export function createFileRoutes({ desk, take, files, bytes, tickets, nowMs }: FileRouteDeps): Handlers {
  return {
    'files.limits': async () => desk.limits,
    'files.send': async ({ query, fileBody, actor, idempotencyKey, requestId }) => {
      // Whoever may say something nowhere and open nothing has no place for a file.
      if (!can(actor, 'ticket.comment') && !can(actor, 'ticket.create') && !can(actor, 'task.act')) throw notAllowed('ticket.comment');
      return desk.present(await take({ name: query.name, body: fileBody!, by: refOf(actor), commandId: idempotencyKey ?? requestId }), actor, null);
    },
    'files.read': async ({ params, actor }) => {
      const { file, resource } = await desk.fileFor(params.id, actor);
      return desk.present(file, actor, resource);
    },
    'files.content': async ({ params, query, headers, actor }) => {
      const { file } = await desk.fileFor(params.id, actor);
      return fileContent(file, bytes, { ifNoneMatch: headerOf(headers, 'if-none-match'), range: headerOf(headers, 'range'), ifRange: headerOf(headers, 'if-range'), isShown: query.shown === 'yes' });
    },
    'files.remove': async ({ params, actor, requestId }) => {
      const { file, resource } = await desk.fileFor(params.id, actor);
      desk.demandRemovable(file, actor, resource);
      await files.remove(file, refOf(actor), instantOf(nowMs()), `portal/${requestId}`);
      return { removed: true };
    },
    'files.ofTicket': async ({ params, actor }) => {
      const ticket = await ticketFor(tickets, params.key, actor);
      return { items: await desk.ofTicket(ticket.id, actor, ticketResource(ticket)) };
    },
  };
}
