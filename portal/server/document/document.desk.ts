/** Where documents are asked for and handed out, whatever their template: one at work of a kind, its asker's only, and only while they may read all that stands in it. */
import { createHash } from 'node:crypto';
import { CatalogueError, errorShape } from '#domain/errors';
import type { DocumentEngine } from '#domain/document/document.ports';
import type { DocumentTemplate, DocumentVoice } from '#domain/document/document.schema';
import type { Action, Actor } from '#domain/identity/identity.schema';
import { notAllowed } from '#domain/identity/not-allowed';
import { can } from '#domain/identity/rights';
import { instantOf, plusMs, type Json } from '#domain/values';
import type { DocumentView } from '#api/document.api';
import type { Streamed } from '#api/route';
import type { DocumentRecord, DocumentRepo } from '#store/document/document.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import { ticketFor } from '../ticket/ticket.routes.ts';

export interface DocumentDeskDeps {
  documents: Pick<DocumentRepo, 'add' | 'read' | 'countAtWork' | 'file'>;
  tickets: Pick<TicketRepo, 'byKey'>;
  engine: DocumentEngine;
  nowMs(): number;
}
export interface DocumentWish extends DocumentVoice {
  actor: Actor;
  template: DocumentTemplate;
  /** The ticket it is about, which whoever fetches it must be able to read; null when it is about none. */
  ticketKey: string | null;
  /** Further rights its content took: on the ticket, or anywhere when there is none. */
  needs: Action[];
  /** Its file's name, without day and ending: letters, digits, hyphens. */
  name: string;
  model: Json;
  /** What tells this wish from others of the same person, beside template, ticket, language and zone. */
  wishes: readonly Json[];
  /** Key of the request: the same one makes the same document. */
  requestKey: string;
}

export interface DocumentDesk {
  /** Throws DOCUMENTS_TOO_MANY, SERVICE_UNAVAILABLE. */
  ask(wish: DocumentWish): Promise<DocumentView>;
  /** Throws NOT_FOUND, NOT_ALLOWED. */
  read(id: string, actor: Actor): Promise<DocumentView>;
  /** Throws DOCUMENT_NOT_READY too. */
  file(id: string, actor: Actor): Promise<Streamed>;
}

/** A file can be fetched for a day. */
const keptForMs = 24 * 3_600_000;
/** Documents of one person at work at the same time. */
const atOnce = 5;
const pieceBytes = 256 * 1_024;

export function createDocumentDesk({ documents, tickets, engine, nowMs }: DocumentDeskDeps): DocumentDesk {
  async function documentFor(id: string, actor: Actor): Promise<DocumentRecord> {
    const found = await documents.read(id);
    if (found === null || found.person !== actor.person || found.expiresAt <= instantOf(nowMs())) throw new CatalogueError('NOT_FOUND', { what: 'document' });
    const { ticketKey, needs } = found;
    if (ticketKey !== null) for (const needed of ['ticket.read' as const, ...needs]) await ticketFor(tickets, ticketKey, actor, needed);
    else for (const needed of needs) if (!can(actor, needed)) throw notAllowed(needed);
    return found;
  }
  return {
    async ask({ actor, template, ticketKey, needs, name, model, wishes, requestKey, locale, zone }) {
      if (await documents.countAtWork(actor.person) >= atOnce) throw new CatalogueError('DOCUMENTS_TOO_MANY', { limit: atOnce });
      const askedAt = instantOf(nowMs());
      const id = `d${createHash('sha256').update(`${actor.person}\n${requestKey}`).digest('hex').slice(0, 22)}`;
      const slot = JSON.stringify([actor.person, template, ticketKey, locale, zone, ...wishes]);
      const known = await documents.add({ id, slot, person: actor.person, template, ticketKey, needs, locale, zone, fileName: `${name}-${askedAt.slice(0, 10)}.pdf`, model, askedAt, expiresAt: plusMs(askedAt, keptForMs) });
      // Also for one of before: whoever asked for it may have died before it was begun.
      await engine.make(known);
      return present(await documentFor(known, actor));
    },
    read: async (id, actor) => present(await documentFor(id, actor)),
    async file(id, actor) {
      const { fileName, status } = await documentFor(id, actor);
      const file = status === 'ready' ? await documents.file(id) : null;
      if (file === null) throw new CatalogueError('DOCUMENT_NOT_READY');
      return { contentType: 'application/pdf', fileName, pieces: piecesOf(file) };
    },
  };
}

function present({ person: _person, ticketKey: _key, needs: _needs, fault, ...document }: DocumentRecord): DocumentView {
  if (fault === null) return { ...document, fault: null };
  const { code, message, hint } = errorShape(fault.code, fault.params);
  return { ...document, fault: { code, params: fault.params, message, hint } };
}

async function* piecesOf(file: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.byteLength; at += pieceBytes) yield file.subarray(at, at + pieceBytes);
}
