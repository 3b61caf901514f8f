/** The audit put together: one line in features.ts. */
import type { Connection } from '#store/core/connection';
import { createAlarmGroupRepo } from '#store/alarm/group.repo';
import { createAlarmSourceRepo } from '#store/alarm/source.repo';
import { createEventRepo } from '#store/audit/event.repo';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createRoleRepo } from '#store/identity/role.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createTicketRepo } from '#store/ticket/ticket.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import type { Handlers } from '../http/handler.ts';
import { createNameBook } from '../ticket/ticket.names.ts';
import { createEventReader } from './event.reader.ts';
import { createEventRoutes } from './event.routes.ts';
import { createThings } from './event.things.ts';

/** `mostExported`: events of a file at most. Default 50,000. */
export function createAuditFeature({ connection, nowMs, mostExported = 50_000 }: { connection: Connection; nowMs: () => number; mostExported?: number }): Handlers {
  const [events, tickets] = [createEventRepo(connection), createTicketRepo(connection)];
  const things = createThings({ tickets, groups: createAlarmGroupRepo(connection), flows: createFlowVersionRepo(connection), sources: createAlarmSourceRepo(connection) });
  const names = createNameBook({ people: createPersonRepo(connection), teams: createTeamRepo(connection), roles: createRoleRepo(connection), types: createTicketTypeRepo(connection) }, nowMs);
  return createEventRoutes({ events, tickets, names, nowMs, mostExported, reader: createEventReader({ events, things }) });
}
