/** Every feature's routes, one line each. What they share is made once here; the outside world is handed in by main.ts. */
import type { Connection } from '#store/core/connection';
import type { AlarmEngine } from '#domain/alarm/alarm.ports';
import { portalEvent } from '#domain/audit/portal-event';
import type { FlowEngine } from '#domain/flow/engine.ports';
import { nodeKinds } from '#domain/flow/nodes/index';
import type { ParsedFlowFile } from '#domain/flow/file/flow.file';
import type { NodeRegistry } from '#domain/flow/nodes/node.kind';
import { alarmSourceKinds } from '#integrations/sources/index';
import { createEventRepo } from '#store/audit/event.repo';
import { createDemoRepo } from '#store/demo/demo.repo';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { createRunRepo } from '#store/flow/run.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createObjectRepo } from '#store/object/object.repo';
import type { SecretRepo } from '#store/secret/secret.repo';
import type { RouteName } from '#api/routes';
import type { Handlers } from './http/handler.ts';
import type { Log } from './http/log.ts';
import type { Actors } from './identity/actors.ts';
import { createAlarmFeature } from './alarm/alarm.feature.ts';
import { createDemoRoutes } from './demo/demo.routes.ts';
import { createCatalogRoutes } from './flow/catalog.routes.ts';
import { checkParsedFlow, createFlowCheck, type CheckedFlow } from './flow/flow.check.ts';
import { secretFindings } from './flow/secret.check.ts';
import { createFlowRoutes } from './flow/flow.routes.ts';
import { createIdentityRoutes } from './identity/identity.routes.ts';
import { createObjectRoutes } from './object/object.routes.ts';
import { createTicketFeature } from './ticket/ticket.feature.ts';

export interface FeatureDeps {
  connection: Connection; actors: Actors; secrets: SecretRepo; log: Log; publicUrl: string; nowMs: () => number;
  engine: FlowEngine; alarmEngine: AlarmEngine;
  /** Names of the executors and probes a flow may use. */
  executors: readonly string[]; probes: readonly string[];
}

export interface Features {
  handlers: Handlers;
  /** Everything that can be said against a flow, for publishing what is shipped. */
  checkFlow: (parsed: ParsedFlowFile, file: string) => CheckedFlow;
  /** Waits for what was accepted. */
  stop(): Promise<void>;
}

/** Routes of the table that no feature answers yet; the start fails for any other that is missing. */
export const routesToCome: readonly RouteName[] = [];

export function createFeatures({ connection, actors, secrets, log, publicUrl, nowMs, engine, alarmEngine, executors, probes }: FeatureDeps): Features {
  const [demo, events] = [createDemoRepo(connection), createEventRepo(connection)];
  const kinds: NodeRegistry = nodeKinds;
  const alarms = createAlarmFeature({ connection, engine: alarmEngine, resolveSecret: (name) => secrets.resolve(name, 'source'), log, publicUrl, nowMs });
  return {
    handlers: {
      ...createIdentityRoutes({ people: createPersonRepo(connection), teams: createTeamRepo(connection), actors, hasDemo: briefly(async () => await demo.countTickets() > 0, 5_000, nowMs) }),
      ...createObjectRoutes({ objects: createObjectRepo(connection) }),
      ...createTicketFeature({ connection, engine, nowMs }),
      ...createFlowRoutes({
        flows: createFlowVersionRepo(connection), runningByVersion: createRunRepo(connection).runningByVersion, check: createFlowCheck({ registry: kinds, nowMs, also: async (file) => secretFindings(file, await secrets.list()) }), now: () => new Date(nowMs()),
        recordDrafted: (session, begun, requestId) => events.append([portalEvent({
          requestId, at: begun.at.toISOString(), action: 'flow.drafted', actor: begun.by, refs: [{ kind: 'flow', id: begun.key }], before: begun.before === null ? null : { sha256: begun.before }, after: { sha256: begun.after },
        })], session),
        recordPublished: (session, version, requestId) => events.append([portalEvent({
          requestId, at: version.publishedAt.toISOString(), action: 'flow.published', actor: version.publishedBy, refs: [{ kind: 'flow', id: version.key }], data: { version: version.version, verdict: version.verdict, note: version.note },
        })], session),
      }),
      ...createCatalogRoutes({ kinds, executors, probes, sources: alarmSourceKinds.map(({ kind, title }) => ({ kind, title })) }),
      ...alarms.handlers,
      ...createDemoRoutes({ demo, events, engine, nowMs }),
    },
    checkFlow: (parsed, file) => checkParsedFlow(parsed, kinds, file),
    stop: () => alarms.stop(),
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
