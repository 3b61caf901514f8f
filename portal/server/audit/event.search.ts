/** What a reader looks for, from the words of the address. */
import { actionsOfFamilies, eventFamilies } from '#domain/audit/event.families';
import type { ObjectRef } from '#domain/object/object.schema';
import { CatalogueError, errorDetail } from '#domain/errors';
import { phrase } from '#domain/message';
import { subjectKinds } from '#api/audit.api';
import type { EventSearch } from '#store/audit/event.repo';

export interface AskedEvents { actor?: string | undefined; family?: string | undefined; subject?: string | undefined; from?: string | undefined; to?: string | undefined }

/** Null when it is about a ticket that does not exist: nothing is found. Throws REQUEST_INVALID for a word that is no family or no subject. */
export async function searchOf({ actor, family, subject, from, to }: AskedEvents, ticketId: (key: string) => Promise<string | null>): Promise<EventSearch | null> {
  const ref = subject ? await refOf(subject, ticketId) : undefined;
  if (ref === null) return null;
  return { actor: actor || undefined, actions: family ? actionsOfFamilies(family.split(',').map(familyOf)) : undefined, ref, from, to };
}

const wrong = (field: string, values: readonly string[]) => new CatalogueError('REQUEST_INVALID', {}, [errorDetail('FIELD_INVALID', `query.${field}`, { problem: phrase('issue.one-of', { values }) })]);

function familyOf(word: string): (typeof eventFamilies)[number] {
  const family = eventFamilies.find((known) => known === word.trim());
  if (!family) throw wrong('family', eventFamilies);
  return family;
}

async function refOf(subject: string, ticketId: (key: string) => Promise<string | null>): Promise<ObjectRef | null> {
  const [word = '', ...rest] = subject.includes(':') ? subject.split(':') : ['ticket', subject];
  const kind = subjectKinds.find((known) => known === word);
  const id = rest.join(':').trim();
  if (!kind || id === '') throw wrong('subject', subjectKinds.map((known) => `${known}:...`));
  if (kind !== 'ticket') return { kind, id };
  const found = await ticketId(id.toUpperCase());
  return found === null ? null : { kind, id: found };
}
