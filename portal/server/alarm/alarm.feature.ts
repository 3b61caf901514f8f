/** The alarm feature of the portal, put together: its routes, and what must be ended with them. */
import type { AlarmEngine } from '#domain/alarm/alarm.ports';
import { createAlarmGroupRepo } from '#store/alarm/group.repo';
import { createAlarmJournal } from '#store/alarm/journal.repo';
import { createDeadLetterRepo } from '#store/alarm/dead-letter.repo';
import { createAlarmSourceRepo } from '#store/alarm/source.repo';
import type { OpenedConnection } from '#store/core/connection';
import type { Handlers } from '../http/handler.ts';
import { createAlarmIntake, type IntakeLog } from './alarm.intake.ts';
import { createAlarmRoutes } from './alarm.routes.ts';
import { createBellRinger } from './bell-ringer.ts';
import { createJournalQueue } from './journal-queue.ts';

export interface AlarmFeatureOf {
  connection: OpenedConnection['connection'];
  engine: AlarmEngine;
  /** The value behind a secret's reference. */
  resolveSecret(name: string): Promise<string>;
  log: IntakeLog;
  publicUrl: string;
  nowMs(): number;
  /** Milliseconds between two bells of a group. Default 1,000. */
  bellSpacingMs?: number;
}

/** Indexes are ensured by ensureAlarmIndexes. `stop` waits for what was accepted and rings what is owed. */
export function createAlarmFeature({ connection, engine, resolveSecret, log, publicUrl, nowMs, bellSpacingMs }: AlarmFeatureOf): { handlers: Handlers; stop(): Promise<void> } {
  const sources = createAlarmSourceRepo(connection);
  const letters = createDeadLetterRepo(connection);
  const bells = createBellRinger(engine, { spacingMs: bellSpacingMs, onFault: (group, fault) => log.warn({ group, fault: String(fault) }, 'bell of an alarm group not rung; the sweeper rings again') });
  const queue = createJournalQueue(createAlarmJournal(connection), (groups) => bells.ring(groups));
  const intake = createAlarmIntake({ sources, letters, resolveSecret, queue, bells, log, nowMs });
  return {
    handlers: createAlarmRoutes({ intake, groups: createAlarmGroupRepo(connection), sources, letters, engine, publicUrl, nowMs }),
    stop: () => intake.stop(),
  };
}
