/** The place of a ticket among those that flows open: its key, settled once before it is there, and how deep it lies. What would open tickets without end is stopped here. */
import { CatalogueError } from '#domain/errors';
import { openingLimits } from '#domain/ticket/opening';
import type { Instant } from '#domain/values';
import type { Opening, OpeningRepo } from '#store/ticket/opening.repo';

export interface OpeningDeskOf {
  openings: OpeningRepo;
  /** The next key of a prefix: "INC-1042". */
  nextKey(prefix: string): Promise<string>;
  now(): Instant;
}
/** `from`: the ticket whose flow opens it; null: it comes from outside, and others may descend from it. */
export type SettleOpening = (ticket: { id: string; from: string | null; prefix: string }) => Promise<Opening>;

/** Throws TICKETS_TOO_DEEP, TICKETS_OPENED_TOO_MANY. */
export const openingDesk = ({ openings, nextKey, now }: OpeningDeskOf): SettleOpening => async ({ id, from, prefix }) => {
  const [standing, parent] = await Promise.all([openings.read(id), from === null ? null : openings.read(from)]);
  if (standing !== null) return standing;
  if (from === null) return openings.settle({ id, key: await nextKey(prefix), from: '', root: id, depth: 0, at: now() });
  const { root, depth } = { root: parent?.root ?? from, depth: (parent?.depth ?? 0) + 1 };
  if (depth > openingLimits.depth) throw new CatalogueError('TICKETS_TOO_DEEP', { limit: openingLimits.depth });
  if (await openings.countFrom(root) >= openingLimits.descendants) throw new CatalogueError('TICKETS_OPENED_TOO_MANY', { limit: openingLimits.descendants });
  return openings.settle({ id, key: await nextKey(prefix), from, root, depth, at: now() });
};
