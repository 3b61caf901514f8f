/** Managing people, teams and roles, put together: one line in features.ts. */
import type { FlowEngine } from '#domain/flow/engine.ports';
import type { Connection } from '#store/core/connection';
import { createEventRepo } from '#store/audit/event.repo';
import { createAbsenceRepo } from '#store/identity/absence.repo';
import { createAccountRepo } from '#store/identity/account.repo';
import { createDirectoryEditRepo } from '#store/identity/directory-edit.repo';
import { createDirectoryListRepo } from '#store/identity/directory-list.repo';
import { createHoldingsRepo } from '#store/identity/holdings.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createRoleRepo } from '#store/identity/role.repo';
import type { StandIns } from '#store/identity/stand-in.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createObjectRepo } from '#store/object/object.repo';
import { createTicketRepo } from '#store/ticket/ticket.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import type { Handlers } from '../http/handler.ts';
import { createGive } from './give.ts';
import type { Reach } from './reach.ts';
import { createGifts } from './role.gifts.ts';
import { createRoleRoutes } from './role.routes.ts';
import { createSight } from './sight.ts';
import { createPersonRoutes } from './person.routes.ts';
import { createTeamRoutes } from './team.routes.ts';

export function createDirectoryFeature({ connection, engine, reach, standIns, isRoleGiver, nowMs }: { connection: Connection; engine: FlowEngine; reach: Reach; standIns: StandIns; isRoleGiver: boolean; nowMs: () => number }): Handlers {
  const [directory, holdings, people, events] = [createDirectoryEditRepo(connection), createHoldingsRepo(connection), createPersonRepo(connection), createEventRepo(connection)];
  const give = createGive({ directory, holdings, people, absences: createAbsenceRepo(connection), engine, events, nowMs });
  const [list, objects, accounts] = [createDirectoryListRepo(connection), createObjectRepo(connection), createAccountRepo(connection)];
  const [teams, roles] = [createTeamRepo(connection), createRoleRepo(connection)];
  const named = isRoleGiver ? null : accounts;
  const gifts = createGifts({ accounts: named, reach });
  const sight = createSight({ accounts: named, roles, teams, tickets: createTicketRepo(connection), standIns, reach });
  return {
    ...createPersonRoutes({ directory, list, holdings, people, teams, ticketTypes: createTicketTypeRepo(connection), accounts, events, give, gifts, objects, reach, isRoleGiver, nowMs }),
    ...createTeamRoutes({ directory, holdings, people, events, gifts, nowMs }),
    ...createRoleRoutes({ directory, list, holdings, roles, objects, accounts: named, sight, events, nowMs }),
  };
}
