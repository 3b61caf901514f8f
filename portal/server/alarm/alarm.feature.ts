/** The alarm feature of the portal, put together: its routes, and what must be ended with them. */
import { randomBytes } from 'node:crypto';
import type { AlarmEngine } from '#domain/alarm/alarm.ports';
import { createCertificateFetch, type CertificateFetch } from '#integrations/sources/certificate.fetch';
import { createAlarmGroupRepo } from '#store/alarm/group.repo';
import { createAlarmJournal } from '#store/alarm/journal.repo';
import { createDeadLetterRepo } from '#store/alarm/dead-letter.repo';
import { createAlarmSourceRepo } from '#store/alarm/source.repo';
import { createEventRepo } from '#store/audit/event.repo';
import type { OpenedConnection } from '#store/core/connection';
import { createTeamRepo } from '#store/identity/team.repo';
import type { SecretRepo } from '#store/secret/secret.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import type { Handlers } from '../http/handler.ts';
import { createAlarmIntake, type IntakeLog } from './alarm.intake.ts';
import { createAlarmRoutes } from './alarm.routes.ts';
import { createSourceRoutes } from './source.routes.ts';
import { createBellRinger } from './bell-ringer.ts';
import { createJournalQueue } from './journal-queue.ts';
import { createLetterReplay } from './letter.replay.ts';

export interface AlarmFeatureOf {
  connection: OpenedConnection['connection'];
  engine: AlarmEngine;
  secrets: Pick<SecretRepo, 'resolve' | 'store' | 'remove'>;
  log: IntakeLog;
  publicUrl: string;
  nowMs(): number;
  /** Default: fetched from where it lies. */
  certificate?: CertificateFetch;
  /** Milliseconds between two bells of a group. Default 1,000. */
  bellSpacingMs?: number;
  /** Groups of a file at most. Default 20,000. */
  mostExported?: number;
}

/** Indexes are made by prepareCollections. `stop` waits for what was accepted and rings what is owed. */
export function createAlarmFeature({ connection, engine, secrets, log, publicUrl, nowMs, certificate = createCertificateFetch(nowMs), bellSpacingMs, mostExported = 20_000 }: AlarmFeatureOf): { handlers: Handlers; stop(): Promise<void> } {
  const sources = createAlarmSourceRepo(connection);
  const letters = createDeadLetterRepo(connection);
  const bells = createBellRinger(engine, { spacingMs: bellSpacingMs, onFault: (group, fault) => log.warn({ group, fault: String(fault) }, 'bell of an alarm group not rung; the sweeper rings again') });
  const queue = createJournalQueue(createAlarmJournal(connection), (groups) => bells.ring(groups));
  const intake = createAlarmIntake({ sources, letters, certificate, resolveSecret: (name) => secrets.resolve(name, 'source'), queue, bells, log, nowMs });
  const events = createEventRepo(connection);
  const replay = createLetterReplay({ intake, letters, events, nowMs });
  return {
    handlers: {
      ...createAlarmRoutes({ intake, replay, groups: createAlarmGroupRepo(connection), sources, letters, engine, nowMs, mostExported }),
      ...createSourceRoutes({ sources, letters, secrets, teams: createTeamRepo(connection), ticketTypes: createTicketTypeRepo(connection), events, makeSecret: () => randomBytes(24).toString('base64url'), publicUrl, nowMs }),
    },
    stop: () => intake.stop(),
  };
}
