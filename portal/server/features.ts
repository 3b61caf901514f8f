/** Every feature's routes, one line each. What they share is made once here; the outside world is handed in by main.ts. */
import type { Connection } from '#store/core/connection';
import type { AlarmEngine } from '#domain/alarm/alarm.ports';
import { portalEvent } from '#domain/audit/portal-event';
import type { DocumentEngine } from '#domain/document/document.ports';
import type { ReportEngine } from '#domain/report/report.ports';
import type { Actor } from '#domain/identity/identity.schema';
import type { FlowEngine } from '#domain/flow/engine.ports';
import type { MessagePost } from '#domain/flow/message/message.ports';
import type { FlowStarter } from '#domain/flow/start/start.ports';
import { nodeKinds } from '#domain/flow/nodes/index';
import type { ParsedFlowFile } from '#domain/flow/file/flow.file';
import type { NodeRegistry } from '#domain/flow/nodes/node.kind';
import { pluginSockets } from '#integrations/catalog';
import { createEventRepo } from '#store/audit/event.repo';
import { createInstallationRepo } from '#store/core/installation.repo';
import { createDemoRepo } from '#store/demo/demo.repo';
import { createAlarmSourceRepo } from '#store/alarm/source.repo';
import { flowTextsInForce } from '#store/flow/flow-in-force';
import { createKeptMessageRepo } from '#store/flow/kept-message.repo';
import { createFiringRepo } from '#store/flow/firing.repo';
import { createFlowStartRepo } from '#store/flow/flow-start.repo';
import { createStartLetterRepo } from '#store/flow/start-letter.repo';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { createRunRepo } from '#store/flow/run.repo';
import { createAbsenceRepo } from '#store/identity/absence.repo';
import { createApiTokenRepo } from '#store/identity/api-token.repo';
import { createPersonRepo, type DirectoryPerson } from '#store/identity/person.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import type { ApprovalLinkRepo } from '#store/notify/approval-link.repo';
import { createObjectRepo } from '#store/object/object.repo';
import { createCalendarRepo } from '#store/sla/calendar.repo';
import { createClockRowRepo } from '#store/sla/clock-row.repo';
import { createSlaPolicyRepo } from '#store/sla/policy.repo';
import { createRecountRepo } from '#store/sla/recount.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { createTicketRepo } from '#store/ticket/ticket.repo';
import type { SecretRepo } from '#store/secret/secret.repo';
import type { RouteName } from '#api/routes';
import type { Handlers } from './http/handler.ts';
import type { Log } from './http/log.ts';
import type { Actors } from './identity/actors.ts';
import type { Reach } from './identity/reach.ts';
import { createAuditFeature } from './audit/audit.feature.ts';
import { createFileFeature } from './file/file.feature.ts';
import type { FileLimits } from '#domain/file/file.schema';
import { createDirectoryFeature } from './identity/directory.feature.ts';
import { createAbsenceRoutes } from './identity/absence.routes.ts';
import type { StandIns } from '#store/identity/stand-in.repo';
import { createCatalogFeature } from './catalog/catalog.feature.ts';
import { createAlarmFeature } from './alarm/alarm.feature.ts';
import { createDocumentFeature } from './document/document.feature.ts';
import { createDemoRoutes } from './demo/demo.routes.ts';
import { createCatalogRoutes } from './flow/catalog.routes.ts';
import { checkParsedFlow, createFlowCheck, type CheckedFlow } from './flow/flow.check.ts';
import { callFindings } from './flow/call.check.ts';
import { startFindings } from './flow/start.check.ts';
import { createStartRoutes } from './flow/start.routes.ts';
import { secretFindings } from './flow/secret.check.ts';
import { createFlowRoutes } from './flow/flow.routes.ts';
import { createMessageRoutes } from './flow/message.routes.ts';
import { createRunFeature } from './flow/run.feature.ts';
import { createApiTokenRoutes } from './identity/api-token.routes.ts';
import { createSecretRoutes } from './identity/secret.routes.ts';
import { createIdentityRoutes } from './identity/identity.routes.ts';
import { createNotifyFeature, type WebhooksOf } from './notify/notify.feature.ts';
import type { RenderLetter } from './notify/notice.presenter.ts';
import { createObjectRoutes } from './object/object.routes.ts';
import { createCalendarRoutes } from './sla/calendar.routes.ts';
import { createHolidayRoutes, type HolidaySources } from './sla/holiday.routes.ts';
import { createReportFeature } from './report/report.feature.ts';
import { createSlaRoutes } from './sla/sla.routes.ts';
import { createOpenApiRoutes } from './http/openapi.routes.ts';
import { createTicketFeature } from './ticket/ticket.feature.ts';
import { createViewFeature } from './view/view.feature.ts';

