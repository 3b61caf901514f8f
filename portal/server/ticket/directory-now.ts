/** What directory and registry say now of the people and things of a ticket: what was mended there counts when a step is tried again. */
import type { Vars } from '#domain/flow/kernel/kernel.types';
import { directoryVariables } from '#domain/flow/projection/directory.variables';
import type { ObjectRepo } from '#store/object/object.repo';
import type { TicketRecord } from '#store/ticket/ticket.repo';
import type { NameBook } from './ticket.names.ts';

export type DirectoryNow = (ticket: TicketRecord) => Promise<Vars>;

export const directoryNow = ({ objects, names }: { objects: Pick<ObjectRepo, 'read'>; names: NameBook }): DirectoryNow => async (ticket) => {
  const object = ticket.object && ticket.object.kind !== 'ticket' ? await objects.read(ticket.object.id) : null;
  const requester = (await names.of([ticket.requester])).people.get(ticket.requester ?? '') ?? null;
  const { people, teams } = await names.of([requester?.manager]);
  return directoryVariables({ requester, manager: people.get(requester?.manager ?? '') ?? null, team: teams.get(ticket.team ?? '') ?? null, object });
};
