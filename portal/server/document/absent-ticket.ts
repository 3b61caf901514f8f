/**
 * What a file that a flow makes of its ticket may tell. Its readers are not known when it is made, so it is told as to somebody who may do what a requester
 * may, whoever the requester is; for colleagues, also what is for them. Handed to the worker by its composition root.
 */
import type { FlowEngine } from '#domain/flow/engine.ports';
import type { TicketPaper } from '#domain/document/document.ports';
import type { FileLimits } from '#domain/file/file.schema';
import type { Action, Actor } from '#domain/identity/identity.schema';
import { actionsOfRole, everywhere } from '#domain/identity/rights';
import { instantOf, type Json } from '#domain/values';
import { createAbsenceRepo } from '#store/identity/absence.repo';
import type { Connection } from '#store/core/connection';
import { createPersonRepo } from '#store/identity/person.repo';
import { createRoleRepo } from '#store/identity/role.repo';
import { createStandIns } from '#store/identity/stand-in.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { createFileFeature } from '../file/file.feature.ts';
import type { Log } from '../http/log.ts';
import { createTicketFeature } from '../ticket/ticket.feature.ts';
import { answersFor } from './page-answers.ts';
import { ticketContent } from './ticket.content.ts';

export interface AbsentTicketOf { connection: Connection; engine: FlowEngine; limits: FileLimits; publicUrl: string; log: Log }

/** Of what a requester may do, what a file can tell: reading the ticket always. */
const told: readonly Action[] = ['run.read', 'object.read'];
const key = 'requester';

export function createAbsentTicket({ connection, engine, limits, publicUrl, log }: AbsentTicketOf): TicketPaper {
  const nowMs = (): number => Date.now();
  const [people, roles, types] = [createPersonRepo(connection), createRoleRepo(connection), createTicketTypeRepo(connection)];
  const files = createFileFeature({ connection, limits, log, nowMs });
  const standIns = createStandIns({ absences: createAbsenceRepo(connection), people, nowMs });
  const ticketPages = { ...createTicketFeature({ connection, engine, standIns, files: files.desk, nowMs }), ...files.handlers };

  async function readerOf(readers: 'ticket' | 'colleagues'): Promise<Actor> {
    const role = (await roles.list()).find((one) => one.key === key);
    const theirs = actionsOfRole({ key, scope: everywhere, ...(role ? { actions: role.actions } : {}) });
    return { person: '', name: '', teams: [], roles: [{ key, scope: everywhere, ownOnly: [], actions: ['ticket.read', ...told.filter((action) => theirs.includes(action)), ...(readers === 'colleagues' ? ['ticket.commentInternal' as const] : [])] }] };
  }
  return {
    async of(ticketKey, readers, locale) {
      const answers = answersFor(ticketPages, { actor: await readerOf(readers), requestId: '', locale, isGone: () => false });
      const { model } = await ticketContent({ key: ticketKey, withInternal: readers === 'colleagues', answers, type: (type) => types.read(type), publicUrl, madeAt: instantOf(nowMs()), madeFor: null });
      return model as unknown as Json;
    },
  };
}
