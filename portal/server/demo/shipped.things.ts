/** Everything that is shipped as data, thing by thing: how to see whether it is there, how to add it, and by which event people take it away. Whether one is given is shipped.ts. */
import { alarmSourceSchema } from '#domain/alarm/alarm.schema';
import type { EventAction } from '#domain/audit/event.schema';
import { portalEvent } from '#domain/audit/portal-event';
import { checkItem } from '#domain/catalog/catalog.check';
import { categorySchema, type CatalogCategory, type ItemContent } from '#domain/catalog/catalog.schema';
import { CatalogueError } from '#domain/errors';
import { teamSchema, type ActorRef } from '#domain/identity/identity.schema';
import { managedObjectSchema, type ObjectRef } from '#domain/object/object.schema';
import { parseCalendar } from '#domain/sla/calendar.check';
import { withShippedChains } from '#domain/sla/escalation.growth';
import { parsePolicy, type SlaPolicy } from '#domain/sla/sla.policy';
import { ticketTypeSchema } from '#domain/ticket/ticket.schema';
import { instantOf, type Json } from '#domain/values';
import { createAlarmSourceRepo } from '#store/alarm/source.repo';
import { createEventRepo } from '#store/audit/event.repo';
import { createCatalogRepo } from '#store/catalog/catalog.repo';
import type { Connection } from '#store/core/connection';
import { createPersonRepo } from '#store/identity/person.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createObjectRepo } from '#store/object/object.repo';
import { createCalendarRepo } from '#store/sla/calendar.repo';
import { createSlaPolicyRepo } from '#store/sla/policy.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { readSeed, seedItem, seedPersonSchema } from './seed-files.ts';

export interface ShippedThing {
  /** "slaPolicy/incident-p1": what it is remembered by. */
  key: string;
  isThere(): Promise<boolean>;
  /** Never changes what is there. Answers false where it cannot be added here: what it stands on was taken away. */
  add(): Promise<boolean>;
  /** By which event of the audit people take such a thing away. Absent: they cannot. */
  removal?: { action: EventAction; ref: ObjectRef };
}
export interface ThingsOf { connection: Connection; seedFolder: string; by: ActorRef; now: () => Date }

const isFound = async (found: Promise<unknown>): Promise<boolean> => await found !== null;
const done = async (added: Promise<unknown>): Promise<boolean> => { await added; return true; };

/** What every installation is given. */
export function foundations({ connection, seedFolder, by, now }: ThingsOf): ShippedThing[] {
  const [calendars, policies, types] = [createCalendarRepo(connection), createSlaPolicyRepo(connection), createTicketTypeRepo(connection)];
  const shippedPolicies = readSeed(seedFolder, 'sla-policies.json', 'policies', parsePolicy);
  const stored = async (id: string) => (await policies.checked()).find(({ policy }) => policy.id === id) ?? null;
  return [
    ...readSeed(seedFolder, 'calendars.json', 'calendars', parseCalendar).map((calendar): ShippedThing => ({
      key: `calendar/${calendar.key}`, isThere: () => isFound(calendars.read(calendar.key)), add: () => done(calendars.addMissing(calendar)), removal: { action: 'calendar.removed', ref: { kind: 'calendar', id: calendar.key } },
    })),
    ...shippedPolicies.map((policy): ShippedThing => ({
      key: `slaPolicy/${policy.id}`, isThere: () => isFound(stored(policy.id)), removal: { action: 'slaPolicy.removed', ref: { kind: 'slaPolicy', id: policy.id } },
      // A clock whose calendar was taken away would stop every ticket.
      add: async () => { const known = (await calendars.list()).map(({ key }) => key); return policy.clocks.every(({ calendarId }) => known.includes(calendarId)) && done(policies.addMissing(policy)); },
    })),
    ...shippedPolicies.filter(({ clocks }) => clocks.some(({ escalation }) => escalation !== undefined)).map((policy): ShippedThing => ({ key: `escalation/${policy.id}`, ...chainsOf(policy, { connection, by, now }) })),
    ...readSeed(seedFolder, 'ticket-types.json', 'ticketTypes', (entry) => ticketTypeSchema.parse(entry)).map((type): ShippedThing => ({ key: `ticketType/${type.key}`, isThere: () => isFound(types.read(type.key)), add: () => done(types.addMissing(type)) })),
  ];
}

