/** Feeds of holidays a calendar follows: an iCal address, and what came of asking it last. Fetching is integrations/sla', when is the worker's. */
import { z } from 'zod';
import { messageParamsSchema } from '../message.schema.ts';
import { instantSchema } from '../values.ts';

/** Feeds one calendar may follow. */
export const mostFeeds = 10;
/** How often a feed is asked, and how soon again after a failure at first; then twice as long each time, up to `every`. */
export const feedPauses = { everyMs: 12 * 3_600_000, afterFaultMs: 5 * 60_000 } as const;

export const feedInputSchema = z.object({
  name: z.string().trim().min(1).max(100),
  /** https, http or webcal. */
  url: z.url({ protocol: /^(?:https?|webcal)$/ }).max(2000),
});
export type FeedInput = z.infer<typeof feedInputSchema>;

/** What is told of a feed. A feed that fails keeps what it brought last. */
export const feedSchema = z.object({
  id: z.string(), name: z.string(), url: z.string(),
  /** When it was asked last, answered last, and last brought something else. */
  triedAt: instantSchema.nullable(), fetchedAt: instantSchema.nullable(), changedAt: instantSchema.nullable(),
  nextAt: instantSchema,
  /** Why the last try failed. */
  fault: z.object({ code: z.string(), params: messageParamsSchema, message: z.string() }).nullable(),
  faults: z.number().int(),
  /** Closures it brings, and entries of it that mean nothing to a calendar. */
  days: z.number().int(), skipped: z.number().int(),
});
export type Feed = z.infer<typeof feedSchema>;

/** Milliseconds until a feed is asked again after so many failures in a row. */
export const pauseAfter = (faults: number): number => (faults === 0 ? feedPauses.everyMs : Math.min(feedPauses.afterFaultMs * 2 ** (faults - 1), feedPauses.everyMs));
