/** Tickets, tasks and comments put together: repositories, names, clocks and presenters behind their routes. One line in features.ts. */
import type { Connection } from '#store/core/connection';
import type { FlowEngine } from '#domain/flow/engine.ports';
import { createAlarmGroupRepo } from '#store/alarm/group.repo';
import { createEventRepo } from '#store/audit/event.repo';
import { createCatalogRepo } from '#store/catalog/catalog.repo';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { createLockRepo } from '#store/flow/lock.repo';
import { createRunEndingRepo } from '#store/flow/run-ending.repo';
import { createRunRepo } from '#store/flow/run.repo';
import { createTokenLogRepo } from '#store/flow/token-log.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createRoleRepo } from '#store/identity/role.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createObjectRepo } from '#store/object/object.repo';
import { createCalendarRepo } from '#store/sla/calendar.repo';
import { createCommentRepo } from '#store/ticket/comment.repo';
import { nextTicketKey } from '#store/ticket/counter.repo';
import { createLinkRepo } from '#store/ticket/link.repo';
import { createTaskRepo } from '#store/ticket/task.repo';
import { createTicketRepo } from '#store/ticket/ticket.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { createTaskPresenter } from '../approval/task.presenter.ts';
import { createTaskRoutes } from '../approval/task.routes.ts';
import { createRequestForms } from '../catalog/request-forms.ts';
import type { FileDesk } from '../file/file.desk.ts';
import type { Handlers } from '../http/handler.ts';
import type { StandIns } from '#store/identity/stand-in.repo';
import { createClocksNow } from './clocks-now.ts';
import { createCommentRoutes } from './comment.routes.ts';
import { createLinkRoutes } from './link.routes.ts';
import { createDefinitions } from './definitions.ts';
import { createTakeBack } from './take-back.ts';
import { createTicketRoutes } from './ticket.routes.ts';
import { createNameBook } from './ticket.names.ts';

/** `mostExported`: tickets of a file at most. Default 50,000. */
export function createTicketFeature({ connection, engine, standIns, files, nowMs, mostExported = 50_000 }: { connection: Connection; engine: FlowEngine; standIns: StandIns; files: FileDesk; nowMs: () => number; mostExported?: number }): Handlers {
  const [tickets, tasks, types] = [createTicketRepo(connection), createTaskRepo(connection), createTicketTypeRepo(connection)];
  const [flows, events, groups] = [createFlowVersionRepo(connection), createEventRepo(connection), createAlarmGroupRepo(connection)];
  const names = createNameBook({ people: createPersonRepo(connection), teams: createTeamRepo(connection), roles: createRoleRepo(connection), types }, nowMs);
  const definitions = createDefinitions(flows);
  const requestForms = createRequestForms({ catalog: createCatalogRepo(connection), definitions, tickets });
  const taskPresenter = createTaskPresenter({ names, files: requestForms, standIns });
  const [runs, log] = [createRunRepo(connection), createTokenLogRepo(connection)];
  const takeBack = createTakeBack({ endings: createRunEndingRepo(connection), runs, log, engine, nowMs });
  return {
    ...createTicketRoutes({
      tickets, tasks, types, events, flows, engine, names, definitions, taskPresenter, requestForms, fileDesk: files, nowMs, mostExported, alarmGroups: groups, runs, locks: createLockRepo(connection), log, takeBack, objects: createObjectRepo(connection),
      clocks: createClocksNow(createCalendarRepo(connection), nowMs), nextKey: (prefix) => nextTicketKey(connection, prefix),
    }),
    ...createLinkRoutes({ tickets, links: createLinkRepo(connection, events), names, nowMs }),
    ...createCommentRoutes({ tickets, comments: createCommentRepo(connection, events), files, nowMs }),
    ...createTaskRoutes({ tasks, tickets, engine, takeBack, presenter: taskPresenter, names, files: requestForms, fileDesk: files, countFiring: groups.countFiring, nowMs }),
  };
}
