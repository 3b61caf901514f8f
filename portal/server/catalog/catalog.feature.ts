/** The catalogue put together: repositories behind its routes. One line in features.ts. */
import type { Connection } from '#store/core/connection';
import type { FlowEngine } from '#domain/flow/engine.ports';
import { createEventRepo } from '#store/audit/event.repo';
import { createCatalogRepo } from '#store/catalog/catalog.repo';
import { createRequestDraftRepo } from '#store/catalog/request-draft.repo';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createObjectRepo } from '#store/object/object.repo';
import { nextTicketKey } from '#store/ticket/counter.repo';
import { createTicketRepo } from '#store/ticket/ticket.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import type { FileDesk } from '../file/file.desk.ts';
import type { Handlers } from '../http/handler.ts';
import { createDefinitions } from '../ticket/definitions.ts';
import { createCatalogEditorRoutes } from './catalog-editor.routes.ts';
import { createRequestRoutes } from './request.routes.ts';

export function createCatalogFeature({ connection, engine, files, nowMs }: { connection: Connection; engine: FlowEngine; files: FileDesk; nowMs: () => number }): Handlers {
  const [catalog, types, flows] = [createCatalogRepo(connection), createTicketTypeRepo(connection), createFlowVersionRepo(connection)];
  return {
    ...createRequestRoutes({
      catalog, types, flows, engine, files, nowMs, drafts: createRequestDraftRepo(connection), people: createPersonRepo(connection), objects: createObjectRepo(connection), tickets: createTicketRepo(connection),
      definitions: createDefinitions(flows), nextKey: (prefix) => nextTicketKey(connection, prefix),
    }),
    ...createCatalogEditorRoutes({ catalog, types, teams: createTeamRepo(connection), events: createEventRepo(connection), nowMs }),
  };
}
