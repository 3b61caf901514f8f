/** Who may read, add and remove which file, and how it is told. A file follows its ticket; one of a note for colleagues follows the note; one of nothing is its sender's. */
import { CatalogueError } from '#domain/errors';
import { isShownImage, mimeOf, type FileLimits } from '#domain/file/file.schema';
import type { Actor } from '#domain/identity/identity.schema';
import { notAllowed } from '#domain/identity/not-allowed';
import { can, ticketResource, type RightsResource } from '#domain/identity/rights';
import { instantOf } from '#domain/values';
import type { FileView } from '#api/file.api';
import type { ClientSession } from '#store/core/connection';
import type { FilePlace, FileRecord, FileRepo } from '#store/file/file.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import { refOf } from '../ticket/open-ticket.ts';

/** Where files are to go: a ticket that stands or is about to. */
export type FileTarget = Pick<FilePlace, 'ticket' | 'comment' | 'visibility'>;
export interface FileDesk {
  limits: FileLimits;
  /** Throws NOT_FOUND for what may not be seen. */
  fileFor(id: string, actor: Actor): Promise<{ file: FileRecord; resource: RightsResource | null }>;
  /** `resource`: of the ticket they are on; null: of none yet. */
  present(file: FileRecord, actor: Actor, resource: RightsResource | null): FileView;
  /** Of messages, by message. */
  ofComments(comments: readonly string[], actor: Actor, resource: RightsResource): Promise<ReadonlyMap<string, FileView[]>>;
  ofTicket(ticket: string, actor: Actor, resource: RightsResource): Promise<FileView[]>;
  /** Each once, or throws FILES_TOO_MANY. */
  named(ids: readonly string[]): string[];
  /** What they are called, of those that are there. */
  namesOf(ids: readonly string[]): Promise<string[]>;
  /** Throws FILE_UNKNOWN, FILES_TICKET_FULL. */
  check(ids: readonly string[], actor: Actor, target: FileTarget): Promise<void>;
  give(ids: readonly string[], actor: Actor, target: FileTarget, requestId: string, session?: ClientSession): Promise<void>;
  /** Throws NOT_ALLOWED. */
  demandRemovable(file: FileRecord, actor: Actor, resource: RightsResource | null): void;
}

const missing = (): CatalogueError => new CatalogueError('NOT_FOUND', { what: 'file' });

export function createFileDesk({ files, tickets, limits, nowMs }: { files: FileRepo; tickets: Pick<TicketRepo, 'byId'>; limits: FileLimits; nowMs: () => number }): FileDesk {
  const maySee = (file: FileRecord, actor: Actor, resource: RightsResource): boolean => can(actor, 'ticket.read', resource) && (file.visibility === 'public' || can(actor, 'ticket.commentInternal', resource));
  const mayRemove = (file: FileRecord, actor: Actor, resource: RightsResource | null): boolean =>
    resource === null ? file.person === actor.person : (file.person === actor.person && can(actor, 'ticket.comment', resource)) || can(actor, 'file.remove', resource);
  const present: FileDesk['present'] = (record, actor, resource) => {
    const { person: _person, bytes: _bytes, ticket: _ticket, ...file } = record;
    return { ...file, mime: mimeOf(file), isShown: isShownImage(file), canRemove: file.removed === null && mayRemove(record, actor, resource) };
  };
  return {
    limits, present,
    async fileFor(id, actor) {
      const file = await files.byId(id);
      if (file === null) throw missing();
      if (file.ticket === null) {
        if (file.person !== actor.person) throw missing();
        return { file, resource: null };
      }
      const ticket = await tickets.byId(file.ticket);
      const resource = ticket && ticketResource(ticket);
      if (resource === null || !maySee(file, actor, resource)) throw missing();
      return { file, resource };
    },
    async ofComments(comments, actor, resource) {
      const byComment = new Map<string, FileView[]>();
      for (const file of await files.ofComments(comments)) if (maySee(file, actor, resource)) byComment.set(file.comment!, [...byComment.get(file.comment!) ?? [], present(file, actor, resource)]);
      return byComment;
    },
    ofTicket: async (ticket, actor, resource) => (await files.ofTicket(ticket, can(actor, 'ticket.commentInternal', resource))).map((file) => present(file, actor, resource)),
    named(ids) {
      const once = [...new Set(ids)];
      if (once.length > limits.perMessage) throw new CatalogueError('FILES_TOO_MANY', { limit: limits.perMessage });
      return once;
    },
    namesOf: async (ids) => (await Promise.all(ids.map((id) => files.byId(id)))).flatMap((file) => (file === null ? [] : [file.name])),
    check: (ids, actor, target) => files.check(ids, actor.person, target, limits),
    give: (ids, actor, target, requestId, session) => files.give(ids, actor.person, { ...target, by: refOf(actor), at: instantOf(nowMs()), origin: `portal/${requestId}` }, limits, session),
    demandRemovable(file, actor, resource) {
      if (!mayRemove(file, actor, resource)) throw notAllowed('file.remove');
    },
  };
}
