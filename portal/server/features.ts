/** Every feature's routes, one line each. What they need is made once here; the outside world is handed in by main.ts. */
import type { Connection } from 'mongoose';
import type { FlowEngine } from '#domain/flow/engine.ports';
import { createEventRepo } from '#store/audit/event.repo';
import { createDemoRepo } from '#store/demo/demo.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createObjectRepo } from '#store/object/object.repo';
import type { SecretRepo } from '#store/secret/secret.repo';
import type { RouteName } from '#api/routes';
import type { Handlers } from './http/handler.ts';
import type { Log } from './http/log.ts';
import type { Actors } from './identity/actors.ts';
import { createDemoRoutes } from './demo/demo.routes.ts';
import { createIdentityRoutes } from './identity/identity.routes.ts';
import { createObjectRoutes } from './object/object.routes.ts';

export interface FeatureDeps { connection: Connection; actors: Actors; engine: FlowEngine; engineConnection: unknown; secrets: SecretRepo; publicUrl: string; log: Log; nowMs: () => number }

export interface Features {
  handlers: Handlers;
  /** Verdict of the soundness check on a flow file, for publishing what is shipped. */
  verdictOf: (file: unknown) => string;
  stop(): Promise<void>;
}

/** Routes of the table that no feature answers yet; the start fails for any other that is missing. */
export const routesToCome: readonly RouteName[] = [
  'tickets.list', 'tickets.read', 'tickets.open', 'tickets.cancel', 'tickets.timeline', 'tickets.overlay', 'tickets.log', 'comments.list', 'comments.add', 'ticketTypes.list',
  'inbox.list', 'inbox.counts', 'tasks.read', 'tasks.act', 'flows.list', 'flows.read', 'flows.version', 'flows.saveDraft', 'flows.check', 'flows.publish', 'catalog.read',
  'alarms.receive', 'alarmGroups.list', 'alarmGroups.read', 'alarmGroups.acknowledge', 'alarmSources.list', 'deadLetters.list',
];

export function createFeatures({ connection, actors, engine, nowMs }: FeatureDeps): Features {
  const demo = createDemoRepo(connection);
  const events = createEventRepo(connection);
  return {
    handlers: {
      ...createIdentityRoutes({ people: createPersonRepo(connection), teams: createTeamRepo(connection), actors, hasDemo: briefly(async () => await demo.countTickets() > 0, 5_000, nowMs) }),
      ...createObjectRoutes({ objects: createObjectRepo(connection) }),
      ...createDemoRoutes({ demo, events, engine, nowMs }),
    },
    verdictOf: () => 'sound',
    stop: async () => undefined,
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