/** The chains of a service level: for one that stands as it was shipped, touched by nobody. */
function chainsOf(shipped: SlaPolicy, { connection, by, now }: Pick<ThingsOf, 'connection' | 'by' | 'now'>): Pick<ShippedThing, 'isThere' | 'add'> {
  const [policies, events] = [createSlaPolicyRepo(connection), createEventRepo(connection)];
  async function growth() {
    const stored = (await policies.checked()).find(({ policy }) => policy.id === shipped.id);
    if (stored === undefined || stored.changedBy !== null) return null;
    const grown = withShippedChains(stored.policy, shipped);
    return grown && { before: stored.policy, grown, revision: stored.revision };
  }
  return {
    isThere: async () => await growth() === null,
    async add() {
      const found = await growth();
      if (found === null) return false;
      const at = instantOf(now().getTime());
      await policies.edit({ policy: found.grown, revision: found.revision, at, by }, (session) => events.append([portalEvent({
        requestId: `shipped/escalation/${shipped.id}`, at, action: 'slaPolicy.changed', actor: by, refs: [{ kind: 'slaPolicy', id: shipped.id }], before: found.before as unknown as Json, after: found.grown as unknown as Json, data: { name: { ...shipped.name } },
      })], session));
      return true;
    },
  };
}

/** What the demonstration company has. */
export function companyThings({ connection, seedFolder, by, now }: ThingsOf): ShippedThing[] {
  const [people, teams, objects, sources] = [createPersonRepo(connection), createTeamRepo(connection), createObjectRepo(connection), createAlarmSourceRepo(connection)];
  return [
    ...readSeed(seedFolder, 'directory.json', 'people', (entry) => seedPersonSchema.parse(entry)).map((person): ShippedThing => ({ key: `person/${person.id}`, isThere: () => isFound(people.read(person.id)), add: () => done(people.addMissing(person)) })),
    ...readSeed(seedFolder, 'directory.json', 'teams', (entry) => teamSchema.parse(entry)).map((team): ShippedThing => ({ key: `team/${team.id}`, isThere: () => isFound(teams.read(team.id)), add: () => done(teams.addMissing(team)), removal: { action: 'team.removed', ref: { kind: 'team', id: team.id } } })),
    ...readSeed(seedFolder, 'objects.json', 'objects', (entry) => managedObjectSchema.parse(entry)).map((object): ShippedThing => ({ key: `object/${object.id}`, isThere: () => isFound(objects.read(object.id)), add: () => done(objects.addMissing(object)) })),
    ...readSeed(seedFolder, 'alarm-sources.json', 'sources', (entry) => alarmSourceSchema.parse(entry)).map((source): ShippedThing => ({ key: `alarmSource/${source.id}`, isThere: () => isFound(sources.read(source.id)), add: () => done(sources.addMissing(source)) })),
    ...readSeed(seedFolder, 'catalog.json', 'items', seedItem).map((item): ShippedThing => itemThing(item, readSeed(seedFolder, 'catalog.json', 'categories', (entry) => categorySchema.parse(entry)), { connection, by, now })),
  ];
}

/** A shipped item as version 1, with its category where that is missing; what an administrator made of one meanwhile stays. */
function itemThing({ key, content }: { key: string; content: ItemContent }, categories: readonly CatalogCategory[], { connection, by, now }: Pick<ThingsOf, 'connection' | 'by' | 'now'>): ShippedThing {
  const catalog = createCatalogRepo(connection);
  return {
    key: `catalogItem/${key}`,
    isThere: async () => ((await catalog.item(key))?.lastVersion ?? 0) > 0,
    async add() {
      const [types, teams, standing] = [await createTicketTypeRepo(connection).list(), await createTeamRepo(connection).list(), await catalog.categories()];
      const fault = (teamIds: readonly string[]) => checkItem(content, { ticketTypes: types.map((type) => type.key), categories: [...standing, ...categories].map((category) => category.key), teams: teamIds })[0];
      // A team that was taken away here is no fault of the seed; anything else is.
      if (fault(teams.map(({ id }) => id))) {
        const wrong = fault([...teams.map(({ id }) => id), ...teamsIn(content)]);
        if (wrong) throw new CatalogueError('SEED_INVALID', { fault: `seed/catalog.json: ${key}${wrong.path}: ${wrong.message}` });
        return false;
      }
      const category = categories.find((one) => one.key === content.category);
      if (category) await catalog.addMissingCategory(category);
      // A draft that somebody began under this key is theirs.
      const item = await catalog.item(key) ?? await catalog.saveDraft(key, 0, content);
      if (JSON.stringify(item.draft) !== JSON.stringify(content)) return false;
      await catalog.publish(key, item.revision, by.id, now(), async () => undefined);
      return true;
    },
  };
}

const teamsIn = ({ team, visibility }: ItemContent): string[] => [...(team === null ? [] : [team]), ...visibility.teams];
