/** Notices put together: the mailbox, its table, approvals by link, and webhooks. One line in features.ts. */
import type { Connection } from '#store/core/connection';
import type { FlowEngine } from '#domain/flow/engine.ports';
import type { Actor } from '#domain/identity/identity.schema';
import type { WebhookEngine } from '#domain/notify/webhook.ports';
import { createEventRepo } from '#store/audit/event.repo';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { createPersonRepo, type DirectoryPerson } from '#store/identity/person.repo';
import { createRoleRepo } from '#store/identity/role.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import type { ApprovalLinkRepo } from '#store/notify/approval-link.repo';
import { createNoticeFileRepo } from '#store/notify/notice-file.repo';
import { createNoticeRepo } from '#store/notify/notice.repo';
import { createNoticeRuleRepo } from '#store/notify/notice-rule.repo';
import { createWebhookDeliveryRepo } from '#store/notify/webhook-delivery.repo';
import type { WebhookRepo } from '#store/notify/webhook.repo';
import { createObjectRepo } from '#store/object/object.repo';
import { createTaskRepo } from '#store/ticket/task.repo';
import { createTicketRepo } from '#store/ticket/ticket.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import type { Handlers } from '../http/handler.ts';
import type { Log } from '../http/log.ts';
import { createDefinitions } from '../ticket/definitions.ts';
import { createNameBook } from '../ticket/ticket.names.ts';
import { createApprovalLinkRoutes } from './approval-link.routes.ts';
import { createNoticePresenter, type RenderLetter } from './notice.presenter.ts';
import { createNoticeRoutes } from './notice.routes.ts';
import { createWebhookRoutes, type WebhookWorld } from './webhook.routes.ts';

/** Webhooks as main.ts hands them in: with their secrets, and what wakes and checks them. */
export interface WebhooksOf { repo: WebhookRepo; engine: WebhookEngine; world: WebhookWorld }
export interface NotifyFeatureOf { webhooks: WebhooksOf; log: Log; connection: Connection; engine: FlowEngine; links: ApprovalLinkRepo; render: RenderLetter; publicUrl: string; actorOf: (person: DirectoryPerson) => Promise<Actor>; nowMs: () => number }

export function createNotifyFeature({ webhooks, log, connection, engine, links, render, publicUrl, actorOf, nowMs }: NotifyFeatureOf): Handlers {
  const people = createPersonRepo(connection);
  return {
    ...createNoticeRoutes({ notices: createNoticeRepo(connection), files: createNoticeFileRepo(connection), events: createEventRepo(connection), rules: createNoticeRuleRepo(connection), presenter: createNoticePresenter({ people, render, publicUrl, tokenOf: links.tokenOf }), nowMs }),
    ...createWebhookRoutes({ webhooks: webhooks.repo, engine: webhooks.engine, world: webhooks.world, deliveries: createWebhookDeliveryRepo(connection), events: createEventRepo(connection), log, nowMs }),
    ...createApprovalLinkRoutes({
      links, people, engine, actorOf, nowMs, tasks: createTaskRepo(connection), tickets: createTicketRepo(connection), objects: createObjectRepo(connection), definitions: createDefinitions(createFlowVersionRepo(connection)),
      names: createNameBook({ people, teams: createTeamRepo(connection), roles: createRoleRepo(connection), types: createTicketTypeRepo(connection) }, nowMs),
    }),
  };
}
