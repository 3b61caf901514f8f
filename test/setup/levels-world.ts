/** The demonstration company with its whole history in a database of its own, and the routes that report on it. No run goes on: what is counted stands still. */
import { readFileSync } from 'node:fs';
import mongoose, { type Connection } from 'mongoose';
import { createCalendarShelf } from '#activities/flow/calendar-shelf';
import { countSteps } from '#activities/report/step-counter';
import { seedOnce } from '#activities/demo/seed-once';
import { nodeKinds } from '#domain/flow/nodes/index';
import type { Actor, RoleKey, Scope } from '#domain/identity/identity.schema';
import { everywhere } from '#domain/identity/rights';
import { projectFolder } from '#embedded/project';
import { bootstrap } from '#server/demo/bootstrap';
import { checkParsedFlow } from '#server/flow/flow.check';
import type { Handlers, RequestContext } from '#server/http/handler';
import { createReportFeature } from '#server/report/report.feature';
import { createStandIns } from '#store/identity/stand-in.repo';
import { createTicketFeature } from '#server/ticket/ticket.feature';
import type { QueryOf, ResponseOf, RouteName } from '#api/routes';
import { ensureAlarmIndexes } from '#store/alarm/alarm.models';
import { createEventRepo } from '#store/audit/event.repo';
import { createAbsenceRepo } from '#store/identity/absence.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createRunRepo } from '#store/flow/run.repo';
import { createStepTimesRepo } from '#store/report/step-times.repo';
import { createSecretRepo } from '#store/secret/secret.repo';
import { createCalendarRepo } from '#store/sla/calendar.repo';
import { createTicketRepo } from '#store/ticket/ticket.repo';
import type { SeedFiles } from './levels-recount.ts';

export interface LevelsWorld {
  database: Connection;
  files: SeedFiles;
  asOf: string;
  ask<N extends RouteName>(name: N, query: QueryOf<N>, actor?: Actor): Promise<ResponseOf<N>>;
  countSteps(): Promise<number>;
  close(): Promise<void>;
}
export const somebody = (key: RoleKey, scope: Partial<Scope> = {}, person = 'ada.novak'): Actor => ({ person, name: person, teams: [], roles: [{ key, scope: { ...everywhere, ...scope } }] });

const seedFile = <T>(name: string, list: string): T[] => (JSON.parse(readFileSync(`${projectFolder}/seed/${name}.json`, 'utf8')) as Record<string, T[]>)[list]!;

/** On an empty database. `asOf`: when the history was told and is reported on. */
export async function levelsWorldOn(mongoUri: string, asOf: string): Promise<LevelsWorld> {
  const database = await mongoose.createConnection(mongoUri).asPromise();
  const nowMs = (): number => Date.parse(asOf);
  await Promise.all([createTicketRepo(database).ensureIndexes(), createRunRepo(database).ensureIndexes(), createEventRepo(database).ensureIndexes(), ensureAlarmIndexes(database)]);
  await bootstrap({
    connection: database, secrets: createSecretRepo(database, '0'.repeat(64)), seedFolder: `${projectFolder}/seed`, hasDemoSeed: true, device: null,
    checkFlow: (parsed, file) => checkParsedFlow(parsed, nodeKinds, file), now: () => new Date(nowMs()),
  });
  const told = { answer: { accepted: true as const, seq: 1 }, shown: true };
  const engine = { startRun: () => Promise.resolve(told), sendMessage: () => Promise.resolve(told) };
  await seedOnce({ connection: database, engine: engine as never, alarms: { ring: () => Promise.resolve() } as never, inspector: { status: () => Promise.resolve('running') } as never, nowMs, log: { info: () => undefined, warn: (facts) => { throw new Error(JSON.stringify(facts)); } }, isStopping: () => false });
  const calendars = createCalendarRepo(database);
  const shelf = createCalendarShelf({ read: (key) => calendars.read(key), list: () => calendars.list(), nowMs });
  const handlers: Handlers = { ...createReportFeature({ connection: database, desk: { ask: () => Promise.reject(new Error('no documents here')) }, engine: { tell: () => Promise.resolve() }, log: { warn: () => undefined }, publicUrl: 'http://127.0.0.1', nowMs }), ...createTicketFeature({ connection: database, engine: engine as never, standIns: createStandIns({ absences: createAbsenceRepo(database), people: createPersonRepo(database), nowMs }), files: undefined as never, nowMs }) };
  return {
    database, asOf, files: { calendars: seedFile('calendars', 'calendars'), policies: seedFile('sla-policies', 'policies'), types: seedFile('ticket-types', 'ticketTypes') },
    ask: (name, query, actor = somebody('administrator')) => (handlers[name] as (context: RequestContext<typeof name>) => Promise<never>)({ query, actor, locale: 'en' } as unknown as RequestContext<typeof name>),
    countSteps: () => countSteps({ stepTimes: createStepTimesRepo(database), calendars: shelf }),
    close: async () => { await database.dropDatabase(); await database.close(); },
  };
}
