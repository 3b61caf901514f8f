/** Wires the activities of alarm groups and the sweeper to MongoDB and to the engine. */
import { createAlarmTicketActivities } from '#activities/alarm/alarm-ticket.activities';
import { createGroupActivities } from '#activities/alarm/group.activities';
import type { AlarmEngine } from '#domain/alarm/alarm.ports';
import type { FlowEngine } from '#domain/flow/engine.ports';
import type { RunInspector } from '#integrations/engine/inspector';
import { createAlarmTicketWriter } from '#store/alarm/alarm-ticket.writer';
import { createAlarmGroupRepo } from '#store/alarm/group.repo';
import { createAlarmJournal } from '#store/alarm/journal.repo';
import { createAlarmSourceRepo } from '#store/alarm/source.repo';
import type { OpenedConnection } from '#store/core/connection';
import { createEventRepo } from '#store/audit/event.repo';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { createRunRepo } from '#store/flow/run.repo';
import { createObjectRepo } from '#store/object/object.repo';
import { nextTicketKey } from '#store/ticket/counter.repo';
import { createTicketRepo } from '#store/ticket/ticket.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { createAlarmSweeper, type AlarmSweeper, type SweeperDeps, type SweeperOptions } from './sweeper.ts';

export interface AlarmWiringOf {
  connection: OpenedConnection['connection'];
  engine: Pick<FlowEngine, 'startRun' | 'sendMessage'>; inspector: Pick<RunInspector, 'status'>; alarms: Pick<AlarmEngine, 'ring'>;
  log: SweeperDeps['log']; sweeper?: SweeperOptions;
}

/** Activities by task queue, and the sweeper, not yet started. Indexes are made by prepareCollections. */
export function wireAlarms({ connection, engine, inspector, alarms, log, sweeper = {} }: AlarmWiringOf): { flow: object; io: object; sweeper: AlarmSweeper } {
  const nowMs = () => Date.now();
  const groups = createAlarmGroupRepo(connection);
  const journal = createAlarmJournal(connection);
  const sources = createAlarmSourceRepo(connection);
  const { recordGroupEvents, ...local } = createGroupActivities({ groups, journal, sources, events: createEventRepo(connection), nowMs });
  return {
    flow: local,
    io: {
      recordGroupEvents,
      ...createAlarmTicketActivities({
        groups, journal, sources, engine, inspector, nowMs, objects: createObjectRepo(connection), tickets: createTicketRepo(connection), runs: createRunRepo(connection),
        ticketTypes: createTicketTypeRepo(connection), versions: createFlowVersionRepo(connection), ticketWriter: createAlarmTicketWriter(connection), nextTicketKey: (prefix) => nextTicketKey(connection, prefix),
      }),
    },
    sweeper: createAlarmSweeper({ journal, groups, engine: alarms, log, nowMs }, sweeper),
  };
}
