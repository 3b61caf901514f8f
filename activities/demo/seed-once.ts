/** Seeds an installation once: gathers what the stories need, plays them, and tries again until the engine and the database have taken all of it. */
import type { Connection } from '#store/core/connection';
import { createCalendarShelf } from '../flow/calendar-shelf.ts';
import { createRunActivities } from '../flow/run.activities.ts';
import type { AlarmEngine } from '#domain/alarm/alarm.ports';
import type { RunInspector } from '#integrations/engine/inspector';
import type { FlowEngine } from '#domain/flow/engine.ports';
import type { TaskActor } from '#domain/flow/kernel/kernel.types';
import { workingCalendar } from '#domain/sla/working-time';
import { instantOf } from '#domain/values';
import { alarmSourceKind } from '#integrations/sources/index';
import { createAlarmTicketWriter } from '#store/alarm/alarm-ticket.writer';
import { createAlarmGroupRepo } from '#store/alarm/group.repo';
import { createAlarmJournal } from '#store/alarm/journal.repo';
import { createAlarmSourceRepo } from '#store/alarm/source.repo';
import { createInstallationRepo } from '#store/core/installation.repo';
import { createEventRepo } from '#store/audit/event.repo';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { createRunRepo } from '#store/flow/run.repo';
import { createRunWriter } from '#store/flow/run.writer';
import { createPersonRepo } from '#store/identity/person.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createObjectRepo } from '#store/object/object.repo';
import { createCalendarRepo } from '#store/sla/calendar.repo';
import { createSlaPolicyRepo } from '#store/sla/policy.repo';
import { createCommentRepo } from '#store/ticket/comment.repo';
import { createTicketRepo } from '#store/ticket/ticket.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { nextTicketKey } from '#store/ticket/counter.repo';
import { createAlarmTicketActivities } from '../alarm/alarm-ticket.activities.ts';
import { createGroupActivities } from '../alarm/group.activities.ts';
import { createAlarmSeed, type AlarmSeed } from './seed-alarms.ts';
import { createFileSeed } from './seed-files.ts';
import { recently } from '../core/recently.ts';
import { routineSubjects } from './routine.subjects.ts';
import { seedTickets, type RoutineDeps, type SeedDeps } from './seed-tickets.ts';
import { castOfStories, stories } from './stories.ts';

export interface SeedInstallation {
  connection: Connection;
  everydayTickets?: number | undefined;
  engine: Pick<FlowEngine, 'startRun' | 'sendMessage'>;
  alarms: Pick<AlarmEngine, 'ring'>;
  inspector: Pick<RunInspector, 'status'>;
  nowMs: () => number;
  log: { info(facts: object, text: string): void; warn(facts: object, text: string): void };
  /** Ends the trying. */
  isStopping: () => boolean;
}
const againAfterMs = 2_000;
/** Longer than a handful takes; a seed tells what the company was when it began. */
const keptMs = 60_000;

/** Resolves when the tickets are there, or were made (and perhaps cleared) before. */
export async function seedOnce(given: SeedInstallation): Promise<void> {
  const { connection, log } = given;
  const installation = createInstallationRepo(connection);
  for (let tries = 1; !given.isStopping(); tries++) {
    try {
      if (await installation.isDone('tickets')) return;
      // The stories are told as of the first try, so that a second one finds word for word what the first has left.
      const begunAt = await installation.markDone('tickets-begun', new Date(given.nowMs()));
      const made = await seedTickets({ ...await gathered({ ...given, nowMs: () => begunAt.getTime() }), isCleared: () => installation.isDone('tickets') });
      await installation.markDone('tickets', new Date(given.nowMs()));
      log.info({ made }, 'the demonstration tickets are there');
      return;
    } catch (fault) {
      if (tries % 5 === 0) log.warn({ fault: fault instanceof Error ? fault.message : String(fault), tries }, 'the demonstration tickets are not all there yet; trying again');
      await new Promise((resolve) => setTimeout(resolve, againAfterMs));
    }
  }
}

