/**
 * Gives an installation what is shipped as data, each thing once: at its first start everything, at a later one what came since. What people changed stays,
 * what they took away stays away: it is remembered as given, and an installation from before that is told by its audit.
 */
import { portalEvent } from '#domain/audit/portal-event';
import { instantOf } from '#domain/values';
import { createEventRepo } from '#store/audit/event.repo';
import { createInstallationRepo } from '#store/core/installation.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { readSeed, seedPersonSchema } from './seed-files.ts';
import { companyThings, foundations, type ShippedThing, type ThingsOf } from './shipped.things.ts';

export interface GivingOf extends ThingsOf { hasDemoSeed: boolean; /** It is given everything; else what it has not been given. */ isFirst: boolean }

/** Stands for the demonstration company in what is remembered. */
const company = 'company';

/** Answers the keys of what was added. Throws SEED_INVALID. */
export async function giveShipped(given: GivingOf): Promise<string[]> {
  const { connection, isFirst, by, now } = given;
  const [installation, events] = [createInstallationRepo(connection), createEventRepo(connection)];
  const known = await installation.given();
  const withCompany = given.hasDemoSeed && (isFirst || known.has(company) || await hasCompany(given));
  const things = [...foundations(given), ...(withCompany ? companyThings(given) : [])].filter(({ key }) => !known.has(key));
  const isTakenAway = async ({ removal }: ShippedThing): Promise<boolean> => !isFirst && removal !== undefined && await events.count({ actions: [removal.action], ref: removal.ref }, 1) > 0;
  const [settled, added]: [string[], string[]] = [withCompany && !known.has(company) ? [company] : [], []];
  for (const thing of things) {
    const isOver = await thing.isThere() || await isTakenAway(thing);
    const isAdded = !isOver && await thing.add();
    if (isAdded) added.push(thing.key);
    // What could not be added is looked at again at the next start.
    if (isOver || isAdded) settled.push(thing.key);
  }
  if (!isFirst && added.length > 0) await events.append([portalEvent({ requestId: `shipped/${added.join('+').slice(0, 150)}`, at: instantOf(now().getTime()), action: 'installation.grown', actor: by, refs: [], data: { added } })]);
  await installation.give(settled, now());
  return added;
}

/** One that began before it was remembered: by its people. */
async function hasCompany({ connection, seedFolder }: GivingOf): Promise<boolean> {
  const seeded = readSeed(seedFolder, 'directory.json', 'people', (entry) => seedPersonSchema.parse(entry)).map(({ id }) => id);
  return (await createPersonRepo(connection).readMany(seeded)).some(({ isDemoAccount }) => isDemoAccount);
}