export interface FeatureDeps {
  /** Whether the directory gives roles, or the identity provider names them. */
  isRoleGiver: boolean;
  connection: Connection; actors: Actors; reach: Reach; standIns: StandIns; secrets: SecretRepo; log: Log; publicUrl: string; nowMs: () => number;
  engine: FlowEngine; post: MessagePost; starter: Pick<FlowStarter, 'begin'>; alarmEngine: AlarmEngine; documentEngine: DocumentEngine; reportEngine: ReportEngine;
  fileLimits: FileLimits;
  holidays: HolidaySources; webhooks: WebhooksOf;
  /** Name of the secret of the mail server's account; null where none is asked for. */
  mailSecret: string | null;
  /** Links by which approvals are answered, what a notice says, and who somebody is while they are not signed in. */
  links: ApprovalLinkRepo; renderLetter: RenderLetter; actorOfPerson: (person: DirectoryPerson) => Promise<Actor>;
}

export interface Features {
  handlers: Handlers;
  /** Everything that can be said against a flow, for publishing what is shipped. */
  checkFlow: (parsed: ParsedFlowFile, file: string) => CheckedFlow;
  /** Begins what goes on beside requests, once the database stands. */
  start(): void;
  /** Waits for what was accepted. */
  stop(): Promise<void>;
}

/** Routes of the table that no feature answers yet; the start fails for any other that is missing. */
export const routesToCome: readonly RouteName[] = [];

