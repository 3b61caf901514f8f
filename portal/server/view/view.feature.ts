/** Saved views put together: one line in features.ts. */
import type { Connection } from '#store/core/connection';
import { createPersonRepo } from '#store/identity/person.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createViewRepo } from '#store/view/view.repo';
import type { Handlers } from '../http/handler.ts';
import { createViewRoutes } from './view.routes.ts';

export const createViewFeature = ({ connection, nowMs }: { connection: Connection; nowMs: () => number }): Handlers =>
  createViewRoutes({ views: createViewRepo(connection), people: createPersonRepo(connection), teams: createTeamRepo(connection), nowMs });
