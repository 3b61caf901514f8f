/** Opens a ticket with the files that were named: looked at before, given to it after. Between the two somebody may have taken one away; the ticket stands all the same. */
import { CatalogueError } from '#domain/errors';
import type { Actor } from '#domain/identity/identity.schema';
import { ticketIdOf, type OpenedTicket } from '../ticket/open-ticket.ts';
import type { FileDesk } from './file.desk.ts';

/** `refusedAs`: how a file that is not there is told; default as it is. Throws FILE_UNKNOWN, FILES_TOO_MANY, FILES_TICKET_FULL, and what `open` throws. */
export async function openWithFiles(desk: FileDesk, named: readonly string[], actor: Actor, commandId: string, requestId: string, open: () => Promise<OpenedTicket>, refusedAs: (code: 'FILE_UNKNOWN') => CatalogueError = (code) => new CatalogueError(code)): Promise<OpenedTicket> {
  const target = { ticket: ticketIdOf(actor.person, commandId), comment: null, visibility: 'public' as const };
  const files = desk.named(named);
  await desk.check(files, actor, target).catch((fault: unknown) => { throw fault instanceof CatalogueError && fault.code === 'FILE_UNKNOWN' ? refusedAs('FILE_UNKNOWN') : fault; });
  const opened = await open();
  await unlessRefused(desk.give(files, actor, target, requestId));
  return opened;
}

/** What was done stands; a refusal of what belongs to it is no reason to tell that it was not. */
export async function unlessRefused(work: Promise<void>): Promise<void> {
  await work.catch((fault: unknown) => { if (!(fault instanceof CatalogueError)) throw fault; });
}