async function gathered({ connection, everydayTickets, engine, alarms, inspector, nowMs }: SeedInstallation): Promise<Omit<SeedDeps, 'isCleared'>> {
  return { ...await gatherCompany({ connection, nowMs }), everydayTickets, engine, alarms: await alarmsOf({ connection, engine, alarms, inspector, nowMs }), comments: createCommentRepo(connection, createEventRepo(connection)), files: createFileSeed(connection) };
}

/** The company as its stories need it: people, objects, calendars, and the activities that write what they do. */
export async function gatherCompany({ connection, nowMs }: Pick<SeedInstallation, 'connection' | 'nowMs'>): Promise<RoutineDeps> {
  const [people, teams, objects, calendars] = [createPersonRepo(connection), createTeamRepo(connection), createObjectRepo(connection), createCalendarRepo(connection)];
  const flows = createFlowVersionRepo(connection);
  const [types, policies] = [createTicketTypeRepo(connection), createSlaPolicyRepo(connection)];
  // Asked for by every ticket, and the same for all of them: eight readings less for each of thousands.
  const kept = { keepMs: keptMs, nowMs };
  const objectIds = [...new Set([...stories.finished, ...stories.open, ...routineSubjects].flatMap(({ object }) => object ?? []))];
  const foundPeople = await Promise.all(castOfStories.map((id) => people.read(id)));
  const foundObjects = await Promise.all(objectIds.map((id) => objects.read(id)));
  return {
    connection, flows, now: instantOf(nowMs()), tickets: createTicketRepo(connection),
    activities: createRunActivities({
      versions: flows, writer: createRunWriter(connection), policies: { list: recently(() => policies.list(), kept) }, ticketTypes: { read: recently((key) => types.read(key), kept) },
      people: { read: recently((id) => people.read(id), kept) }, teams: { read: recently((id) => teams.read(id), kept) }, objects: { read: recently((id) => objects.read(id), kept) },
      calendars: createCalendarShelf({ read: (key) => calendars.read(key), list: () => calendars.list(), nowMs }),
    }),
    calendars: new Map((await calendars.list()).map((calendar) => [calendar.key, workingCalendar(calendar)])),
    objects: new Map(foundObjects.flatMap((object) => (object ? [[object.id, { kind: object.kind, id: object.id }] as const] : []))),
    cast: new Map<string, TaskActor>(await Promise.all(foundPeople.flatMap((person) => (person ? [person] : [])).map(async (person): Promise<[string, TaskActor]> =>
      [person.id, { person: person.id, name: person.name, teams: (await teams.ofPerson(person.id)).map((team) => team.id), roles: [], maySupervise: false }]))),
  };
}

/** The source whose alarms the stories tell of. */
const sourceOfStories = 'alertmanager';

async function alarmsOf({ connection, engine, alarms, inspector, nowMs }: Omit<SeedInstallation, 'log' | 'isStopping' | 'everydayTickets'>): Promise<AlarmSeed | null> {
  const [journal, groups, sources] = [createAlarmJournal(connection), createAlarmGroupRepo(connection), createAlarmSourceRepo(connection)];
  const source = await sources.read(sourceOfStories);
  const kind = source && alarmSourceKind(source.kind);
  if (!source || kind?.kind !== 'alertmanager') return null;
  return createAlarmSeed({
    source, kind, journal, groups, engine: alarms, until: instantOf(nowMs()),
    activities: (storyMs) => ({
      ...createGroupActivities({ groups, journal, sources, events: createEventRepo(connection), nowMs: storyMs, isDemo: true }),
      ...createAlarmTicketActivities({
        groups, journal, sources, engine, inspector, nowMs: storyMs, objects: createObjectRepo(connection), tickets: createTicketRepo(connection), runs: createRunRepo(connection),
        ticketTypes: createTicketTypeRepo(connection), versions: createFlowVersionRepo(connection), ticketWriter: createAlarmTicketWriter(connection), nextTicketKey: (prefix) => nextTicketKey(connection, prefix),
      }),
    }),
  });
}
