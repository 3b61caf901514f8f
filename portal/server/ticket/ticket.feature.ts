/** Tickets, tasks and comments put together: repositories, names, clocks and presenters behind their routes. One line in features.ts. */
import type { Connection } from '#store/core/connection';
import type { FlowEngine } from '#domain/flow/engine.ports';
import { shippedRoles } from '#domain/identity/roles';
import type { Text } from '#domain/values';
import { createAlarmGroupRepo } from '#store/alarm/group.repo';
import { createEventRepo } from '#store/audit/event.repo';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { createRunRepo } from '#store/flow/run.repo';
import { createTokenLogRepo } from '#store/flow/token-log.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createObjectRepo } from '#store/object/object.repo';
import { createCalendarRepo } from '#store/sla/calendar.repo';
import { createCommentRepo } from '#store/ticket/comment.repo';
import { nextTicketKey } from '#store/ticket/counter.repo';
import { createTaskRepo } from '#store/ticket/task.repo';
import { createTicketRepo } from '#store/ticket/ticket.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { createTaskPresenter } from '../approval/task.presenter.ts';
import { createTaskRoutes } from '../approval/task.routes.ts';
import type { Handlers } from '../http/handler.ts';
import { createClocksNow } from './clocks-now.ts';
import { createCommentRoutes } from './comment.routes.ts';
import { createDefinitions } from './definitions.ts';
import { createTicketRoutes } from './ticket.routes.ts';
import { createNameBook } from './ticket.names.ts';

export function createTicketFeature({ connection, engine, nowMs }: { connection: Connection; engine: FlowEngine; nowMs: () => number }): Handlers {
  const [tickets, tasks, types] = [createTicketRepo(connection), createTaskRepo(connection), createTicketTypeRepo(connection)];
  const [flows, events, groups] = [createFlowVersionRepo(connection), createEventRepo(connection), createAlarmGroupRepo(connection)];
  const names = createNameBook({ people: createPersonRepo(connection), teams: createTeamRepo(connection), types }, nowMs);
  const definitions = createDefinitions(flows);
  const roleName = (key: string): Text => shippedRoles.find((role) => role.key === key)?.name ?? { en: key };
  const taskPresenter = createTaskPresenter({ names, definitions, roleName });
  return {
    ...createTicketRoutes({
      tickets, tasks, types, events, flows, engine, names, definitions, taskPresenter, nowMs, runs: createRunRepo(connection), log: createTokenLogRepo(connection), objects: createObjectRepo(connection),
      clocks: createClocksNow(createCalendarRepo(connection), nowMs), nextKey: (prefix) => nextTicketKey(connection, prefix),
    }),
    ...createCommentRoutes({ tickets, comments: createCommentRepo(connection, events), nowMs }),
    ...createTaskRoutes({ tasks, tickets, engine, presenter: taskPresenter, names, definitions, countFiring: groups.countFiring, nowMs }),
  };
}
