/** Wires what flows have done in the portal itself: telling people, writing to addresses outside, opening and linking tickets, making documents. */
import { documentExecutor } from '#activities/flow/document.executor';
import { mailExecutor } from '#activities/flow/mail.executor';
import { notifyExecutor } from '#activities/flow/notify.executor';
import { ticketCreateExecutor } from '#activities/flow/ticket-create.executor';
import { ticketHoldersExecutor } from '#activities/flow/ticket-holders.executor';
import { ticketLinkExecutor } from '#activities/flow/ticket-link.executor';
import type { DocumentRenderer, TicketPaper } from '#domain/document/document.ports';
import type { FileLimits } from '#domain/file/file.schema';
import type { FlowEngine } from '#domain/flow/engine.ports';
import type { Executor, ExecutorCatalog } from '#domain/flow/executor.ports';
import type { ChannelName } from '#domain/notify/notice.schema';
import type { NoticeEngine } from '#domain/notify/notify.ports';
import { createMailChannel, type MailSettings } from '#integrations/channels/mail/mail.kind';
import { pagesOf } from '#integrations/renderers/index';
import { createEventRepo } from '#store/audit/event.repo';
import { createCatalogRepo } from '#store/catalog/catalog.repo';
import type { Connection } from '#store/core/connection';
import { createBytesRepo } from '#store/file/bytes.repo';
import { createFileRepo } from '#store/file/file.repo';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createLetterRepo } from '#store/notify/letter.repo';
import { createNoticeRepo } from '#store/notify/notice.repo';
import { createObjectRepo } from '#store/object/object.repo';
import { nextTicketKey } from '#store/ticket/counter.repo';
import { createLinkRepo } from '#store/ticket/link.repo';
import { createOpeningRepo } from '#store/ticket/opening.repo';
import { createTicketRepo } from '#store/ticket/ticket.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';

export interface StepWiringOf {
  connection: Connection;
  engine: Pick<FlowEngine, 'startRun'>;
  notices: NoticeEngine;
  /** By what people are told. */
  channel: ChannelName;
  /** Null: no mail server is set. */
  mail: MailSettings | null;
  /** Null: no documents are made. */
  documents: { renderer: DocumentRenderer; paper: TicketPaper; limits: Pick<FileLimits, 'fileBytes' | 'perTicket'>; publicUrl: string } | null;
}

/** A try that has not said anything for longer than the server may take has died. */
const patienceMs = 5_000;

/** Executors by kind; each kind's queue is domain's to say (executor.queues.ts). */
export function wireSteps({ connection, engine, notices, channel, mail, documents }: StepWiringOf): { desk: ExecutorCatalog; close(): void } {
  const nowMs = () => Date.now();
  const letterBox = mail === null ? null : createMailChannel(mail);
  const events = createEventRepo(connection);
  const links = createLinkRepo(connection, events);
  const [people, teams, tickets] = [createPersonRepo(connection), createTeamRepo(connection), createTicketRepo(connection)];
  const all: Executor[] = [
    notifyExecutor({ notices: createNoticeRepo(connection), people, teams, tickets, engine: notices, channel, nowMs }),
    mailExecutor({ letters: createLetterRepo(connection, events), mail: letterBox, heldForMs: (mail?.timeoutMs ?? 0) + patienceMs, nowMs }),
    ...(documents === null ? [] : [documentExecutor({ ...documents, tickets, people, files: createFileRepo(connection, events), bytes: createBytesRepo(connection), pagesOf, nowMs })]),
    ticketHoldersExecutor({ people, teams }),
    ticketLinkExecutor({ tickets, links, nowMs }),
    ticketCreateExecutor({
      tickets, people, teams, links, engine, nowMs, types: createTicketTypeRepo(connection), catalog: createCatalogRepo(connection), versions: createFlowVersionRepo(connection), objects: createObjectRepo(connection),
      openings: createOpeningRepo(connection), nextKey: (prefix) => nextTicketKey(connection, prefix),
    }),
  ];
  return { desk: byKind(all), close: () => letterBox?.close() };
}

const byKind = (executors: readonly Executor[]): ExecutorCatalog => Object.fromEntries(executors.map((executor) => [executor.kind, executor]));
