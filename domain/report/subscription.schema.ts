/** Reports people have sent to them every week: what is in one, when it comes, and what became of the last. When it comes next is subscription.schedule.ts. */
import { z } from 'zod';
import { isZone } from '../document/document.schema.ts';
import { messageParamsSchema } from '../message.schema.ts';
import { instantSchema, localeSchema, type Instant } from '../values.ts';
import { promises } from './levels.schema.ts';

/** pdf: everything the page counts. csv: each of its tables as a file. */
export const reportFormats = ['pdf', 'csv'] as const;
export type ReportFormat = (typeof reportFormats)[number];
/** How many whole weeks a report can be about. */
export const reportSpans = [1, 4, 12, 26, 52] as const;
/** Of one person. */
export const mostSubscriptions = 20;

/** As addresses of the page say it: ids of teams ("-": none), keys of types, priorities, comma between. Absent: everything. */
export const levelsFilterSchema = z.strictObject({ team: z.string().min(1).max(2_000).optional(), type: z.string().min(1).max(2_000).optional(), priority: z.string().min(1).max(40).optional(), promise: z.enum(promises).optional() });
export type LevelsFilter = z.infer<typeof levelsFilterSchema>;

export const reportSubscriptionFactsSchema = z.object({
  filter: levelsFilterSchema,
  /** Whole weeks, Monday to Sunday, that end before the week it is sent in. */
  weeks: z.literal(reportSpans),
  /** 1 Monday ... 7 Sunday, and the time of day there, "08:30". */
  weekday: z.number().int().min(1).max(7), time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** IANA name: of the days and weeks counted, and of the time it comes. */
  zone: z.string().min(1).max(60).refine(isZone),
  locale: localeSchema,
  formats: z.array(z.enum(reportFormats)).min(1).max(reportFormats.length),
  isPaused: z.boolean(),
});
export type ReportSubscriptionFacts = z.infer<typeof reportSubscriptionFactsSchema>;

/** made: its notice is on its way. delayed: tried again at `againAt`. failed: not for this week, and its owner is told. skipped: nobody wanted or was to get it. */
export const reportOutcomes = ['made', 'delayed', 'failed', 'skipped'] as const;
export const reportOutcomeSchema = z.object({
  /** ISO week it was for, "2026-W48". */
  week: z.string(), at: instantSchema,
  is: z.enum(reportOutcomes),
  fault: z.object({ code: z.string(), params: messageParamsSchema.default({}) }).nullable(),
  /** Id of the notice that carries it, or says why there is none. */
  notice: z.string().nullable(),
  againAt: instantSchema.nullable(),
});
export type ReportOutcome = z.infer<typeof reportOutcomeSchema>;

export const reportSubscriptionSchema = reportSubscriptionFactsSchema.extend({
  id: z.string(),
  /** Person id of whom it is sent to. */
  owner: z.string(),
  revision: z.number().int().positive(), madeAt: instantSchema, changedAt: instantSchema,
  /** What was to come before this is not sent: it was made, resumed or put on another time then. */
  since: instantSchema,
  last: reportOutcomeSchema.nullable(),
});
export type ReportSubscription = z.infer<typeof reportSubscriptionSchema>;

/** When one comes, of which ISO week: "2026-W48"; compares as text. */
export interface Sending { week: string; dueAt: Instant }

/** The last week that is settled: sent, or not to be sent any more. Null before the first. */
export const settledWeek = ({ last }: Pick<ReportSubscription, 'last'>): string | null => (last === null || last.is === 'delayed' ? null : last.week);
