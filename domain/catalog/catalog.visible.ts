/** Who sees which item, and which items words find. Asked on the server for every list and every single item; an item that may not be seen is not there. */
import type { Actor } from '../identity/identity.schema.ts';
import type { Text } from '../values.ts';
import { termsOf } from '../ticket/ticket.terms.ts';
import type { Visibility } from './catalog.schema.ts';

export function isVisibleTo({ teams, roles }: Visibility, actor: Actor): boolean {
  if (teams.length === 0 && roles.length === 0) return true;
  return teams.some((team) => actor.teams.includes(team)) || actor.roles.some(({ key }) => roles.includes(key));
}

/** What an item is found by. */
export interface Findable { name: Text; about: Text; words?: Text | undefined }

/** Those in which every word typed begins one of theirs, in any language; names before descriptions, else in their order. */
export function foundBy<T extends Findable>(items: readonly T[], typed: string): T[] {
  const wanted = termsOf(typed);
  if (wanted.length === 0) return [...items];
  const ranked = items.flatMap((item) => {
    const name = wordsIn(item.name);
    const all = [...name, ...wordsIn(item.about), ...(item.words ? wordsIn(item.words) : [])];
    if (!wanted.every((term) => all.some((word) => word.startsWith(term)))) return [];
    return [{ item, rank: wanted.every((term) => name.some((word) => word.startsWith(term))) ? 0 : 1 }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ item }) => item);
}
const wordsIn = (text: Text): string[] => Object.values(text).flatMap((said) => (typeof said === 'string' ? [...termsOf(said), ...said.toLowerCase().match(/\p{Script=Han}/gu) ?? []] : []));