export function createFeatures({ isRoleGiver, fileLimits, connection, actors, reach, standIns, secrets, log, publicUrl, nowMs, engine, post, starter, alarmEngine, documentEngine, reportEngine, holidays, webhooks, mailSecret, links, renderLetter, actorOfPerson }: FeatureDeps): Features {
  const [demo, events] = [createDemoRepo(connection), createEventRepo(connection)];
  const [calendars, recounts, policies] = [createCalendarRepo(connection), createRecountRepo(connection), createSlaPolicyRepo(connection)];
  const kinds: NodeRegistry = nodeKinds;
  const alarms = createAlarmFeature({ connection, engine: alarmEngine, secrets, log, publicUrl, nowMs });
  const files = createFileFeature({ connection, limits: fileLimits, log, nowMs });
  const tickets = createTicketFeature({ connection, engine, standIns, files: files.desk, nowMs });
  const documents = createDocumentFeature({ connection, engine: documentEngine, ticketPages: { ...tickets, ...files.handlers }, publicUrl, nowMs });
  const check = createFlowCheck({ registry: kinds, nowMs, also: async (flow) => [...secretFindings(flow, await secrets.list()), ...await callFindings(flow, createFlowVersionRepo(connection)), ...await startFindings(flow, { people: createPersonRepo(connection), teams: createTeamRepo(connection), types: createTicketTypeRepo(connection), calendars, nowMs })] });
  return {
    handlers: {
      ...createIdentityRoutes({ people: createPersonRepo(connection), teams: createTeamRepo(connection), actors, hasDemo: briefly(async () => await demo.countTickets() > 0, 5_000, nowMs) }),
      ...createApiTokenRoutes({ tokens: createApiTokenRepo(connection), events, nowMs }),
      ...createSecretRoutes({ secrets, sources: createAlarmSourceRepo(connection), events, flowTexts: () => flowTextsInForce(connection, '"secret"'), mailSecret, nowMs }),
      ...createDirectoryFeature({ connection, engine, reach, standIns, isRoleGiver, nowMs }),
      ...createOpenApiRoutes(),
      ...createObjectRoutes({ objects: createObjectRepo(connection) }),
      ...tickets,
      ...documents.handlers,
      ...files.handlers,
      ...createCatalogFeature({ connection, engine, files: files.desk, nowMs }),
      ...createAbsenceRoutes({ absences: createAbsenceRepo(connection), people: createPersonRepo(connection), events, standIns, nowMs }),
      ...createFlowRoutes({
        flows: createFlowVersionRepo(connection), runningByVersion: createRunRepo(connection).runningByVersion, check, now: () => new Date(nowMs()),
        recordDrafted: (session, begun, requestId) => events.append([portalEvent({
          requestId, at: begun.at.toISOString(), action: 'flow.drafted', actor: begun.by, refs: [{ kind: 'flow', id: begun.key }], before: begun.before === null ? null : { sha256: begun.before }, after: { sha256: begun.after },
        })], session),
        recordPublished: (session, version, requestId) => events.append([portalEvent({
          requestId, at: version.publishedAt.toISOString(), action: 'flow.published', actor: version.publishedBy, refs: [{ kind: 'flow', id: version.key }], data: { version: version.version, verdict: version.verdict, note: version.note },
        })], session),
      }),
      ...createMessageRoutes({ post, messages: createKeptMessageRepo(connection, events), tickets: createTicketRepo(connection), people: createPersonRepo(connection), nowMs }),
      ...createStartRoutes({
        flows: createFlowVersionRepo(connection), starts: createFlowStartRepo(connection), firings: createFiringRepo(connection), letters: createStartLetterRepo(connection), tickets: createTicketRepo(connection), calendars, events, starter,
        transaction: (work) => connection.transaction(work, { writeConcern: { w: 'majority' } }), nowMs,
      }),
      ...createRunFeature({ connection, engine, log, nowMs, check }),
      ...createCatalogRoutes({ kinds, sockets: pluginSockets }),
      ...alarms.handlers,
      ...createAuditFeature({ connection, nowMs }),
      ...createSlaRoutes({ policies, calendars, ticketTypes: createTicketTypeRepo(connection), tickets: createTicketRepo(connection), events, nowMs }),
      ...createCalendarRoutes({ calendars, recounts, rows: createClockRowRepo(connection), policies, events, flowTexts: async () => (await createFlowVersionRepo(connection).drafts()).map(({ text }) => text), nowMs }),
      ...createHolidayRoutes({ calendars, recounts, events, sources: holidays, nowMs }),
      ...createReportFeature({ connection, desk: documents.desk, engine: reportEngine, log, publicUrl, nowMs }),
      ...createViewFeature({ connection, nowMs }),
      ...createNotifyFeature({ webhooks, log, connection, engine, links, publicUrl, nowMs, render: renderLetter, actorOf: actorOfPerson }),
      ...createDemoRoutes({ demo, installation: createInstallationRepo(connection), events, engine, alarms: alarmEngine, nowMs }),
    },
    checkFlow: (parsed, file) => checkParsedFlow(parsed, kinds, file),
    start: () => files.sweeper.start(),
    stop: async () => { await Promise.all([alarms.stop(), files.sweeper.stop()]); },
  };
}

/** Remembers an answer for a while. */
function briefly<T>(ask: () => Promise<T>, forMs: number, nowMs: () => number): () => Promise<T> {
  let known: { at: number; answer: Promise<T> } | null = null;
  return () => {
    if (!known || nowMs() - known.at > forMs) {
      known = { at: nowMs(), answer: ask() };
      known.answer.catch(() => { known = null; });
    }
    return known.answer;
  };
}
