/**
 * The first start of an installation: roles and calendars everybody needs, and the demonstration company when it is wanted. Adds what is missing, never
 * changes what is there, and does it once: what an administrator removes stays removed. The demo's open secrets are closed once the demo is no longer wanted.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Connection } from '#store/core/connection';
import { alarmSourceSchema } from '#domain/alarm/alarm.schema';
import { CatalogueError } from '#domain/errors';
import { personSchema, roleAssignmentSchema, teamSchema, type ActorRef } from '#domain/identity/identity.schema';
import { shippedRoles } from '#domain/identity/roles';
import { managedObjectSchema } from '#domain/object/object.schema';
import { parseCalendar } from '#domain/sla/calendar.check';
import { parsePolicy } from '#domain/sla/sla.policy';
import { ticketTypeSchema } from '#domain/ticket/ticket.schema';
import { createAlarmSourceRepo } from '#store/alarm/source.repo';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { createInstallationRepo } from '#store/core/installation.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createRoleRepo } from '#store/identity/role.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createObjectRepo } from '#store/object/object.repo';
import type { SecretRepo } from '#store/secret/secret.repo';
import { createCalendarRepo } from '#store/sla/calendar.repo';
import { createSlaPolicyRepo } from '#store/sla/policy.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { closeDemoDoors, openDemoDoors } from './demo-secrets.ts';
import { seedFlows, type SeedFlows } from './seed-flows.ts';

export interface BootstrapOptions {
  connection: Connection;
  secrets: SecretRepo;
  /** Folder of the shipped seed files. */
  seedFolder: string;
  hasDemoSeed: boolean;
  /** Where the demo device listens now; written to its object at every start, because ports belong to the installation. */
  device: { snmp: string; http: string; /** Bearer token of its HTTP interface, kept as the secret the shipped flow names. */ token: string } | null;
  /** What can be said against a flow, as publishing asks. */
  checkFlow: SeedFlows['check'];
  now: () => Date;
}

const seedPersonSchema = personSchema.extend({ assignments: z.array(roleAssignmentSchema).default([]), isDemoAccount: z.boolean().default(false) });
const shipped: ActorRef = { kind: 'machine', id: 'signalbox', name: 'Signalbox' };

export async function bootstrap(options: BootstrapOptions): Promise<{ isFirst: boolean }> {
  const { connection } = options;
  const installation = createInstallationRepo(connection);
  const isFirst = !(await installation.isDone('seeded'));
  if (isFirst) {
    await addShipped(options);
    if (options.hasDemoSeed) await addCompany(options);
    else await addAdministrator(options);
    await installation.markDone('seeded', options.now());
  }
  if (!options.hasDemoSeed) await closeDemoDoors(options.secrets);
  await seedFlows({ flows: createFlowVersionRepo(connection), folder: join(options.seedFolder, 'flows'), check: options.checkFlow, by: shipped, now: options.now });
  if (options.device) await pointAtDevice(options, options.device);
  return { isFirst };
}

/** A seed file's list, parsed one by one. Throws SEED_INVALID, which names file and place and stops the start: a broken seed is our bug. */
function read<T>(options: BootstrapOptions, file: string, list: string, parse: (entry: unknown) => T): T[] {
  const content = JSON.parse(readFileSync(join(options.seedFolder, file), 'utf8')) as Record<string, unknown[]>;
  return (content[list] ?? []).map((entry, index) => {
    try {
      return parse(entry);
    } catch (fault) {
      throw new CatalogueError('SEED_INVALID', { fault: `seed/${file}: ${list}[${index}]: ${fault instanceof Error ? fault.message : String(fault)}` });
    }
  });
}

async function addShipped(options: BootstrapOptions): Promise<void> {
  const { connection } = options;
  for (const role of shippedRoles) await createRoleRepo(connection).addMissing(role);
  for (const calendar of read(options, 'calendars.json', 'calendars', parseCalendar)) await createCalendarRepo(connection).addMissing(calendar);
  for (const policy of read(options, 'sla-policies.json', 'policies', parsePolicy)) await createSlaPolicyRepo(connection).addMissing(policy);
  for (const type of read(options, 'ticket-types.json', 'ticketTypes', (entry) => ticketTypeSchema.parse(entry))) await createTicketTypeRepo(connection).addMissing(type);
}

async function addCompany(options: BootstrapOptions): Promise<void> {
  const { connection, secrets } = options;
  for (const person of read(options, 'directory.json', 'people', (entry) => seedPersonSchema.parse(entry))) await createPersonRepo(connection).addMissing(person);
  for (const team of read(options, 'directory.json', 'teams', (entry) => teamSchema.parse(entry))) await createTeamRepo(connection).addMissing(team);
  for (const object of read(options, 'objects.json', 'objects', (entry) => managedObjectSchema.parse(entry))) await createObjectRepo(connection).addMissing(object);
  for (const source of read(options, 'alarm-sources.json', 'sources', (entry) => alarmSourceSchema.parse(entry))) await createAlarmSourceRepo(connection).addMissing(source);
  await openDemoDoors(secrets);
}

/** Somebody must be able to get in: without the company there is one account. */
async function addAdministrator({ connection }: BootstrapOptions): Promise<void> {
  await createPersonRepo(connection).addMissing({
    id: 'admin', username: 'admin', name: 'Administrator', email: '', locale: 'en', zone: 'Etc/UTC', manager: null, isActive: true,
    assignments: [{ role: 'requester', scope: null }, { role: 'administrator', scope: null }], isDemoAccount: true,
  });
}

async function pointAtDevice({ connection, secrets }: BootstrapOptions, { token, ...device }: NonNullable<BootstrapOptions['device']>): Promise<void> {
  const objects = createObjectRepo(connection);
  await secrets.store({ name: 'device-token', use: 'flow', hosts: [new URL(device.http).host] }, token);
  for (const id of ['sw-core-2', 'sw-core-2.uplink-2']) {
    const object = await objects.read(id);
    if (object && (object.endpoints['snmp'] !== device.snmp || object.endpoints['http'] !== device.http)) await objects.save({ ...object, endpoints: { ...object.endpoints, ...device } });
  }
}
