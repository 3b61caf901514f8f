/** Seeds an installation once: gathers what the stories need, plays them, and tries again until the engine and the database have taken all of it. */
import type { Connection } from '#store/core/connection';
import { createCalendarShelf } from '../flow/calendar-shelf.ts';
import { createRunActivities } from '../flow/run.activities.ts';
import type { FlowEngine } from '#domain/flow/engine.ports';
import type { TaskActor } from '#domain/flow/kernel/kernel.types';
import { workingCalendar } from '#domain/sla/working-time';
import { instantOf } from '#domain/values';
import { createInstallationRepo } from '#store/core/installation.repo';
import { createEventRepo } from '#store/audit/event.repo';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { createRunWriter } from '#store/flow/run.writer';
import { createPersonRepo } from '#store/identity/person.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createObjectRepo } from '#store/object/object.repo';
import { createCalendarRepo } from '#store/sla/calendar.repo';
import { createSlaPolicyRepo } from '#store/sla/policy.repo';
import { createCommentRepo } from '#store/ticket/comment.repo';
import { createTicketRepo } from '#store/ticket/ticket.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { seedTickets } from './seed-tickets.ts';
import { castOfStories, stories } from './stories.ts';

export interface SeedInstallation {
  connection: Connection;
  engine: Pick<FlowEngine, 'startRun'>;
  nowMs: () => number;
  log: { info(facts: object, text: string): void; warn(facts: object, text: string): void };
  /** Ends the trying. */
  isStopping: () => boolean;
}
const againAfterMs = 2_000;

/** Resolves when the tickets are there, or were made (and perhaps cleared) before. */
export async function seedOnce(given: SeedInstallation): Promise<void> {
  const { connection, log } = given;
  const installation = createInstallationRepo(connection);
  for (let tries = 1; !given.isStopping(); tries++) {
    try {
      if (await installation.isDone('tickets')) return;
      // The stories are told as of the first try, so that a second one finds word for word what the first has left.
      const begunAt = await installation.markDone('tickets-begun', new Date(given.nowMs()));
      const made = await seedTickets(await gathered({ ...given, nowMs: () => begunAt.getTime() }));
      await installation.markDone('tickets', new Date(given.nowMs()));
      log.info({ made }, 'the demonstration tickets are there');
      return;
    } catch (fault) {
      if (tries % 5 === 0) log.warn({ fault: fault instanceof Error ? fault.message : String(fault), tries }, 'the demonstration tickets are not all there yet; trying again');
      await new Promise((resolve) => setTimeout(resolve, againAfterMs));
    }
  }
}

async function gathered({ connection, engine, nowMs }: SeedInstallation): Promise<Parameters<typeof seedTickets>[0]> {
  const [people, teams, objects, calendars] = [createPersonRepo(connection), createTeamRepo(connection), createObjectRepo(connection), createCalendarRepo(connection)];
  const flows = createFlowVersionRepo(connection);
  const objectIds = [...new Set([...stories.finished, ...stories.open].flatMap((story) => story.object ?? []))];
  const foundPeople = await Promise.all(castOfStories.map((id) => people.read(id)));
  const foundObjects = await Promise.all(objectIds.map((id) => objects.read(id)));
  return {
    connection, engine, flows, now: instantOf(nowMs()), tickets: createTicketRepo(connection), comments: createCommentRepo(connection, createEventRepo(connection)),
    activities: createRunActivities({
      versions: flows, writer: createRunWriter(connection), policies: createSlaPolicyRepo(connection), ticketTypes: createTicketTypeRepo(connection), people, teams, objects,
      calendars: createCalendarShelf({ read: (key) => calendars.read(key), list: () => calendars.list(), nowMs }),
    }),
    calendars: new Map((await calendars.list()).map((calendar) => [calendar.key, workingCalendar(calendar)])),
    objects: new Map(foundObjects.flatMap((object) => (object ? [[object.id, { kind: object.kind, id: object.id }] as const] : []))),
    cast: new Map<string, TaskActor>(await Promise.all(foundPeople.flatMap((person) => (person ? [person] : [])).map(async (person): Promise<[string, TaskActor]> =>
      [person.id, { person: person.id, name: person.name, teams: (await teams.ofPerson(person.id)).map((team) => team.id), roles: [], maySupervise: false }]))),
  };
}
