/** Runs over all tickets put together: repositories, names and definitions behind their routes. One line in features.ts. */
import type { FlowEngine } from '#domain/flow/engine.ports';
import { instantOf } from '#domain/values';
import type { Connection } from '#store/core/connection';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { createLockRepo } from '#store/flow/lock.repo';
import { createRunListRepo } from '#store/flow/run-list.repo';
import { createRunRepo } from '#store/flow/run.repo';
import { createTokenLogRepo } from '#store/flow/token-log.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createRoleRepo } from '#store/identity/role.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createObjectRepo } from '#store/object/object.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { createTicketRepo } from '#store/ticket/ticket.repo';
import type { Handlers } from '../http/handler.ts';
import type { Log } from '../http/log.ts';
import { createDefinitions } from '../ticket/definitions.ts';
import { directoryNow } from '../ticket/directory-now.ts';
import { createNameBook } from '../ticket/ticket.names.ts';
import type { FlowCheck } from './flow.check.ts';
import { insiderBy } from './insider.ts';
import { createLockRoutes } from './lock.routes.ts';
import { createRunChange } from './run.change.ts';
import { createRunDoors } from './run.doors.ts';
import { createRunMending } from './run.mending.ts';
import { createRunRoutes } from './run.routes.ts';

/** `check`: everything that can be said against a flow, as for publishing. */
export function createRunFeature({ connection, engine, log, nowMs, check }: { connection: Connection; engine: FlowEngine; log: Log; nowMs: () => number; check: FlowCheck }): Handlers {
  const tickets = createTicketRepo(connection);
  const [runs, locks] = [createRunRepo(connection), createLockRepo(connection)];
  const versions = createFlowVersionRepo(connection);
  const definitions = createDefinitions(versions);
  const names = createNameBook({ people: createPersonRepo(connection), teams: createTeamRepo(connection), roles: createRoleRepo(connection), types: createTicketTypeRepo(connection) }, nowMs);
  const isInsider = insiderBy(definitions);
  const doors = createRunDoors({ tickets, runs });
  return {
    ...createRunRoutes({ tickets, runs, locks, list: createRunListRepo(connection), log: createTokenLogRepo(connection), definitions, isInsider, doors, nowMs }),
    ...createLockRoutes({ locks, engine, now: () => instantOf(nowMs()) }),
    ...createRunChange({ engine, doors, runs, definitions, isInsider, versions, check, nowMs }),
    ...createRunMending({ engine, doors, log, factsNow: directoryNow({ objects: createObjectRepo(connection), names }) }),
  };
}
