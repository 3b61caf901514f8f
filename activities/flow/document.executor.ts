/** Makes a document for a flow's ticket and adds it to its files: once by the key of the effect, however often it is tried. What stands in a ticket's is the portal's to say. */
import { createHash } from 'node:crypto';
import { CatalogueError } from '#domain/errors';
import type { DocumentRenderer, RenderedDocument, TicketPaper } from '#domain/document/document.ports';
import { directionOf, isZone, type DocumentTemplate, type DocumentVoice } from '#domain/document/document.schema';
import { holesOf } from '#domain/document/sheet.markup';
import type { SheetDocument } from '#domain/document/sheet.document';
import { safeName } from '#domain/file/file.name';
import { megabyte, type FileLimits } from '#domain/file/file.schema';
import type { Executor, ExecutorCall } from '#domain/flow/executor.ports';
import { inLanguage, instantOf, type Json, type Text } from '#domain/values';
import { documentForm, type DocumentInputs } from '#integrations/executors/document/document.form';
import { inputsOf } from '#integrations/executors/executor.kind';
import type { BytesRepo } from '#store/file/bytes.repo';
import type { FileRecord, FileRepo } from '#store/file/file.repo';
import type { PersonRepo } from '#store/identity/person.repo';
import type { TicketRecord, TicketRepo } from '#store/ticket/ticket.repo';
import { runOfCall, ticketOfCall } from './step.call.ts';

export interface DocumentExecutorDeps {
  tickets: Pick<TicketRepo, 'byId'>;
  people: Pick<PersonRepo, 'read'>;
  files: Pick<FileRepo, 'byId' | 'addMade'>;
  bytes: Pick<BytesRepo, 'begin' | 'write' | 'read' | 'remove' | 'discard'>;
  renderer: Pick<DocumentRenderer, 'render'>;
  paper: TicketPaper;
  /** Pages of a file that was made before. */
  pagesOf(pdf: Uint8Array): number;
  limits: Pick<FileLimits, 'fileBytes' | 'perTicket'>;
  publicUrl: string;
  nowMs(): number;
}

/** Bytes of a try that died go after this; what is still on its way when it was refused, after that. */
const unfinishedMs = 3_600_000;
const refusedMs = 60_000;

export function documentExecutor({ tickets, people, files, bytes, renderer, paper, pagesOf, limits, publicUrl, nowMs }: DocumentExecutorDeps): Executor {
  async function voiceOf({ language }: DocumentInputs, { requester }: TicketRecord): Promise<DocumentVoice> {
    const person = requester === null ? null : await people.read(requester);
    return { locale: language === 'requester' ? person?.locale ?? 'en' : language, zone: person !== null && isZone(person.zone) ? person.zone : 'Etc/UTC' };
  }

  async function contentOf(given: DocumentInputs, { key }: TicketRecord, { locale }: DocumentVoice): Promise<{ template: DocumentTemplate; model: Json }> {
    if (given.content === 'ticket') return { template: 'ticket', model: await paper.of(key, given.readers, locale) };
    const { title, text, values, readers } = given;
    const sheet: SheetDocument = { title: inLanguage(written(title), locale), text: inLanguage(written(text), locale), values: values as SheetDocument['values'], key, address: `${publicUrl}/tickets/${key}`, isInternal: readers === 'colleagues', madeAt: instantOf(nowMs()) };
    return { template: 'sheet', model: sheet as unknown as Json };
  }

  async function print(given: DocumentInputs, ticket: TicketRecord, voice: DocumentVoice, call: ExecutorCall): Promise<RenderedDocument> {
    const stopping = new AbortController();
    const forget = call.onCancel(() => stopping.abort());
    try {
      return await renderer.render({ ...await contentOf(given, ticket, voice), ...voice, direction: directionOf(voice.locale) }, stopping.signal);
    } finally {
      forget();
    }
  }

  async function keep(id: string, name: string, pdf: Uint8Array, given: DocumentInputs, ticket: TicketRecord, run: string): Promise<FileRecord> {
    if (pdf.byteLength > limits.fileBytes) throw new CatalogueError('DOCUMENT_TOO_LARGE', { limit: Math.floor(limits.fileBytes / megabyte) });
    const place = await bytes.begin(new Date(nowMs() + unfinishedMs));
    try {
      await bytes.write(place, one(pdf));
      const kept = await files.addMade({
        id, name, kind: 'pdf', size: pdf.byteLength, sha256: createHash('sha256').update(pdf).digest('hex'), at: instantOf(nowMs()), by: { kind: 'machine', id: run }, person: run,
        ticket: ticket.id, comment: null, visibility: given.readers === 'colleagues' ? 'internal' : 'public', image: null, removed: null, bytes: place,
      }, run, limits);
      if (kept.bytes !== place) await bytes.remove(place);
      return kept;
    } catch (fault) {
      await bytes.discard(place, new Date(nowMs() + refusedMs)).catch(() => undefined);
      throw fault;
    }
  }

  /** A try before this one made it, and its answer was lost. */
  async function madeBefore({ id, name, bytes: place, removed }: FileRecord): Promise<Json> {
    const pieces: Uint8Array[] = [];
    if (removed === null) for await (const piece of bytes.read(place)) pieces.push(piece);
    return { file: id, name, pages: pagesOf(Buffer.concat(pieces)) };
  }

  return {
    kind: documentForm.kind,
    async perform(call) {
      const given = inputsOf(documentForm, call);
      const ticket = await ticketOfCall(call, tickets);
      const id = fileIdOf(call.idempotencyKey);
      const before = await files.byId(id);
      if (before !== null) return madeBefore(before);
      const voice = await voiceOf(given, ticket);
      const { pdf, pages } = await print(given, ticket, voice, call);
      const { name } = await keep(id, nameOf(given, ticket, voice), pdf, given, ticket, runOfCall(call));
      return { file: id, name, pages };
    },
  };
}

/** English is there: the form asks for it. What is left empty is not written. */
const written = ({ en = '', zh, ar }: DocumentInputs['title']): Text => ({ en, ...(zh?.trim() ? { zh } : {}), ...(ar?.trim() ? { ar } : {}) });

function nameOf(given: DocumentInputs, { key }: TicketRecord, { locale }: DocumentVoice): string {
  const name = given.name ?? (given.content === 'ticket' ? key : `${key} ${filled(inLanguage(written(given.title), locale), given.values)}`);
  // No folders: of a path the last part alone would be left.
  return safeName(`${name.replace(/\.pdf$/i, '').replace(/[\\/]/g, '_')}.pdf`);
}

/** Numbers and texts in the holes of a title; of anything else nothing. */
const filled = (title: string, values: DocumentInputs['values']): string =>
  holesOf(title).reduce((text, hole) => text.replaceAll(`{${hole}}`, () => (['string', 'number'].includes(typeof values[hole]) ? String(values[hole]).slice(0, 100) : '')), title).trim();

async function* one(pdf: Uint8Array): AsyncGenerator<Uint8Array> { yield pdf; }

/** The same for every try of the effect. */
const fileIdOf = (key: string): string => `f${createHash('sha256').update(`step\n${key}`).digest('hex').slice(0, 32)}`;
