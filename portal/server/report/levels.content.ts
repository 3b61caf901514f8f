/** What the service levels' document is made of: the figures an actor gets, the names of the filter, the page's address. */
import type { LevelsDocument } from '#domain/document/levels.document';
import type { Action, Actor } from '#domain/identity/identity.schema';
import { levelsPath } from '#domain/report/levels.page';
import type { LevelsQuery, LevelsReader } from './levels.reader.ts';

/** Rights the figures take (levels.reader.ts). */
export const levelRights: readonly Action[] = ['report.read', 'ticket.read'];

export interface LevelsContentOf { reader: LevelsReader; query: LevelsQuery; actor: Actor; publicUrl: string; madeFor: string }

/** Throws as the reader does. */
export async function levelsContent({ reader, query, actor, publicUrl, madeFor }: LevelsContentOf): Promise<LevelsDocument> {
  const [figures, { teams, types, priorities }] = await Promise.all([reader.read(query, actor), reader.scopeOf(query)]);
  return { figures, scope: { teams: [...teams], types: [...types], priorities: [...priorities] }, address: publicUrl + levelsPath(query, figures.period), madeAt: figures.asOf, madeFor };
}
