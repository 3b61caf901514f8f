/**
 * What an installation is given at a start: roles, calendars and service levels everybody needs, and the demonstration company when it is wanted; at a later
 * one what is shipped since (shipped.ts), and what roles get. Never changes what people made. The demo's open secrets are closed once the demo is no longer wanted.
 */
import { join } from 'node:path';
import type { Connection } from '#store/core/connection';
import { portalEvent } from '#domain/audit/portal-event';
import type { ActorRef } from '#domain/identity/identity.schema';
import { shippedRoles } from '#domain/identity/roles';
import { instantOf } from '#domain/values';
import { createEventRepo } from '#store/audit/event.repo';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { createInstallationRepo } from '#store/core/installation.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createRoleRepo } from '#store/identity/role.repo';
import { createObjectRepo } from '#store/object/object.repo';
import type { SecretRepo } from '#store/secret/secret.repo';
import { closeDemoDoors, openDemoDoors } from './demo-secrets.ts';
import { seedFlows, type SeedFlows } from './seed-flows.ts';
import { giveShipped } from './shipped.ts';

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

const shipped: ActorRef = { kind: 'machine', id: 'signalbox', name: 'Signalbox' };

export async function bootstrap(options: BootstrapOptions): Promise<{ isFirst: boolean; added: string[] }> {
  const { connection } = options;
  const installation = createInstallationRepo(connection);
  const isFirst = !(await installation.isDone('seeded'));
  if (isFirst) for (const role of shippedRoles) await createRoleRepo(connection).addMissing(role);
  const added = await giveShipped({ ...options, by: shipped, isFirst });
  if (isFirst) {
    if (options.hasDemoSeed) await openDemoDoors(options.secrets);
    else await addAdministrator(options);
    await installation.markDone('seeded', options.now());
  }
  await growRoles(options);
  if (!options.hasDemoSeed) await closeDemoDoors(options.secrets);
  await seedFlows({ flows: createFlowVersionRepo(connection), folder: join(options.seedFolder, 'flows'), check: options.checkFlow, by: shipped, now: options.now });
  if (options.device) await pointAtDevice(options, options.device);
  return { isFirst, added: isFirst ? [] : added };
}

/** Every start; each right is given once. */
async function growRoles({ connection, now }: BootstrapOptions): Promise<void> {
  const [roles, events] = [createRoleRepo(connection), createEventRepo(connection)];
  for (const role of shippedRoles) {
    const actions = await roles.grow(role);
    if (actions.length > 0) await events.append([portalEvent({ requestId: `role/${role.key}/${actions.join('+')}`, at: instantOf(now().getTime()), action: 'role.grown', actor: shipped, refs: [], data: { role: role.key, actions } })]);
  }
}

/** Somebody must be able to get in: without the company there is one account. */
async function addAdministrator({ connection }: BootstrapOptions): Promise<void> {
  await createPersonRepo(connection).addMissing({
    id: 'admin', username: 'admin', name: 'Administrator', email: '', locale: 'en', look: 'system', zone: 'Etc/UTC', manager: null, isActive: true, unsubscribed: [],
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
